"""The Ombudsman's people, and the way of a report through their hands: the demo shows it, the tests live in it.

Eka takes reports in at the office of Kalimantan Timur, Bayu and Yoga examine, Sinta heads it. Mira has the desk of
a neighbouring office. Joko and Laras are of the national office: resolution, recommendation, objections.
"""

from datetime import timedelta

from django.utils import timezone

from narahubung.accounts.actors import Officer, Reporter
from narahubung.accounts.models import Appointment, Role, User
from narahubung.clocks.calendar import today_in
from narahubung.directory.models import OmbudsmanOffice, Region, Term
from narahubung.documents import CleanFile
from narahubung.operations.ombudsman_letters import with_letters
from narahubung.operations.world import DOMAIN, SINCE
from narahubung.reports.identity import ReportingPerson
from narahubung.reports.lifecycle import MOVES
from narahubung.reports.models import Report
from narahubung.reports.rules import items_of

R = Role
HERE, THERE, NATION = "BPN", "BJM", "ORI"
OFFICES = (
    (HERE, "Ombudsman RI Perwakilan Kalimantan Timur", "Balikpapan", False),
    (THERE, "Ombudsman RI Perwakilan Kalimantan Selatan", "Banjarmasin", False),
    (NATION, "Ombudsman Republik Indonesia", "Jakarta", True),
)
PEOPLE = (
    ("eka", "Eka Damayanti", R.INTAKE, HERE),
    ("bayu", "Bayu Prakoso", R.EXAMINER, HERE),
    ("yoga", "Yoga Pradana", R.EXAMINER, HERE),
    ("sinta", "Sinta Maharani", R.OFFICE_HEAD, HERE),
    ("mira", "Mira Anggraini", R.INTAKE, THERE),
    ("joko", "Joko Santoso", R.EXAMINER, NATION),
    ("laras", "Laras Widyastuti", R.OFFICE_HEAD, NATION),
)
NATIONAL = (
    *("is_national", "judges_objection", "is_left_undone", "may_be_resolved_by"),
    *("is_carried_out", "was_ignored_above"),
)
USUAL = {R.INTAKE: "eka", R.EXAMINER: "bayu", R.OFFICE_HEAD: "sinta"}
AT_THE_TOP = {R.EXAMINER: "joko", R.OFFICE_HEAD: "laras"}
MURNI = ReportingPerson(
    name="Murni Astuti",
    phone="0812-5555-0202",
    nik="6469014107800002",
    birth_place="Kuaro Hulu",
    birth_date="1980-07-01",
    marital="married",
    occupation="Pedagang",
    nationality="Indonesia",
    address="Jalan Poros 5, Kuaro Hulu",
)
POINTS = (
    "Menerbitkan dokumen yang tertunda.",
    "Meminta maaf secara tertulis kepada pelapor.",
    "Memperbaiki alur berkas di loket dan mengumumkan lamanya.",
)
NOTED = "Sudah dijelaskan dengan kata biasa."
PROOF = CleanFile("bukti.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", None)


class Ombudsman:
    """The offices, their people by their keys, and the steps of a report with what they usually ask for."""

    def __init__(self, world, writes=False):
        """With `writes` each letter goes its whole way here; else it comes from outside, as paper."""
        self.world, self.offices, self.people, self.writes = world, {}, {}, writes
        for code, name, seat, national in OFFICES:
            fields = {"name": name, "seat": seat, "national": national, "zone": "Asia/Makassar"}
            office, new = OmbudsmanOffice.objects.get_or_create(code=code, defaults=fields)
            self.offices[code] = office
            if new and code == HERE:
                office.provinces.set(Region.objects.filter(code="64"))
        for n, (key, name, role, office) in enumerate(PEOPLE):
            self.people[key] = self.appoint(key, name, role, self.offices[office], n)

    def appoint(self, key, name, role, office, n):
        fields = {"name": name, "language": "id", "password": "!"}
        user, _new = User.objects.get_or_create(email=f"{key}@{DOMAIN}", defaults=fields)
        terms = {
            "decree_number": f"ORI/{100 + n}/SK/2025",
            "decree_date": SINCE,
            "starts_on": SINCE,
        }
        letter, _new = Appointment.objects.get_or_create(
            user=user, role=role, office=office, defaults=terms
        )
        return letter

    def __getattr__(self, key):
        try:
            letter = self.people[key]
        except KeyError:
            raise AttributeError(key) from None
        return Officer(letter.user, letter)

    def term(self, name, code):
        return Term.objects.in_force().get(list=name, code=code)

    @property
    def today(self):
        return today_in("Asia/Makassar")

    def submit(self, **details):
        details = {
            "office": self.offices[HERE],
            "by": self.eka,
            "access": self.term("access_kind", details.pop("kind", "lm")),
            "channel": "walk_in",
            "received_on": self.today,
            "title": "Sertifikat tanah tak kunjung terbit",
            "text": "Berkas lengkap sejak dua tahun lalu, tetapi tidak pernah ada kabar.",
            "earlier_effort": "Dua kali surat kepada kepala dinas, tidak dijawab.",
            "happened_on": self.today - timedelta(days=200),
            "reported": self.world.place("disdukcapil"),
            "superior": self.world.place("kutai-raya"),
            "reporter_class": self.term("reporter_class", "individual"),
            "person": MURNI,
            **details,
        }
        self.report, self.secret = Report.objects.submit(**details)
        return self.report

    @property
    def reporter(self):
        return Reporter(self.report.pk)

    def go(self, steps, report=None, by=None, **more):
        """Take these steps one after the other, each by whose turn it is, with what its form usually brings."""
        report = report or self.report
        for name in steps.split():
            beside = getattr(self, f"do_{name}", None)
            if beside:
                beside(report)
            else:
                details = {**self.usual(report).get(name, {"note": NOTED}), **more}
                actor = by or self.whose(report, name)
                details = with_letters(self, report, name, actor, details)
                report.take(name, by=actor, **details)
        return report

    def whose(self, report, name):
        move = next(m for m in MOVES if m.name == name and report.stage in m.from_stages)
        people = AT_THE_TOP if move.guard in NATIONAL else USUAL
        if move.guard == "is_transferred_to":
            return self.mira
        role = next(role for role in move.who if role in people)
        return getattr(self, people[role])

    def usual(self, report):
        """Return what the form of each step usually brings, by its name."""
        note, proof = {"note": NOTED}, {"files": [PROOF]}
        day = self.today
        return {
            "register": {"access": report.access, "opened_on": day},
            **dict.fromkeys(("check_formal", "check_material", "take_up"), {}),
            "ask": note,
            "contact": {"done_on": day, **note},
            "inform": {},
            **self.decisions(report, day, note),
            **self.examination(day, note, proof),
            **self.aftermath(report, day, note, proof),
        }

    def decisions(self, report, day, note):
        minutes = {"met_on": day, "minutes": "Pleno dihadiri semua keasistenan."}
        examiner = {"examiner": self.bayu.user}
        return {
            "submit_plenary": {
                "substance": self.term("substance", "population_administration"),
                "weight": "simple",
                "suspected": [self.term("maladministration", "undue_delay")],
                "proposal": "examine",
                **note,
            },
            "examine": {**minutes, **examiner},
            "close_intake": {
                **minutes,
                "reason": self.term("closing_reason", "out_of_scope"),
                **note,
            },
            "transfer": {
                "to_office": self.offices[HERE if report.office.code == THERE else THERE],
                "coordinated_on": day,
                "coordinated_with": "Mira Anggraini",
                **note,
            },
            "respond_at_once": {
                "criterion": self.term("rco_criterion", "life"),
                "ground": self.term("waiver_ground", "rco"),
                **examiner,
                **note,
            },
            "uphold": {**examiner, **note},
        }

    def examination(self, day, note, proof):
        return {
            "explained": {"done_on": day, **note, **proof},
            **self.on_record(day, note, proof),
        }

    def on_record(self, day, note, proof):
        """Return what the steps bring that leave a record of their own."""
        talks = {"asked_by": "both", "people": "Pelapor dan kepala dinas; dipimpin Bayu.", **note}
        return {
            "summon": {
                "person": "Kepala dinas",
                "meets_at": timezone.now() + timedelta(days=3),
                "place": "Kantor perwakilan",
                **note,
            },
            "heard": {"held_on": day, "people": "Kepala dinas, Bayu.", **note},
            "inspect": {"place": "Loket pelayanan", "is_announced": False, **note},
            "inspected": {"held_on": day, "people": "Bayu dan petugas loket.", **note, **proof},
            **dict.fromkeys(("conciliate", "mediate"), talks),
            "settle": note,
            "confer": {
                "meets_on": day,
                "people": "Kepala perwakilan dan para asisten.",
                "evidence": "Buku register loket; tanda terima berkas.",
                **note,
                **proof,
            },
        }

    def asked(self, report, kind, *texts):
        """Return action points or recommendations, all for the reported party unless it has a superior to do them."""
        owner = report.superior if kind == "recommendation" else report.reported
        return [{"text": text, "kind": kind, "agency": owner, "due_on": None} for text in texts]

    def aftermath(self, report, day, note, proof):
        return {
            "issue": {
                "conclusion": "found",
                "found": [self.term("maladministration", "undue_delay")],
                "items": self.asked(report, "corrective", *POINTS),
                **note,
            },
            **dict.fromkeys(("deliver", "received_above"), {}),
            **dict.fromkeys(("corrected", "resolved", "carried_out"), {**note, **proof}),
            "recommend": {
                "items": self.asked(report, "recommendation", *POINTS[:2]),
                **note,
                **proof,
            },
            "publish": {"published_on": day, "where": "ombudsman.go.id", **note},
        }

    # What is done beside the steps.

    def do_formal(self, report):
        self.verify(report, "formal")

    def do_material(self, report):
        self.verify(report, "material")

    def verify(self, report, name, by=None, **found):
        answers = {i.code: found.get(i.code, ("met", "", None)) for i in items_of(report, name)}
        return report.verify(by or self.eka, name, answers)

    def do_declare(self, report):
        report.declare(self.bayu, has_conflict=False)

    def do_absent(self, report):
        report.do("missed", self.bayu, outcome="absent", note="Tidak ada kabar.")

    def do_excused(self, report):
        report.do("missed", self.bayu, outcome="excused", note="Surat sakit.")

    def do_agree(self, report):
        clause = {"text": "Akta diserahkan.", "owner": "agency", "due_on": None}
        words = {"signed_on": self.today, "agreement": "Dinas menyerahkan akta dalam seminggu."}
        report.do("agree", self.bayu, items=[clause], files=[PROOF], **words)

    def do_kept(self, report):
        """Each clause of the agreement was carried out and looked at."""
        for clause in report.talks_now().clauses.filter(done_on=None):
            report.do("clause", self.bayu, clause=clause, done_on=self.today, note="Dilihat.")

    def do_carry_out(self, report):
        """All that the newest product asks is reported by letter and checked."""
        for item in report.products.order_by("pk").last().items.order_by("seq"):
            self.carry_out(item)

    def carry_out(self, item, verdict="done"):
        """The desk writes down what came by letter, and whose turn it is checks it."""
        item.report(self.eka, "Sudah dilaksanakan.", files=[PROOF])
        checker = self.bayu if item.may_be_checked_by(self.bayu) else self.joko
        item.check_off(checker, verdict, "Dilihat di tempat.")


# The usual ways to a stage, as far as the plenary and beyond.
TO_FORMAL = "register check_formal"
TO_PLENARY = f"{TO_FORMAL} formal check_material material submit_plenary"
TO_EXAMINATION = f"{TO_PLENARY} examine declare"
TO_RESULT = f"{TO_EXAMINATION} ask_explanation explained confer issue"

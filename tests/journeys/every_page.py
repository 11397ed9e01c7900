"""Every page of the house, who opens it, and a town in which each of them has something to show."""

from datetime import timedelta
from hashlib import sha256

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from narahubung.accounts.tests.papers import focal_points_of
from narahubung.accounts.tests.ways_in import confirm, enter
from narahubung.complaints.custody import open_original, take_in
from narahubung.complaints.desk import CannedAnswer, SavedFilter
from narahubung.complaints.jobs import notice_overdue
from narahubung.complaints.models import Complaint
from narahubung.complaints.papers import attach
from narahubung.directory.tests.sheets import csv_of
from narahubung.documents import CleanFile
from narahubung.figures.rolling import roll_all
from narahubung.integrations.lapor.models import Import, State
from narahubung.notify.jobs import work_the_outbox
from narahubung.notify.models import Message
from narahubung.portal.tracking import hand_key
from narahubung.protection.tests.papers import desk_of
from tests.journeys import (
    agreement_pages,
    evaluation_pages,
    instrument_pages,
    meeting_pages,
    mentoring_pages,
    report_pages,
    training_pages,
)

# Each address with who opens it and where. In braces stands the number of a file, by its stage.
PAGES = {
    "portal:home": [("stranger", "/")],
    "portal:submit": [("stranger", "/lapor/"), ("stranger", "/lapor/?instansi=dinkes")],
    "portal:track": [("stranger", "/lacak/"), ("stranger", "/lacak/?nomor=6469-26-7K3QX-M")],
    "portal:file": [
        ("answered", "/lacak/berkas/"),
        ("stranger", "/lacak/berkas/"),
        ("awaiting", "/lacak/berkas/"),
        ("closed", "/lacak/berkas/"),
        ("late", "/lacak/berkas/"),
        ("hidden", "/lacak/berkas/"),
    ],
    "portal:step": [
        *[("answered", f"/lacak/berkas/{step}/") for step in ("confirm", "reply", "withdraw")],
        ("answered", "/lacak/berkas/message/"),
        ("awaiting", "/lacak/berkas/complete/"),
        ("closed", "/lacak/berkas/reopen/"),
        ("closed", "/lacak/berkas/withdraw/"),
        ("late", "/lacak/berkas/escalate/"),
    ],
    "portal:my_data": [("answered", "/lacak/berkas/data-saya/")],
    "portal:erase": [("answered", "/lacak/berkas/hapus/"), ("closed", "/lacak/berkas/hapus/")],
    "portal:agencies": [("stranger", "/instansi/"), ("stranger", "/instansi/?cari=tidakada")],
    "portal:agency": [("stranger", "/instansi/dinkes/")],
    "portal:contact": [("answered", "/lacak/berkas/kabar/")],
    "portal:proof": [("answered", "/lacak/berkas/bukti/")],
    "portal:ledger": [("stranger", "/buku-besar/")],
    "portal:check_receipt": [("stranger", "/buku-besar/periksa/")],
    "portal:status": [("stranger", "/status/")],
    "portal:about": [("stranger", "/tentang/")],
    "portal:privacy": [("stranger", "/privasi/")],
    "portal:processing": [("stranger", "/privasi/pemrosesan/")],
    "portal:data_request": [("answered", "/lacak/berkas/data/")],
    "protection:desk": [("nadia", "/data-protection/"), ("nadia", "/data-protection/?tab=past")],
    "protection:request_new": [("nadia", "/data-protection/requests/new/")],
    "protection:request": [
        ("nadia", "/data-protection/requests/{asked}/"),
        ("nadia", "/data-protection/requests/{refused}/"),
    ],
    "protection:step": [
        ("nadia", "/data-protection/requests/{asked}/finish/"),
        ("nadia", "/data-protection/requests/{objected}/refuse/"),
    ],
    "protection:breach_new": [("nadia", "/data-protection/breaches/new/")],
    "protection:breach": [
        ("nadia", "/data-protection/breaches/{breach}/"),
        ("nadia", "/data-protection/breaches/{told}/"),
    ],
    "protection:breach_step": [
        ("nadia", f"/data-protection/breaches/{{breach}}/{step}/")
        for step in ("describe", "add_files", "tell_people", "tell_authority")
    ],
    **report_pages.PAGES,
    **meeting_pages.PAGES,
    **mentoring_pages.PAGES,
    **agreement_pages.PAGES,
    **training_pages.PAGES,
    **evaluation_pages.PAGES,
    **instrument_pages.PAGES,
    "ui:components": [("stranger", "/ui/components/")],
    "complaints:list": [
        *[("rina", f"/work/?tab={tab}") for tab in ("work", "others", "all", "ended")],
        ("rina", "/work/?q=antrean&stage=received"),
        ("rina", "/work/?q=tidakada"),
        ("budi", "/work/"),
        ("hana", "/work/"),
        ("dewi", "/work/?tab=offered"),
        ("tono", "/work/"),
        ("adi", "/work/"),
    ],
    "complaints:filters": [("rina", "/work/filters/?q=antrean")],
    "complaints:new": [("rina", "/work/new/"), ("budi", "/work/new/")],
    "complaints:canned": [("rina", "/work/canned/"), ("dewi", "/work/canned/")],
    "complaints:canned_new": [("rina", "/work/canned/new/")],
    "complaints:canned_edit": [("rina", "/work/canned/{canned}/")],
    "complaints:detail": [
        ("rina", "/work/{received}/"),
        ("rina", "/work/{closed}/"),
        ("rina", "/work/{late}/"),
        ("rina", "/work/{postponed}/"),
        ("budi", "/work/{answered}/"),
        ("hana", "/work/{examined}/"),
        ("dewi", "/work/{offered}/"),
        ("wati", "/work/{answered}/"),
        ("wati", "/work/{hidden}/"),
    ],
    "complaints:trail": [
        ("rina", "/work/file/{paper}/original/"),
        ("hana", "/work/file/{paper}/original/"),
    ],
    "complaints:original": [("rina", "/work/file/{paper}/original/open/")],
    "complaints:reclassify": [("rina", "/work/{verifying}/reclassify/")],
    "complaints:identity": [
        ("rina", "/work/{hidden}/identity/"),
        ("wati", "/work/{hidden}/identity/"),
    ],
    "complaints:move": [
        *[
            ("rina", f"/work/{{verifying}}/{step}/")
            for step in ("dispose", "ask", "postpone", "archive", "pass_on", "refer")
        ],
        ("rina", "/work/{hidden}/dispose/"),
        ("rina", "/work/{postponed}/resume/"),
        ("rina", "/work/{answered}/close/"),
        ("rina", "/work/{closed}/reopen/"),
        ("rina", "/work/{supervised}/examine/"),
        ("dewi", "/work/{offered}/take_over/"),
        ("dewi", "/work/{offered}/decline/"),
        ("budi", "/work/{disposed}/give_back/"),
        ("budi", "/work/{followed_up}/answer/"),
        ("hana", "/work/{examined}/decide/"),
    ],
    "insight:figures": [("rina", "/figures/"), ("agus", "/figures/?months=1")],
    "insight:figure": [
        ("rina", "/figures/complaints.received/"),
        ("rina", "/figures/complaints.first_answer/"),
        ("budi", "/figures/complaints.reopened/?months=3"),
    ],
    "notify:notices": [("rina", "/notices/"), ("adi", "/notices/")],
    "notify:preference": [("rina", "/notices/by-email/")],
    "notify:undelivered": [("rina", "/notices/undelivered/"), ("adi", "/notices/undelivered/")],
    "directory:agencies": [("rina", "/directory/"), ("adi", "/directory/?q=tidakada")],
    "directory:import": [("adi", "/directory/import/")],
    "directory:preview": [("adi", "{preview}")],
    "directory:agency": [("adi", "/directory/agencies/dinkes/")],
    "lapor:list": [("rina", "/lapor-exchange/"), ("dewi", "/lapor-exchange/")],
    "lapor:new": [("rina", "/lapor-exchange/import/")],
    "lapor:detail": [
        ("rina", "/lapor-exchange/import/{done}/"),
        ("rina", "/lapor-exchange/import/{failed}/"),
        ("rina", "/lapor-exchange/import/{running}/"),
    ],
    "lapor:export": [("rina", "/lapor-exchange/export/")],
    "accounts:offices": [("rina", "/accounts/offices/")],
    "accounts:second_factor": [("rina", "/accounts/second-factor/")],
    "accounts:invitation": [("stranger", "/accounts/invitation/x/")],
    "accounts:powers": [("adi", "/accounts/powers/"), ("rina", "/accounts/powers/")],
    "accounts:powers_on": [("adi", "/accounts/powers/on/")],
    "accounts:people": [("rina", "/accounts/people/"), ("adi", "/accounts/people/?state=ended")],
    "accounts:person": [("adi", "/accounts/people/{person}/")],
    "accounts:invite": [("adi", "/accounts/people/invite/")],
    "accounts:invited": [("adi", "{invited}")],
    "accounts:extend": [("adi", "/accounts/people/appointments/{appointment}/extend/")],
    "accounts:end": [("adi", "/accounts/people/appointments/{appointment}/end/")],
    "accounts:decree": [("adi", "/accounts/people/appointments/{focal}/decree/")],
    "accounts:scan_original": [("adi", "/accounts/people/decrees/{scan}/original/")],
    "accounts:absences": [("fitri", "/accounts/people/{fitri}/leave/")],
    "accounts:focal_points": [
        ("rina", "/accounts/focal-points/"),
        ("adi", "/accounts/focal-points/?q=tidakada"),
    ],
    "accounts:card": [("rina", "/accounts/focal-points/{focal}/")],
    "accounts:place": [
        ("rina", "/accounts/places/kutai-raya/"),
        ("rina", "/accounts/places/dinkes/?role=all"),
    ],
    "complaints:packet": [
        ("rina", "/work/offices/{manager}/packet/"),
        ("agus", "/work/offices/{steward}/packet/"),
    ],
    "complaints:loads": [("wati", "/work/load/")],
    "account_login": [("stranger", "/accounts/login/")],
    "account_logout": [("rina", "/accounts/logout/")],
    "account_inactive": [("stranger", "/accounts/inactive/")],
    "account_reauthenticate": [("rina", "/accounts/reauthenticate/")],
    "account_change_password": [("rina", "/accounts/password/change/")],
    "account_reset_password": [("stranger", "/accounts/password/reset/")],
    "account_reset_password_done": [("stranger", "/accounts/password/reset/done/")],
    "account_reset_password_from_key": [("stranger", "/accounts/password/reset/key/1-x-y/")],
    "account_reset_password_from_key_done": [("stranger", "/accounts/password/reset/key/done/")],
    "usersessions_list": [("rina", "/accounts/sessions/")],
}
# What is not in the table of the matrix: the second lock, and what is no address.
BESIDE = [
    ("stranger", "/tidak-ada-di-sini/"),
    ("rina", "/work/6469-26-00000-0/"),
    *[
        ("hana", f"/accounts/locks/{path}")
        for path in ("", "totp/deactivate/", "webauthn/", "webauthn/add/", "recovery-codes/",
                     "recovery-codes/generate/", "reauthenticate/")
    ],
]  # fmt: skip
for address, its_rows in report_pages.TRACKED.items():
    PAGES[address] = PAGES[address] + its_rows
# Answers that are files or plain text, and addresses that only take what is sent to them. The receipt
# is looked at after sending.
NO_PAGE = (
    set(
        """
    healthz readyz portal:receipt portal:receipt_pdf portal:receipt_done portal:attachment portal:leave portal:to_report portal:exit
    portal:notice protection:letter protection:paper complaints:pulse
    portal:proof_file portal:my_data_zip portal:checkpoint portal:ledger_key portal:ledger_feed portal:ledger_script
    portal:status_json portal:robots portal:security ui:language complaints:filter_save complaints:filter_delete
    complaints:export complaints:bulk complaints:receipt complaints:canned_delete complaints:file
    complaints:say notify:read_all notify:open notify:again notify:settle notify:event_again
    directory:template lapor:refused accounts:scan accounts:vcard accounts:back accounts:powers_off accounts:withdraw account_set_password
    """.split()
    )
    | report_pages.NO_PAGE
    | meeting_pages.NO_PAGE
    | mentoring_pages.NO_PAGE
    | agreement_pages.NO_PAGE
    | training_pages.NO_PAGE
    | evaluation_pages.NO_PAGE
    | instrument_pages.NO_PAGE
)

# Pages that answer to what was sent: what is filled in (nothing: a form sent empty), and how it is sent.
SENT = [
    ("stranger", "/lapor/", {}, "main form"),
    ("stranger", "/lapor/", {"[name=text]": "Antrean lima jam."}, "main form"),
    ("stranger", "/lacak/", {}, "main form"),
    ("stranger", "/lacak/", {"[name=number]": "6469", "[name=words]": "salah"}, "main form"),
    ("stranger", "/accounts/login/", {}, "main form"),
    ("answered", "/lacak/berkas/reply/", {}, "main form"),
    ("closed", "/lacak/berkas/hapus/", {}, "main form"),
    ("rina", "/work/?tab=all", {"[name=chosen] >> nth=0": True}, "main form:has(.row-list)"),
    ("rina", "/work/new/", {}, "main form"),
    ("rina", "/work/{verifying}/dispose/", {}, "main form"),
    ("rina", "/work/{verifying}/reclassify/", {"[name=title]": ""}, "main form"),
    ("rina", "/work/file/{paper}/original/open/", {}, "main form"),
    ("rina", "/accounts/password/change/", {}, "main form"),
    ("rina", "/lapor-exchange/import/", {}, "main form"),
    ("budi", "/work/{followed_up}/answer/", {}, "main form"),
    ("rina", "/work/{hidden}/identity/", {}, "main form"),
    ("rina", "/work/{hidden}/identity/", {"[name=reason]": "Saksi harus dihubungi."}, "main form"),
    ("answered", "/lacak/berkas/data/", {}, "main form"),
    ("nadia", "/data-protection/requests/new/", {}, "main form"),
    ("nadia", "/data-protection/breaches/new/", {}, "main form"),
    ("adi", "/accounts/people/invite/", {}, "main form"),
    ("adi", "/accounts/powers/on/", {}, "main form"),
    ("fitri", "/accounts/people/{fitri}/leave/", {}, "main form.form"),
    ("adi", "/accounts/people/decrees/{scan}/original/", {}, "main form"),
    ("adi", "/directory/import/", {}, "main form"),
    ("adi", "/directory/agencies/dinkes/", {"[name=name]": ""}, "main form"),
    *report_pages.SENT,
    *meeting_pages.SENT,
    *mentoring_pages.SENT,
    *agreement_pages.SENT,
    *training_pages.SENT,
    *evaluation_pages.SENT,
    *instrument_pages.SENT,
]
OFFICERS = (
    *("rina", "budi", "hana", "dewi", "tono", "wati", "agus", "nadia", "fitri", "adi"),
    *report_pages.OFFICE,
)
CITIZENS = ("answered", "awaiting", "closed", "late", "hidden", *report_pages.REPORTERS)
GIVEN = "rina dispose"
SHEET = [
    ("rsud", "RSUD Kutai Raya", "hospital", "dinkes", "64.69", ""),
    ("hantu", "Dinas Hantu", "hantu", "tidak-ada", "99", ""),
]
STAGES = {
    "received": (),
    "verifying": ("rina verify",),
    "awaiting": ("rina verify", "rina ask"),
    "postponed": ("rina verify", "rina postpone"),
    "offered": ("rina verify", "rina pass_on"),
    "disposed": ("rina verify", GIVEN),
    "followed_up": ("rina verify", GIVEN, "budi accept"),
    "supervised": ("rina verify", f"{GIVEN} complaint_supervisory", "budi accept"),
    "examined": (
        *("rina verify", f"{GIVEN} complaint_supervisory", "budi accept"),
        "rina examine",
    ),
    "answered": (
        *("rina verify", GIVEN, "budi accept", "budi answer", "sari reply", "budi answer"),
    ),
    "closed": ("rina verify", GIVEN, "budi accept", "budi answer", "sari confirm"),
    "late": (),
    "hidden": ("rina verify", "rina open_identity"),
}


def rows():
    """Return every (who, address) there is."""
    return [row for rows in PAGES.values() for row in rows] + BESIDE


def with_key(*key):
    client = Client()
    response = client.get("/lacak/")
    hand_key(response, *key)
    client.cookies.load(response.cookies.output(header="", sep=";"))
    return client


def confirmed(client):
    confirm(client, "/work/")
    return client


class Full:
    """The town with a file at every stage and something on every page."""

    def __init__(self, world):
        self.world = world
        self.files = {stage: self.file(stage, *steps) for stage, steps in STAGES.items()}
        self.words = {"canned": self.canned(), "person": world.people["budi"].user_id}
        self.words["paper"] = self.paper()
        self.words["appointment"] = world.people["budi"].pk
        self.be_late(self.files["late"])
        for state in (State.DONE, State.FAILED, State.RUNNING):
            self.words[str(state.value)] = self.imported(state)
        self.words |= desk_of(self.world, self.files)
        self.words |= focal_points_of(self.world)
        self.words |= report_pages.reports_of(self.world)
        self.words |= meeting_pages.meetings_of(self.world)
        self.words |= mentoring_pages.mentorings_of(self.world)
        self.words |= agreement_pages.agreements_of(self.world)
        self.words |= training_pages.trainings_of(self.world)
        self.words |= evaluation_pages.evaluations_of(self.world)
        self.words |= instrument_pages.instruments_of(self.world)
        roll_all()
        work_the_outbox()
        Message.objects.filter(channel="email").update(state="failed", error="bad_address")

    def file(self, stage, *steps):
        paper = CleanFile("loket.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", None)
        hides = {"shield": "secret", "text": "Nama saya Sari."} if stage == "hidden" else {}
        file = self.world.submit(files=[paper], title=f"Antrean ({stage})", **hides)
        file.say("Antreannya panjang sekali.", by=self.world.sari)
        for step in steps:
            who, name, *rest = step.split()
            by = self.world.sari if who == "sari" else getattr(self.world, who)
            if name == "open_identity":
                file.open_identity(by, "Saksi harus dihubungi.")
                continue
            file.take(name, by=by, **self.details(name, *rest))
        return file

    def paper(self):
        """Give one file a paper whose original lies sealed, and was opened once."""
        file, rina = self.files["verifying"], self.world.rina
        sent = CleanFile(
            "kartu.pdf", "pdf", "application/pdf", 4, sha256(b"%PDF").hexdigest(), b"%PDF", b"%PDF"
        )
        taken = attach(file, [sent], self.world.sari)
        take_in(file, taken, self.world.sari)
        open_original(taken[0][0], rina, "Diminta inspektorat.")
        return taken[0][0].key

    def be_late(self, file):
        past = timezone.localdate() - timedelta(days=4)
        file.deadlines.update(started_on=past - timedelta(days=3), due=past)
        Complaint.objects.filter(pk=file.pk).update(next_due=past)
        notice_overdue()

    def details(self, name, kind="complaint_ordinary"):
        world, term = self.world, self.world.term
        return {
            "dispose": {
                "unit": world.place("puskesmas-kuaro"),
                "classification": term("classification", kind),
                "category": term("category", "health"),
                **({"about": world.place("puskesmas-senaken")} if "supervis" in kind else {}),
            },
            "answer": {
                "kind": term("remedy", "full"),
                "text": "Loket kedua dibuka mulai Senin.",
                "signatory": "dr. Hana Prasetya",
            },
            "postpone": {
                "ground": term("postpone_ground", "awaiting_expert"),
                "resume_on": timezone.localdate() + timedelta(days=9),
            },
            "pass_on": {
                "to_agency": world.place("disdukcapil"),
                "reason": term("pass_on_reason", "other_agency"),
            },
            "ask": {"note": "Tanggal berapa Anda datang?"},
            "examine": {"note": "Inspektur wilayah dua."},
            "reply": {"note": "Masih tutup."},
            "confirm": {"note": "Terima kasih.", "rating": 5},
        }.get(name, {})

    def canned(self):
        agency, user = self.world.place("dinkes"), self.world.rina.user
        SavedFilter.objects.create(user=user, name="Antrean", query="q=antrean")
        text = "Loket buka pukul tujuh."
        return CannedAnswer.objects.create(agency=agency, title="Jam buka", text=text).pk

    def imported(self, state):
        into = Import(
            appointment=self.world.people["rina"], name=f"sp4n-{state}.xlsx", sha256="0" * 64
        )
        into.agency, into.state = self.world.place("dinkes"), state
        if state == State.DONE:
            into.new, into.refused, into.refusals = 5, 1, [[3, "", "no_id", {}]]
            into.unknown = {"agencies": ["Dinas Bulan"]}
        into.problem = "Berkas ini kosong." if state == State.FAILED else ""
        into.save(force_insert=True)
        return into.pk

    def invitation(self):
        today = timezone.localdate()
        return {
            "email": "lina@example.org",
            "name": "Lina Marlina",
            "role": "liaison",
            "agency": self.world.place("puskesmas-kuaro").pk,
            "decree_number": "800/9/SK/2026",
            "decree_date": today,
            "starts_on": today,
        }

    def enter(self, who):
        """Return a client that stands where this person stands."""
        if who in report_pages.REPORTERS:
            return with_key(*report_pages.key_of(self.words[report_pages.REPORTERS[who]]))
        if who in CITIZENS:
            return with_key(self.files[who].pk)
        return Client() if who == "stranger" else confirmed(enter(getattr(self.world, who)))

    def address(self, url, client):
        if url == "{preview}":
            sheet = SimpleUploadedFile("instansi.csv", csv_of(*SHEET))
            return client.post("/directory/import/", {"file": sheet}).url
        if url == "{invited}":
            return client.post("/accounts/people/invite/", self.invitation()).url
        numbers = {stage: file.reference for stage, file in self.files.items()}
        return url.format(**numbers, **self.words)

"""Reports at five Ombudsman offices, the same at each run: two years of them, fifteen percent still open.

What hangs on a report beside its events and clocks is added by a maker of its own: a function that gets
the seeds, the key of the report and its stage, and fills tables that it has named (`beside`).
"""

import json
import random
from collections import defaultdict
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.db import connection, transaction
from django.utils import timezone

from benchmarks.bulk import Table
from benchmarks.places import SINCE
from benchmarks.seeds import NO_WORDS, mark, reference_of
from benchmarks.vocabulary import text_of
from narahubung.accounts.models import Appointment, Role, User
from narahubung.clocks.calendars import Calendars
from narahubung.clocks.models import Rule
from narahubung.directory.models import OmbudsmanOffice, Region, Term
from narahubung.reports.intake import words
from narahubung.reports.models import Deadline, Event, Register, RegisterEntry, Report
from narahubung.reports.rules import number_of

BATCH = 5_000
OFFICES = ("B01", "B02", "B03", "B04", "B05")
EXAMINERS = 25
ENTERED = "received register check_formal"
PLENARY = f"{ENTERED} checked check_material checked submit_plenary"
EXAMINED_WAY = f"{PLENARY} examine assigned declared"
# How many of a hundred stand where, the steps that led there, and the clock that runs there.
STAGES = {
    "intake": (0.5, "received", "local.register_report"),
    "formal": (2, ENTERED, "ori.formal_verify"),
    "awaiting": (1, f"{ENTERED} ask", "ori.complete"),
    "material": (2, f"{ENTERED} checked check_material", "ori.material_verify"),
    "plenary": (1, PLENARY, "ori.material_verify"),
    "examination": (3, EXAMINED_WAY, ""),
    "explanation_1": (2, f"{EXAMINED_WAY} ask_explanation", "ori.explain_1"),
    "case_conference": (0.5, f"{EXAMINED_WAY} ask_explanation explained confer", ""),
    "corrective": (
        3,
        f"{EXAMINED_WAY} ask_explanation explained confer issue deliver",
        "ori.corrective.v2023",
    ),
    "closed_intake": (45, f"{PLENARY} close_intake inform", ""),
    "closed": (
        40,
        f"{EXAMINED_WAY} ask_explanation explained confer issue deliver corrected",
        "",
    ),
}
CHANCES = [chance for chance, _steps, _clock in STAGES.values()]
STOPS = {
    "ori.formal_verify": "check_material",
    "ori.material_verify": "examine",
    "ori.explain_1": "explained",
}
TO = {
    "register": "registered",
    "check_formal": "formal",
    "check_material": "material",
    "submit_plenary": "plenary",
    "examine": "examination",
    "ask_explanation": "explanation_1",
    "explained": "examination",
    "confer": "case_conference",
    "issue": "result_issued",
    "deliver": "corrective",
    "corrected": "closed",
    "ask": "awaiting",
    "close_intake": "closed_intake",
}
REASONS = {"close_intake": "out_of_scope", "corrected": "corrective_done"}


class ReportSeeds:
    def __init__(self, places, beside=()):
        self.places, self.dice = places, random.Random(3708)
        self.beside = beside
        self.tables = {model: Table(model) for model in (Report, Event, Deadline, RegisterEntry)}
        self.rules = {rule.code: rule for rule in Rule.objects.all()}
        self.terms = {(t.list, t.code): t for t in Term.objects.all()}
        self.calendar, self.now = Calendars().of("", 5), timezone.now()
        self.offices = [self.office(code) for code in OFFICES]
        self.registers, self.last = {}, defaultdict(int)
        self.made, self.texts = 0, []

    def office(self, code):
        office = OmbudsmanOffice.objects.create(
            code=code, name=f"Perwakilan {code}", seat=code, zone="Asia/Makassar"
        )
        office.provinces.set(Region.objects.filter(code="64"))
        first = code == OFFICES[0]
        people = [
            self.appoint(f"examiner{n}-{code.lower()}", Role.EXAMINER, office)
            for n in range(EXAMINERS)
        ]
        if first:
            self.appoint("office_head", Role.OFFICE_HEAD, office)
            self.appoint("intake", Role.INTAKE, office)
        return office, people

    def appoint(self, name, role, office):
        user = User.objects.create_user(f"{name}@bench.example", name=f"Asisten {name}")
        Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
        terms = {"decree_number": "1/SK/2024", "decree_date": SINCE, "starts_on": SINCE}
        Appointment.objects.create(user=user, role=role, office=office, **terms)
        return user.pk

    def grow(self, number: int):
        """Add reports until there are so many, and let the engine learn what it has."""
        while self.made < number:
            with transaction.atomic():
                for _ in range(min(BATCH, number - self.made)):
                    self.report()
                for table in self.tables.values():
                    table.write()
                words.put_many(self.texts)
            self.texts.clear()
        for key, register in self.registers.items():
            Register.objects.filter(pk=register.pk).update(last=self.last[key])
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
        else:
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def report(self):
        self.made += 1
        dice, number = self.dice, self.made
        stage = dice.choices(list(STAGES), CHANCES)[0]
        _chance, way, clock = STAGES[stage]
        ended, steps = stage.startswith("closed"), way.split()
        office, examiners = dice.choice(self.offices)
        age = dice.randint(60, 730) if ended else int(dice.triangular(1, 90, 9))
        at = self.now - timedelta(days=age, minutes=dice.randint(0, 600))
        pace = min(timedelta(days=4), (self.now - at) / (len(steps) + 1))
        reference, text = reference_of(number + 5_000_000), text_of(number, dice)
        agency, units = dice.choice(self.places.departments)
        due = clock and self.due(clock, (at + pace * (len(steps) - 1)).date())
        registered = stage != "intake"
        substance = self.terms["substance", dice.choice(("health", "land", "education"))]
        key = self.tables[Report].add(
            reference=reference,
            stage=stage,
            office_id=office.pk,
            number="",
            rule_set="po58" if registered else "",
            access_id=self.terms["access_kind", "lm"].pk,
            channel=dice.choice(("walk_in", "whatsapp", "outreach")),
            reporter_class_id=self.terms["reporter_class", "individual"].pk,
            reported_id=dice.choice([agency, *units]).pk,
            title=text[:60],
            text=text,
            substance_id=substance.pk if "submit_plenary" in steps else None,
            closing_reason_id=self.closing(steps),
            examiner_id=dice.choice(examiners) if "examine" in steps else None,
            declared_at=at + pace * steps.index("declared") if "declared" in steps else None,
            origin="{}",
            received_at=at,
            received_on=at.date(),
            opened_on=at.date() if registered else None,
            next_due=due or None,
            moved_at=at + pace * (len(steps) - 1),
            closed_at=at + pace * (len(steps) - 1) if ended else None,
            secret_digest=mark(number),
            chain_length=len(steps),
            chain_head=mark(number),
        )
        given = self.number(key, office, at) if registered else ""
        self.tables[Report].rows[-1][self.tables[Report].places["number"]] = given
        self.texts.append((key, f"{reference} {given} {text}"))
        self.tell(key, steps, at, pace, office, substance.code)
        self.promise(key, steps, at, pace, clock, due)
        for make in self.beside:
            make(self, key, stage)

    def closing(self, steps):
        code = next((REASONS[step] for step in steps if step in REASONS), "")
        return self.terms["closing_reason", code].pk if code else None

    def due(self, code, day):
        return self.rules[code].due(day, self.calendar)

    def number(self, key, office, at):
        place = office.pk, at.year
        if place not in self.registers:
            self.registers[place] = Register.objects.create(office=office, kind="lm", year=at.year)
        self.last[place] += 1
        number = number_of(self.last[place], "lm", at.date(), office.code)
        self.tables[RegisterEntry].add(
            register_id=self.registers[place].pk,
            report_id=key,
            seq=self.last[place],
            number=number,
            entered_on=at.date(),
            entered_at=at,
        )
        return number

    def tell(self, key, steps, at, pace, office, substance):
        counted = {"office": office.code, "access": "lm", "channel": "phone"}
        counted |= {"class": "individual", "group": "local_government"}
        before = "intake"
        for seq, kind in enumerate(steps, start=1):
            facts = {}
            if kind in ("received", "register"):
                facts = dict(counted)
            if kind == "submit_plenary":
                facts = {"substance": substance, "suspected": ["undue_delay"]}
            if kind == "issue":
                facts = {"conclusion": "found", "found": ["undue_delay"]}
            if kind in REASONS:
                facts = {"reason": REASONS[kind]}
            if kind in TO:
                facts |= {"from": before, "to": TO[kind]}
                before = TO[kind]
            self.tables[Event].add(
                report_id=key,
                seq=seq,
                kind=kind,
                at=at + pace * (seq - 1),
                role="intake",
                commitment=NO_WORDS,
                facts=json.dumps(facts),
                public=True,
                hash=mark(key * 100 + seq),
                dispatched_at=self.now,
            )

    def promise(self, key, steps, at, pace, clock, due):
        """The clock that runs, and those that ran before and were kept."""
        for code, stop in STOPS.items():
            if stop in steps:
                end = at + pace * steps.index(stop)
                self.deadline(key, code, at.date(), end.date(), end)
        if clock:
            started = (at + pace * (len(steps) - 1)).date()
            self.deadline(key, clock, started, due, None)

    def deadline(self, key, code, started, due, stopped):
        self.tables[Deadline].add(
            report_id=key,
            rule_id=self.rules[code].pk,
            binds="agency" if code.startswith(("ori.explain", "ori.corr")) else "office",
            started_on=started,
            due=due,
            stopped_at=stopped,
            noticed_at=None,
        )

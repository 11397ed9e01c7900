"""Files that look like real ones, the same at each run: two years of them, fifteen percent still open.

Seals and salts of events have the right length only, and of the identities each tenth is truly
sealed: its page can be opened.
"""

import random
from datetime import timedelta
from hashlib import sha256

from django.db import connection, transaction
from django.utils import timezone

from benchmarks.bulk import Table
from benchmarks.vocabulary import text_of
from narahubung.cases.references import ALPHABET, check_letter
from narahubung.clocks.calendars import Calendars
from narahubung.clocks.models import Rule
from narahubung.complaints.handover import Pause
from narahubung.complaints.identity import Identity, Person
from narahubung.complaints.intake import words
from narahubung.complaints.lifecycle import MOVES
from narahubung.complaints.models import Complaint, Deadline, Event
from narahubung.complaints.papers import Remedy
from narahubung.directory.models import Term

BATCH = 5_000
NO_WORDS = sha256(b"").hexdigest()
OPENED_EVERY = 10
# How many of a hundred stand where, the steps that led there, and the clocks that run there.
FIRST = ("uu25.respond", "sp4n.verify", "uu25.decide")
UNIT = ("sp4n.first_followup", "agency.non_supervisory", "uu25.decide")
STAGES = {
    "received": (2, "received", FIRST),
    "verifying": (2, "received verify", FIRST),
    "awaiting": (1, "received verify ask", ("uu25.complete",)),
    "postponed": (0.5, "received verify postpone", FIRST),
    "offered": (0.5, "received verify pass_on", FIRST),
    "disposed": (3, "received verify dispose", UNIT),
    "followed_up": (3, "received verify dispose accept", UNIT),
    "answered": (3, "received verify dispose accept answer", ("sp4n.autoclose",)),
    "closed": (72, "received verify dispose accept answer confirm", ()),
    "archived": (7, "received verify archive", ()),
    "not_ours": (4, "received verify refer", ()),
    "withdrawn": (2, "received withdraw", ()),
}
CHANCES = [chance for chance, _steps, _clocks in STAGES.values()]
ENDED = ("closed", "archived", "not_ours", "withdrawn")
WITHOUT_UNIT = ("received", "verifying", "awaiting", "postponed", "offered", "archived", "not_ours")
STAGE_AFTER = {"received": "received"} | {move.name: str(move.to_stage) for move in MOVES}
BY_COMPLAINANT = ("received", "confirm", "withdraw")
BINDS_THE_COMPLAINANT = ("uu25.complete", "sp4n.autoclose")
MODELS = (Complaint, Identity, Deadline, Event, Remedy, Pause)


class Seeds:
    def __init__(self, places, seed=6402):
        self.places, self.dice = places, random.Random(seed)
        self.tables = {model: Table(model) for model in MODELS}
        self.rules = {rule.code: rule for rule in Rule.objects.all()}
        self.calendars, self.dues = Calendars(), {}
        self.terms = {name: list(Term.objects.of(name)) for name in ("classification", "category")}
        self.remedy = Term.objects.of("remedy")[0].pk
        self.ground = Term.objects.of("postpone_ground")[0].pk
        self.now = timezone.now()
        self.made, self.texts = 0, []

    def grow(self, number: int):
        """Add files until there are so many, and let the engine learn what it has."""
        while self.made < number:
            with transaction.atomic():
                for _ in range(min(BATCH, number - self.made)):
                    self.file()
                for table in self.tables.values():
                    table.write()
                words.put_many(self.texts)
            self.texts.clear()
        if connection.vendor == "postgresql":
            # What autovacuum does by itself within minutes.
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")

    def file(self):
        self.made += 1
        dice, number = self.dice, self.made
        stage = dice.choices(list(STAGES), CHANCES)[0]
        agency, units = dice.choice(self.places.departments)
        unit = None if stage in WITHOUT_UNIT else dice.choice(units)
        age = dice.randint(40, 730) if stage in ENDED else int(dice.triangular(0, 120, 3))
        at = self.now - timedelta(days=age, minutes=dice.randint(0, 600))
        reference, text = reference_of(number), text_of(number, dice)
        clocks = self.clocks(stage, agency, at)
        bound = [due for code, due in clocks if code not in BINDS_THE_COMPLAINANT]
        steps = STAGES[stage][1].split()
        key = self.tables[Complaint].add(
            reference=reference,
            stage=stage,
            channel=dice.choice(("portal", "portal", "sp4n", "walk_in")),
            shield=dice.choice(("open", "open", "open", "secret", "anonymous")),
            outcome={"answered": "claimed", "closed": "confirmed"}.get(stage, ""),
            classification_id=unit and dice.choice(self.terms["classification"]).pk,
            category_id=unit and dice.choice(self.terms["category"]).pk,
            title=text[:60],
            text=text,
            region_id=dice.choice(self.places.districts[agency.region_id]).pk,
            place="depan loket",
            agency_id=agency.pk,
            unit_id=unit and unit.pk,
            offered_to_id=self.other(agency) if stage == "offered" else None,
            received_at=at,
            received_on=at.date(),
            next_due=None if stage in ENDED else min(bound, default=None),
            closed_at=at + timedelta(days=20) if stage in ENDED else None,
            secret_digest=mark(number),
            chain_length=len(steps),
            chain_head=mark(number),
        )
        self.texts.append((key, f"{reference} {text} depan loket"))
        self.promise(key, stage, clocks, at)
        self.tell(key, steps, at)
        self.say_who(key, reference, number)
        if stage in ("answered", "closed"):
            self.answer(key, unit, stage, at)

    def other(self, agency):
        """Return the agency that is asked to take over, the measured one as often as each other."""
        others = [office.pk for office, _units in self.places.departments if office != agency]
        return self.dice.choice(others)

    def clocks(self, stage, agency, at):
        codes = STAGES[stage][2] or FIRST[:2]
        return [(code, self.due(code, agency, at.date())) for code in codes]

    def due(self, code, agency, day):
        key = (code, agency.region_id, day)
        if key not in self.dues:
            calendar = self.calendars.of(agency.region.code, agency.week)
            self.dues[key] = self.rules[code].due(day, calendar)
        return self.dues[key]

    def promise(self, key, stage, clocks, at):
        stopped = at + timedelta(days=3) if stage in ENDED else None
        for code, due in clocks:
            self.tables[Deadline].add(
                complaint_id=key,
                rule_id=self.rules[code].pk,
                binds="complainant" if code in BINDS_THE_COMPLAINANT else "agency",
                started_on=at.date(),
                due=due,
                stopped_at=stopped,
                noticed_at=self.now,
            )
        if stage == "postponed":
            self.tables[Pause].add(
                complaint_id=key, ground_id=self.ground, document_id=None, from_day=at.date()
            )

    def tell(self, key, steps, at):
        for seq, kind in enumerate(steps, start=1):
            self.tables[Event].add(
                complaint_id=key,
                seq=seq,
                kind=kind,
                at=at + timedelta(hours=5 * seq),
                actor_id=None,
                role="complainant" if kind in BY_COMPLAINANT else "manager",
                place="",
                commitment=NO_WORDS,
                facts=f'{{"from": "received", "to": "{STAGE_AFTER[kind]}"}}',
                public=True,
                hash=mark(key * 10 + seq),
                dispatched_at=self.now,
            )

    def say_who(self, key, reference, number):
        if number % 5 == 4:
            return
        sealed = {"data_key": bytes(93), "sealed": bytes(150), "phone_index": mark(number % 5_000)}
        if number % OPENED_EVERY == 0:
            person = Person(name="Sari Melati", phone="0812-5555-0101", address="Jalan Melati 3")
            row = Identity.sealing(Complaint(reference=reference), person)
            sealed = {
                "data_key": row.data_key,
                "sealed": row.sealed,
                "phone_index": row.phone_index,
            }
        self.tables[Identity].add(complaint_id=key, **sealed)

    def answer(self, key, unit, stage, at):
        self.tables[Remedy].add(
            complaint_id=key,
            kind_id=self.remedy,
            text="Sudah diperbaiki oleh regu kami. " * 4,
            unit_id=unit.pk,
            signatory="Kepala unit",
            effective_on=None,
            claimed_at=at + timedelta(days=4),
            verdict="confirmed" if stage == "closed" else "",
            verdict_at=at + timedelta(days=8) if stage == "closed" else None,
            rating=4 if stage == "closed" else None,
        )


def mark(number) -> str:
    return sha256(str(number).encode()).hexdigest()


def reference_of(number: int) -> str:
    """Return a well-formed reference that no other file of this run has."""
    letters = ""
    for _ in range(5):
        number, place = divmod(number, len(ALPHABET))
        letters = ALPHABET[place] + letters
    body = f"640126{letters}"
    return f"{body[:4]}-{body[4:6]}-{body[6:]}-{check_letter(body)}"

"""The letters of those reports on the desks of their agencies, and a focal point who looks after the first of them."""

from datetime import date, timedelta

from benchmarks.bulk import Table
from benchmarks.report_seeds import STAGES
from benchmarks.seeds import reference_of
from narahubung.accounts.models import Role
from narahubung.clocks.models import Rule
from narahubung.reports.models import Deadline, Event, LiaisonTask, Report

# Which step opens a task of which kind, and which settles it.
LETTERS = {"ask_explanation": ("explanation", "explained"), "deliver": ("correction", "corrected")}
DAYS = {"explanation": 20, "correction": 42}
ACK = "fp.ack"


class TaskSeeds:
    """Makes the tasks of a report: called after its events and promises were made."""

    def __init__(self, places):
        self.places, self.rule, self.officer = places, None, None

    def __call__(self, seeds, key, stage):
        table = seeds.tables.get(LiaisonTask) or self.begin(seeds)
        steps = STAGES[stage][1].split()
        for letter, (kind, settled) in LETTERS.items():
            if letter in steps:
                self.task(table, seeds, key, steps, letter, kind, settled)

    def begin(self, seeds):
        self.rule = Rule.objects.filter(code=ACK).latest("pk").pk
        department, _units = self.places.departments[0]
        self.officer = self.places.appoint(Role.FOCAL_POINT, department)
        return seeds.tables.setdefault(LiaisonTask, Table(LiaisonTask))

    def task(self, table, seeds, key, steps, letter, kind, settled):
        row, places = seeds.tables[Report].rows[-1], seeds.tables[Report].places
        event = seeds.tables[Event].last - len(steps) + 1 + steps.index(letter)
        received = self.day_of(seeds, steps, letter)
        due = received + timedelta(days=DAYS[kind])
        done = settled in steps and self.day_of(seeds, steps, settled)
        known = done or seeds.dice.random() < 0.7
        table.add(
            reference=f"T{reference_of(table.last + 7_000_001)}",
            report_id=key,
            event_id=event,
            agency_id=row[places["reported_id"]],
            kind=kind,
            question="Jelaskan mengapa hal ini terjadi.",
            opened_at=seeds.now,
            received_on=received,
            clock_id=None if done else self.running(seeds, steps, letter),
            due=due,
            ack_rule_id=self.rule,
            ack_from=received,
            ack_due=received + timedelta(days=1),
            acknowledged_at=seeds.now if known else None,
            acknowledged_by_id=self.officer.pk if known else None,
            next_due=None if done else due if known else received + timedelta(days=1),
            answered_at=seeds.now if done else None,
            answered_by_id=self.officer.pk if done else None,
            answered_on=done or None,
            settled_at=seeds.now if done else None,
            settled_on=done or None,
            settled_by=settled if done else "",
            had_focal_point=seeds.dice.random() < 0.5,
        )

    @staticmethod
    def day_of(seeds, steps, name):
        """Return the day of a step of the report that was made last."""
        table = seeds.tables[Event]
        at = table.rows[steps.index(name) - len(steps)][table.places["at"]]
        return date.fromisoformat(at[:10])

    @staticmethod
    def running(seeds, steps, letter):
        is_last = steps[-1] == letter
        return seeds.tables[Deadline].last if is_last else None

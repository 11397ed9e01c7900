"""A report told after the fact: MOVES, CLOCKS, law and chain are the real ones, with no database between them.

It knows events, stages, clocks and register numbers, and nothing of what a step keeps beside them. Guards that
ask the database are not asked: a test lives the same stories through the real door and compares.
"""

from datetime import datetime, time, timedelta

from narahubung.accounts.actors import System
from narahubung.journal.chain import commitment
from narahubung.journal.models import new_salt
from narahubung.reports.lifecycle import CLOCKS, ENDED, MOVES
from narahubung.reports.models import Deadline, Event, Report
from narahubung.reports.rules import rule_set_on
from narahubung.reports.steps import STANDS_STILL

# The worker looks each minute, so a broken promise is noticed just after midnight.
MIDNIGHT = time(0, 5)


class ReportTale:
    """One report while it is told."""

    def __init__(self, law, by, at, **fields):
        self.law, self.moment = law, at
        self.file = Report(stage="intake", received_at=at, **fields)
        self.events, self.clocks, self.plenary = [], [], None
        self.suspected = self.found = ()
        self.turn_clocks("received", self.file.received_on)
        self.salt = new_salt()
        facts = {
            "stage": self.file.stage,
            "channel": str(self.file.channel),
            "access": self.file.kind,
            "office": self.file.office.code,
        }
        self.log("received", by, facts=facts, public=True)
        self.events[0].salt = self.salt

    @property
    def today(self):
        return self.moment.astimezone(self.file.zone_info).date()

    def told_text(self):
        """Commit the first event to the words, which are written last."""
        self.events[0].facts["text"] = commitment(self.file.text, self.salt)

    def moves_named(self, name):
        file = self.file
        return [
            m
            for m in MOVES
            if m.name == name
            and file.stage in m.from_stages
            and (not m.sets or file.rule_set in m.sets)
        ]

    def allows(self, name):
        return bool(self.moves_named(name))

    def move_named(self, name):
        if not self.allows(name):
            raise ValueError(f"{name} is not open while the file is {self.file.stage}")
        return self.moves_named(name)[0]

    def take(self, name, by, at, note="", facts=None, since=None, **changes):
        self.pass_time(at)
        self.moment, move, file = at, self.move_named(name), self.file
        if by.role not in move.who:
            raise ValueError(f"{by.role} does not {name}")
        for field, value in changes.items():
            setattr(file, field, value)
        facts = {**(facts or {}), **file.counted_by(name, changes)}
        facts |= {"from": file.stage, "to": move.to_stage}
        if file.stage != move.to_stage:
            file.closed_at = at if move.to_stage in ENDED else None
        file.stage = move.to_stage
        self.turn_clocks(name, since or self.today)
        return self.log(name, by, note, facts, move.public)

    def register(self, by, at, opened_on=None, name="register", **more):
        """Enter it; the number comes when all tales stand in their order."""
        day = opened_on or at.astimezone(self.file.zone_info).date()
        rules = rule_set_on(day).code
        facts = {"number": "", "rule_set": rules, **more.pop("facts", {})}
        if name == "register":
            facts["access"] = self.file.kind
        self.take(name, by, at, facts=facts, rule_set=rules, opened_on=day, **more)
        self.entry = self.events[-1]

    def numbered(self, number):
        self.file.number = self.entry.facts["number"] = number

    def log(self, kind, by, note="", facts=None, public=False):
        event = Event(
            salt=new_salt(),
            seq=len(self.events) + 1,
            kind=kind,
            at=self.moment,
            actor=by.user,
            role=by.role,
            place=str(getattr(by, "appointment", "") and by.appointment.place),
            note=note,
            facts=facts or {},
            public=public,
            # A year that is over needs nobody told of it any more.
            dispatched_at=self.moment,
        )
        self.events.append(event)
        if kind not in STANDS_STILL:
            self.file.moved_at = self.moment
        return event

    # The clocks.

    def running(self):
        return [clock for clock in self.clocks if clock.stopped_at is None]

    def turn_clocks(self, step, since):
        ended, file = self.file.stage in ENDED, self.file
        for clock in CLOCKS:
            stops = (ended and not clock.outlives) or clock.stops_with(step)
            if stops or clock.starts_with(step, file):
                for row in [row for row in self.running() if row.rule.code == clock.rule]:
                    row.stopped_at = self.moment
        for clock in CLOCKS:
            if clock.starts_with(step, file) and (clock.outlives or not ended):
                rule = self.law.rule(clock.rule, since, file.calendar_region)
                due = rule.due(since, self.calendar())
                row = Deadline(rule=rule, started_on=since, due=due, binds=clock.binds)
                self.clocks.append(row)
        mine = [c.due for c in self.running() if c.binds in file.DUE_BY and c.due]
        file.next_due = min(mine, default=None)

    def calendar(self):
        return self.law.calendars.of(self.file.calendar_region, self.file.week)

    def due(self, rule):
        return next(clock.due for clock in self.running() if clock.rule.code == rule)

    def pass_time(self, until):
        """Say of each promise that passed in the meantime that it was not kept; take the step that follows."""
        for clock in sorted(self.running(), key=lambda c: c.due):
            passed = datetime.combine(clock.due + timedelta(days=1), MIDNIGHT, self.file.zone_info)
            if clock.noticed_at or passed > until:
                continue
            self.moment = max(self.moment, passed)
            then = next((c.then for c in CLOCKS if c.rule == clock.rule.code), "")
            if then:
                self.run_out(then)
                continue
            facts = {"rule": clock.rule.code, "due": clock.due.isoformat(), "binds": clock.binds}
            self.log("overdue", System(), facts=facts, public=True)
            clock.noticed_at = self.moment

    def run_out(self, then):
        move = self.move_named(then)
        facts = {**self.file.counted_by(then, {}), "from": self.file.stage, "to": move.to_stage}
        self.file.stage = move.to_stage
        self.turn_clocks(then, self.today)
        self.log(then, System(), facts=facts, public=move.public)

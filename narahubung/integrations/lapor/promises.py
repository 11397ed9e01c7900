"""The clocks that run in a file which comes in at a certain stage, as if it had taken its steps here.

What the agency owes counts from the day on which the report was received, wherever it was received.
What the complainant owes, and what the system then does by itself, counts from the import: nobody
loses a right by a time-out that was never announced here.
"""

from datetime import date

from narahubung.clocks.calendar import NoHolidaysKnown
from narahubung.clocks.calendars import Calendars
from narahubung.clocks.models import Rule
from narahubung.complaints.lifecycle import CLOCKS
from narahubung.complaints.models import Complaint, Deadline
from narahubung.integrations.lapor.mapping import steps_before


class Promises:
    """Deadlines of many files; each sum is done once for its stage, class, place and day."""

    def __init__(self, today: date):
        self.today = today
        self.calendars = Calendars()
        self.rules = {}
        self.sums: dict[tuple, list[dict]] = {}

    def of(self, complaint: Complaint) -> list[dict]:
        """Return rule, start, due and who is bound, for each promise that runs at this stage."""
        key = (
            complaint.stage,
            complaint.classification_id,
            complaint.calendar_region,
            complaint.week,
            complaint.received_on,
        )
        if key not in self.sums:
            promises = [self.promise(clock, complaint) for clock in running(complaint)]
            self.sums[key] = [promise for promise in promises if promise]
        return self.sums[key]

    def promise(self, clock, complaint):
        start = complaint.received_on if clock.binds == "agency" else self.today
        try:
            rule = self.rule(clock.rule, start, complaint.calendar_region)
            due = rule.due(start, self.calendars.of(complaint.calendar_region, complaint.week))
        except (NoHolidaysKnown, Rule.DoesNotExist):
            # Older than the law or the calendar: such a promise cannot be dated, and none is made up.
            return None
        return {"rule_id": rule.pk, "started_on": start, "due": due, "binds": clock.binds}

    def rule(self, code, day, region):
        key = (code, day, region)
        if key not in self.rules:
            self.rules[key] = Rule.objects.in_force(code, day, region)
        return self.rules[key]

    def rows(self, complaint, promises) -> list[Deadline]:
        key = complaint.pk
        return [Deadline(complaint_id=key, **promise) for promise in promises]

    def next_due(self, promises) -> date | None:
        return min((p["due"] for p in promises if p["binds"] == "agency"), default=None)


def running(complaint):
    clocks = {}
    for step in steps_before(complaint.stage):
        for clock in CLOCKS:
            if clock.stops_with(step):
                clocks.pop(clock.rule, None)
        started = [clock for clock in CLOCKS if clock.starts_with(step, complaint)]
        clocks |= {clock.rule: clock for clock in started}
    return list(clocks.values())

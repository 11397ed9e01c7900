"""Counting all running promises again, after a decree has changed which days are off.

Most promises share their sum with many others: the same rule, from the same day, in the same region and
week. Each such sum is counted once, and only files whose promise moved are touched.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef
from django.db.models.functions import Coalesce

from narahubung.accounts.actors import System
from narahubung.clocks.calendars import Calendars
from narahubung.clocks.models import Rule
from narahubung.complaints.handover import Pause
from narahubung.complaints.models import Complaint, Deadline

SUM = ("rule", "started_on", "region_code", "week", "due")


@dataclass(frozen=True)
class Recount:
    open: int
    moved: int
    files: int


def recount_all() -> Recount:
    """Count every running promise again and write an event for each that moved."""
    running = Deadline.objects.running().annotate(
        region_code=F("complaint__agency__region__code"),
        week=Coalesce("complaint__unit__week", "complaint__agency__week"),
        paused=Exists(Pause.objects.filter(complaint=OuterRef("complaint"))),
    )
    files = set(files_with_another_sum(running.filter(paused=False)))
    files.update(running.filter(paused=True).values_list("complaint_id", flat=True))
    moved = [recount_one(key) for key in sorted(files)]
    return Recount(running.count(), sum(moved), sum(bool(n) for n in moved))


def files_with_another_sum(running) -> Iterator[int]:
    """Yield the files without a pause whose promise would be dated otherwise today."""
    rules, calendars = {rule.pk: rule for rule in Rule.objects.all()}, Calendars()
    sums = running.order_by().values(*SUM).annotate(number=Count("pk"))
    for row in sums.iterator():
        calendar = calendars.of(row["region_code"], row["week"])
        due = rules[row["rule"]].due(row["started_on"], calendar)
        if due != row["due"]:
            same = running.filter(**{name: row[name] for name in SUM})
            yield from same.values_list("complaint_id", flat=True)


@transaction.atomic
def recount_one(key) -> int:
    file = Complaint.objects.select_related("agency__region", "unit").get(pk=key)
    file.lock(System())
    moved = file.recount()
    for deadline, before, after in moved:
        facts = {"rule": deadline.rule.code, "before": told(before), "after": told(after)}
        file.log("deadline_moved", System(), facts=facts, public=True)
    return len(moved)


def told(day) -> str:
    return day.isoformat() if day else ""

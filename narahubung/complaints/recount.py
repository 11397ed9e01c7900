"""Counting all running promises again, after a decree has changed which days are off.

Most promises share their sum with many others: the same rule, from the same day, in the same region and
week. Each such sum is counted once, and only files whose promise moved are touched, some hundred at a time.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Prefetch
from django.db.models.functions import Coalesce

from narahubung.accounts.actors import System
from narahubung.clocks.calendars import Calendars
from narahubung.clocks.models import Rule
from narahubung.complaints.handover import Pause
from narahubung.complaints.models import Complaint, Deadline, Event
from narahubung.jobs import wake

BATCH = 500
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
    moved, keys = [], iter(sorted(files))
    while batch := list(islice(keys, BATCH)):
        moved += recount_files(batch)
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
def recount_files(keys) -> list[int]:
    """Count the promises of these files again under one lock; return how many of each have moved."""
    calendars, files, events, moved = Calendars(), [], [], defaultdict(list)
    for file in locked(keys):
        dates = recount_one(file, calendars)
        for deadline, before in dates:
            moved[deadline.due].append(deadline.pk)
            facts = {
                "rule": deadline.rule.code,
                "before": told(before),
                "after": told(deadline.due),
            }
            events.append(file.chained("deadline_moved", System(), facts=facts, public=True))
        files.append((file, len(dates)))
    touched = [file for file, number in files if number]
    for due, deadlines in moved.items():
        Deadline.objects.filter(pk__in=deadlines).update(due=due)
    Complaint.objects.bulk_update(touched, ["next_due", "chain_head", "chain_length"])
    Event.objects.bulk_create(events)
    if events:
        wake("outbox")
    return [number for _file, number in files]


def locked(keys):
    running = Deadline.objects.running().select_related("rule")
    files = Complaint.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    return files.select_related("agency__region", "unit").prefetch_related(
        "pauses", Prefetch("deadlines", running, to_attr="clocks")
    )


def recount_one(file, calendars):
    """Give each promise of a file its day, and return [(deadline, before)] for those that moved."""
    calendar, spans = calendars.of(file.calendar_region, file.week), file.pause_spans()
    moved = []
    for deadline in file.clocks:
        before, deadline.due = deadline.due, deadline.due_with(spans, calendar)
        if before != deadline.due:
            moved.append((deadline, before))
    promised = [d.due for d in file.clocks if d.binds == "agency" and d.due]
    if moved:
        file.next_due = min(promised, default=None)
    return moved


def told(day) -> str:
    return day.isoformat() if day else ""

"""What a complaint tells those who count: its steps and its promises, by days. The figures are pure functions of it."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from narahubung.accounts.models import Role
from narahubung.clocks.calendar import NoHolidaysKnown, WorkCalendar, working_days_between
from narahubung.clocks.calendars import Calendars
from narahubung.clocks.models import Holiday
from narahubung.complaints.lifecycle import ENDED
from narahubung.complaints.models import Complaint, Deadline, Event, ReportedParty, Shield
from narahubung.directory.models import Agency
from narahubung.figures.registry import Place, Reading, Tick

DAY = timedelta(days=1)
IMPORTED = "imported"
AREA = 3  # The parts of a region's code down to the district: a village could be one household.
HOLIDAYS = ("day", "kind", "region_code", "cancelled")
PLACES = ("pk", "week", "region__code", "region__zone")


class Step(NamedTuple):
    kind: str
    day: date
    to: str = ""
    role: str = ""


class Promise(NamedTuple):
    due: date | None
    stopped: date | None


@dataclass(frozen=True)
class Story:
    """One complaint by its days, in the zone of its agency."""

    received: date
    steps: tuple[Step, ...] = ()
    promises: tuple[Promise, ...] = ()
    calendar: WorkCalendar | None = None

    def days(self, *kinds: str) -> list[date]:
        return [step.day for step in self.steps if step.kind in kinds]

    def first(self, *kinds: str) -> date | None:
        return next(iter(self.days(*kinds)), None)


# How each figure is counted.


def received(story) -> Iterable[Tick]:
    yield Tick(story.received)


def once(*kinds):
    """Count a file on the day of the first of these steps."""

    def count(story) -> Iterable[Tick]:
        day = story.first(*kinds)
        return [Tick(day)] if day else []

    return count


def each(*kinds):
    """Count each of these steps."""

    def count(story) -> Iterable[Tick]:
        return [Tick(day) for day in story.days(*kinds)]

    return count


def answered_in_time(story) -> Iterable[Tick]:
    day = story.first("answer")
    if day and not any(p.due and p.due < min(p.stopped or day, day) for p in story.promises):
        yield Tick(day)


def first_answer(story) -> Iterable[Tick]:
    """Count the working days up to the first answer; of a year whose days off nobody knows none is told."""
    day = story.first("answer")
    if day:
        try:
            yield Tick(day, None, working_days_between(story.received, day, story.calendar))
        except NoHolidaysKnown:
            return


def said_again(story) -> Iterable[Tick]:
    """Count a file on the day on which its complainant said for the second time that it is not solved."""
    said = [s.day for s in story.steps if is_not_solved(s)]
    return [Tick(said[1])] if len(said) > 1 else []


def is_not_solved(step) -> bool:
    return step.kind in ("reply", "reopen") and step.role == Role.COMPLAINANT


def backlog(story) -> Iterable[Tick]:
    """Count the days on which the file was open when the day ended.

    A file that came ended from another system never lay here: nobody told us when it ended.
    """
    since: date | None = story.received
    for step in story.steps:
        if step.to in ENDED and since:
            if since < step.day and step.kind != IMPORTED:
                yield Tick(since, step.day)
            since = None
        elif step.to and step.to not in ENDED and since is None:
            since = step.day
    if since:
        yield Tick(since)


def overdue(story) -> Iterator[Tick]:
    """Count the days on which a promise of the agency had passed and was not kept yet; two at once are one."""
    since: date | None = None
    until: date | None = date.min
    for first, last in sorted(late_days(story), key=lambda days: days[0]):
        if since and until and first > until:
            yield Tick(since, until)
            since = None
        if since is None:
            since, until = first, last
        elif until is not None:
            until = None if last is None else max(until, last)
    if since:
        yield Tick(since, until)


def late_days(story) -> Iterator[tuple[date, date | None]]:
    for due, stopped in story.promises:
        if due and (stopped is None or stopped > due + DAY):
            yield due + DAY, stopped


# How complaints are read.


def read(keys) -> Iterator[Reading]:
    """Yield complaints as they are now."""
    rows = (
        Complaint.objects.filter(pk__in=keys)
        .order_by("pk")
        .select_related("agency__region", "unit", "category", "region")
    )
    files = {file.pk: file for file in rows.defer("text", "text_final", "title", "place")}
    walled = set(
        ReportedParty.objects.filter(complaint__in=files).values_list("complaint", flat=True)
    )
    steps, promises, calendars = steps_of(files), promises_of(files), Calendars()
    for key, file in files.items():
        calendar = calendars.of(file.calendar_region, file.agency.week)
        story = Story(file.received_on, tuple(steps[key]), tuple(promises[key]), calendar)
        yield Reading(key, place_of(file, key in walled), story)


def steps_of(files) -> dict[int, list[Step]]:
    found = defaultdict(list)
    names = ("complaint", "kind", "at", "role", "facts")
    events = Event.objects.filter(complaint__in=files).order_by("complaint", "seq")
    for key, kind, at, role, facts in events.values_list(*names):
        to = facts.get("stage" if kind == IMPORTED else "to", "")
        found[key].append(Step(kind, day_of(at, files[key]), to, role))
    return found


def promises_of(files) -> dict[int, list[Promise]]:
    found = defaultdict(list)
    owed = Deadline.objects.filter(complaint__in=files, binds="agency").order_by("pk")
    for key, due, stopped in owed.values_list("complaint", "due", "stopped_at"):
        found[key].append(Promise(due, stopped and day_of(stopped, files[key])))
    return found


def day_of(moment, file) -> date:
    return timezone.localdate(moment, timezone=file.zone_info)


def place_of(file, walled) -> Place:
    area = file.region and ".".join(file.region.code.split(".")[:AREA])
    category = file.category and file.category.code
    facets = {"area": area or "", "category": category or "", "channel": file.channel}
    secret = file.shield == Shield.SECRET
    return Place(file.agency_id, file.unit_id or 0, secret, walled, tuple(facets.items()))


def scope(actor) -> Q | None:
    """Return which files are of an actor's own place: of what `visible_to` shows, what lies there now."""
    match actor.role:
        case Role.MANAGER | Role.INSPECTORATE | Role.STEWARD:
            return Q(agency__in=actor.scope)
        case Role.HEAD:
            return Q(agency__in=actor.scope) | Q(unit__in=actor.scope)
        case Role.LIAISON:
            return Q(unit__in=actor.scope)
        case Role.SYSTEM:
            return Q()
        case Role.ADMINISTRATOR if actor.has_powers:
            return Q()
        case _:
            return None


def listed(files):
    return files.select_related("agency", "unit")


def ground() -> str:
    """Tell which days are off and where the places are: a decree can change a count without any event."""
    days = Holiday.objects.order_by("pk").values_list(*HOLIDAYS)
    places = Agency.objects.without_tree_fields().order_by("pk").values_list(*PLACES)
    return hashlib.sha256(repr([list(days), list(places)]).encode()).hexdigest()

"""What a report tells those who count: its steps by days, at its office, about the agency that is reported."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from narahubung.figures.registry import Line, Place, Reading, Tick
from narahubung.reports.counting import BEGINNINGS, CLOSING, STEPS
from narahubung.reports.lifecycle import ENDED
from narahubung.reports.models import Event, Report
from narahubung.reports.told import standing, walled

# The steps by which a report ends well: the parties agreed, or what was asked for was done.
SOLVING = ("settle", "corrected", "resolved", "carried_out")
WORDS = ("text", "title", "place", "expectation", "earlier_effort")


class Step(NamedTuple):
    kind: str
    day: date
    to: str = ""


@dataclass(frozen=True)
class Story:
    """One report by its days, in the zone of its office."""

    received: date
    steps: tuple[Step, ...] = ()


def received(story) -> Iterable[Tick]:
    yield Tick(story.received)


def each(kinds):
    """Count each of these steps."""
    return lambda story: [Tick(step.day) for step in story.steps if step.kind in kinds]


registered, closed, solved = each(BEGINNINGS), each(CLOSING), each(SOLVING)


def backlog(story) -> Iterator[Tick]:
    """Count the days on which the report was open when the day ended."""
    since: date | None = story.received
    for step in story.steps:
        if step.to in ENDED and since:
            yield from standing(since, step.day)
            since = None
        elif step.to and step.to not in ENDED and since is None:
            since = step.day
    if since:
        yield Tick(since)


def read(keys) -> Iterator[Reading]:
    rows = Report.objects.filter(pk__in=keys).order_by("pk")
    rows = rows.select_related("office", "access", "substance").defer(*WORDS)
    files = {file.pk: file for file in rows}
    hidden = walled({file.pk: file.complaint_id for file in rows})
    steps = steps_of(files)
    for key, file in files.items():
        story = Story(file.received_on, tuple(steps[key]))
        yield Reading(key, place_of(file, key in hidden), story)


def steps_of(files) -> dict[int, list[Step]]:
    found = defaultdict(list)
    events = Event.objects.filter(report__in=files, kind__in=STEPS)
    names = ("report", "kind", "at", "facts__to")
    for key, kind, at, to in events.order_by("report", "seq").values_list(*names):
        day = timezone.localdate(at, timezone=files[key].zone_info)
        found[key].append(Step(kind, day, to))
    return found


def place_of(file, hidden) -> Place:
    substance = file.substance.code if file.substance else ""
    facets = (("access", file.access.code), ("channel", file.channel), ("substance", substance))
    return Place(file.reported_id or 0, 0, False, hidden, facets, office=file.office_id)


def listed(files):
    return files.select_related("office", "reported")


def line(file) -> Line:
    words = (file.number or file.reference, file.reported_party, file.stage_label)
    return Line(file.heading, words, file.get_absolute_url())

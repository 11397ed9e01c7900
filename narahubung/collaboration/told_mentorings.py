"""What a mentoring tells those who count: when it was asked for, when it was completed, and of which kind it was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from narahubung.collaboration.models import Mentoring, MentoringEvent
from narahubung.figures.registry import Place, Reading, Tick

COUNTED = ("asked", "accept", "finish")


@dataclass(frozen=True)
class Story:
    """One mentoring by its days, in the zone of its office."""

    kind: str
    days: dict[str, date]


def asked(story) -> Iterable[Tick]:
    """Count an offer, too, on the day on which the agency took it up."""
    if day := story.days.get("asked") or story.days.get("accept"):
        yield Tick(day)


def done(story) -> Iterable[Tick]:
    if day := story.days.get("finish"):
        yield Tick(day)


def done_assessment(story) -> Iterable[Tick]:
    return done(story) if story.kind == "assessment" else ()


def done_innovation(story) -> Iterable[Tick]:
    return done(story) if story.kind == "innovation" else ()


def read(keys) -> Iterator[Reading]:
    rows = Mentoring.objects.filter(pk__in=keys).order_by("pk").defer("why", "result")
    files = {row.pk: row for row in rows.select_related("office", "kind")}
    days: dict[int, dict[str, date]] = {key: {} for key in files}
    events = MentoringEvent.objects.filter(mentoring__in=files, kind__in=COUNTED)
    for key, kind, at in events.order_by("seq").values_list("mentoring", "kind", "at"):
        days[key].setdefault(kind, timezone.localdate(at, timezone=files[key].zone_info))
    for key, file in files.items():
        facets = (("kind", file.kind.code),)
        place = Place(file.agency_id, facets=facets, office=file.office_id)
        yield Reading(key, place, Story(file.kind.code, days[key]))


def listed(rows):
    return rows.for_list()

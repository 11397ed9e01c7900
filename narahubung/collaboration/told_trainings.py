"""What a training tells those who count: whether it took place, and whether a speaker had been asked for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from narahubung.collaboration.models import Training, TrainingEvent
from narahubung.collaboration.training_lifecycle import OVER
from narahubung.figures.registry import Line, Place, Reading, Tick


@dataclass(frozen=True)
class Story:
    """The first day of a training that took place, and whether it began as a request for a speaker."""

    day: date | None
    asked: bool = False


def held(story) -> Iterable[Tick]:
    if story.day:
        yield Tick(story.day)


def with_speaker(story) -> Iterable[Tick]:
    if story.day and story.asked:
        yield Tick(story.day)


def read(keys) -> Iterator[Reading]:
    """Yield trainings: each lies with its office, shared by whoever held it and whoever was invited."""
    asked = TrainingEvent.objects.filter(training__in=keys, kind="asked")
    asked = set(asked.order_by().values_list("training", flat=True))
    invited = defaultdict(set)
    rows = Training.invited.through.objects.filter(training__in=keys).order_by()
    for training, agency in rows.values_list("training", "agency"):
        invited[training].add(agency)
    for row in Training.objects.filter(pk__in=keys).order_by("pk").defer("purpose"):
        places = invited[row.pk] | ({row.agency_id} - {None})
        place = Place(office=row.office_id, shared=tuple(sorted(places)))
        day = row.starts_on if row.stage in OVER else None
        yield Reading(row.pk, place, Story(day, row.pk in asked))


def listed(rows):
    return rows.for_list()


def line(row) -> Line:
    words = (row.reference, row.agency or row.office, row.stage_label)
    return Line(row.heading, words, row.get_absolute_url())

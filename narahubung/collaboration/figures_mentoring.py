"""The figures of mentoring: asked for or offered, and completed, each on its day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role
from narahubung.collaboration.mentoring import Mentoring, MentoringEvent
from narahubung.collaboration.mentoring_lifecycle import WORK
from narahubung.figures.registry import Figure, Grain, Place, Reading, Source, Tick, declare

FILES = _("mentorings")
COUNTED = ("asked", "accept", "finish")


@dataclass(frozen=True)
class Story:
    """One mentoring by its days, in the zone of its office."""

    days: dict[str, date]


def asked(story) -> Iterable[Tick]:
    """Count an offer, too, on the day on which the agency took it up."""
    day = story.days.get("asked") or story.days.get("accept")
    return [Tick(day)] if day else []


def done(story) -> Iterable[Tick]:
    day = story.days.get("finish")
    return [Tick(day)] if day else []


def read(keys) -> Iterable[Reading]:
    """Yield mentorings as they are now, the row before its events: a newer event is then seen as new."""
    rows = Mentoring.objects.filter(pk__in=keys).order_by("pk").select_related("office", "kind")
    files = {row.pk: row for row in rows}
    days: dict[int, dict[str, date]] = {key: {} for key in files}
    events = MentoringEvent.objects.filter(mentoring__in=files, kind__in=COUNTED)
    for key, kind, at in events.order_by("seq").values_list("mentoring", "kind", "at"):
        days[key].setdefault(kind, timezone.localdate(at, timezone=files[key].zone_info))
    for key, file in files.items():
        place = Place(file.agency_id, facets=(("kind", file.kind.code),))
        yield Reading(key, file.chain_length, place, Story(days[key]))


def scope(actor) -> Q | None:
    if actor.role == Role.SYSTEM:
        return Q()
    return Q(agency__in=actor.scope) if actor.role in WORK else None


def ground() -> str:
    """Nothing besides the events has a part in these counts."""
    return ""


def listed(files):
    return files.for_list()


declare(
    Source(
        code="mentoring",
        model=Mentoring,
        events=MentoringEvent,
        events_file="mentoring",
        facets={"kind": _("Kind of mentoring")},
        read=read,
        scope=scope,
        ground=ground,
        listed=listed,
    ),
    Figure(
        "mentoring.asked",
        _("Mentoring asked for"),
        _("Mentorings that an agency asked for, or took up when they were offered, on that day."),
        FILES,
        Grain.FILE,
        asked,
    ),
    Figure(
        "mentoring.done",
        _("Mentoring completed"),
        _("Mentorings that the office called completed, on that day."),
        FILES,
        Grain.FILE,
        done,
    ),
)

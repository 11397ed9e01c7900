"""What a letter of the Ombudsman tells those who count: when it came, was confirmed and answered, and how long that took."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from narahubung.accounts.models import Role
from narahubung.accounts.roles import ANSWERABLE
from narahubung.figures.registry import Line, Place, Reading, Tick
from narahubung.reports.task_words import STATES
from narahubung.reports.tasks import LiaisonTask
from narahubung.reports.told import first_of, late, of_offices, standing, walled

WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Story:
    """One task by its days, in the zone of its agency."""

    received: date
    opened: date
    due: date | None = None
    ack_due: date | None = None
    acknowledged: date | None = None
    answered: date | None = None
    settled: date | None = None
    withdrawn: bool = False

    @property
    def over(self) -> date | None:
        """Return since when nobody waits for the agency any more."""
        return first_of(self.answered, self.settled)


def received(story) -> Iterable[Tick]:
    if not story.withdrawn:
        yield Tick(story.received)


def acknowledged(story) -> Iterable[Tick]:
    if story.acknowledged:
        yield Tick(story.acknowledged)


def acknowledged_in_time(story) -> Iterable[Tick]:
    if story.acknowledged and story.acknowledged <= story.ack_due:
        yield Tick(story.acknowledged)


def answered(story) -> Iterable[Tick]:
    if story.answered:
        yield Tick(story.answered)


def answered_in_time(story) -> Iterable[Tick]:
    if story.answered and (story.due is None or story.answered <= story.due):
        yield Tick(story.answered)


def letter_to_answer(story) -> Iterable[Tick]:
    if story.answered:
        yield Tick(story.answered, None, (story.answered - story.received).days)


def waiting(story) -> Iterator[Tick]:
    return standing(story.opened, story.over)


def overdue(story) -> Iterator[Tick]:
    return late(story.due, story.over)


def read(keys) -> Iterator[Reading]:
    rows = LiaisonTask.objects.filter(pk__in=keys).select_related("agency__region", "report")
    tasks = list(rows.order_by("pk").defer("question", "draft", "answer"))
    hidden = walled({task.report_id: task.report.complaint_id for task in tasks})
    for task in tasks:
        yield Reading(task.pk, place_of(task, task.report_id in hidden), story_of(task))


def story_of(task) -> Story:
    zone = ZoneInfo(task.zone)
    confirmed = task.acknowledged_at and timezone.localdate(task.acknowledged_at, zone)
    return Story(
        received=task.received_on,
        opened=timezone.localdate(task.opened_at, zone),
        due=task.due,
        ack_due=task.ack_due,
        acknowledged=confirmed,
        answered=task.answered_on,
        settled=task.settled_on,
        withdrawn=task.settled_by == WITHDRAWN,
    )


def place_of(task, hidden) -> Place:
    """Tell it apart by kind, and by the person who confirmed it, or else answered it."""
    person = task.acknowledged_by_id or task.answered_by_id or ""
    facets = (("focal_point", str(person)), ("kind", task.kind))
    unit, office = task.unit_id or 0, task.report.office_id
    return Place(task.agency_id, unit, False, hidden, facets, office=office)


def scope(actor) -> Q | None:
    if actor.role in ANSWERABLE:
        return Q(agency__in=actor.scope)
    if actor.role == Role.LIAISON:
        return Q(unit=actor.agency.pk)
    return of_offices(actor)


def listed(tasks):
    return tasks.select_related("agency", "unit", "report")


def line(task) -> Line:
    words = (task.reference, task.place, STATES[task.state])
    return Line(task.heading, words, task.get_absolute_url())

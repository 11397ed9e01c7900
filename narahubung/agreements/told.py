"""What a commitment tells those who count: how it stood, from day to day, at its owner."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from django.db.models import Q

from narahubung.accounts.roles import AT_AN_OFFICE, Role
from narahubung.agreements.models import Commitment, Event, Party
from narahubung.agreements.sides import AT_THE_AGENCY
from narahubung.figures.registry import Line, Place, Reading, Tick


@dataclass(frozen=True)
class Story:
    """The days on which the state changed, each with the state from then on."""

    changes: tuple[tuple[date, str], ...] = ()


def standing(state):
    """Count the days on which a commitment stood so."""

    def count(story) -> Iterator[Tick]:
        ends = (day for day, _state in story.changes[1:])
        for (day, now), until in zip_longest(story.changes, ends):
            if now == state:
                yield Tick(day, until)

    return count


def read(keys) -> Iterator[Reading]:
    rows = Commitment.objects.filter(pk__in=keys).order_by("pk").defer("text", "numbers")
    rows = list(rows.select_related("owner", "agreement"))
    agreements = {row.agreement_id for row in rows}
    changes, parties = changes_of(agreements), parties_of(agreements)
    for row in rows:
        yield Reading(row.pk, place_of(row, parties), Story(in_order(changes[row.pk])))


def changes_of(agreements) -> dict[int, list]:
    found = defaultdict(list)
    events = Event.objects.filter(agreement__in=agreements, kind="state_changed")
    names = ("facts__commitment", "facts__on", "facts__state")
    for key, day, state in events.order_by("agreement", "seq").values_list(*names):
        found[key].append((date.fromisoformat(day), state))
    return found


def in_order(changes) -> tuple:
    """Of a day that was judged twice the last word counts; an earlier day told later does not turn time back."""
    last = dict(changes)
    return tuple(sorted(last.items()))


def parties_of(agreements) -> dict[int, list[int]]:
    found = defaultdict(list)
    owing = Party.objects.filter(agreement__in=agreements, is_witness=False, agency__isnull=False)
    for agreement, agency in owing.order_by("agency").values_list("agreement", "agency"):
        found[agreement].append(agency)
    return found


def place_of(row, parties) -> Place:
    """It counts at its owner; what all agencies of an agreement owe together is shared by them."""
    office = row.agreement.office_id
    if row.owner_id is None:
        return Place(office=office, shared=tuple(parties[row.agreement_id]))
    return Place(row.owner.agency_id or 0, office=office)


def scope(actor) -> Q | None:
    if actor.role == Role.SYSTEM:
        return Q(office__gt=0)
    if actor.role in AT_AN_OFFICE:
        return Q(office__gt=0) if actor.office.national else Q(office=actor.office.pk)
    return Q(agency__in=actor.scope) if actor.role in AT_THE_AGENCY else None


def ground() -> str:
    """Nothing: a state is kept as it was judged on its day."""
    return ""


def listed(rows):
    return rows.select_related("agreement__office", "owner__agency", "owner__agreement__office")


def line(row) -> Line:
    words = (row.agreement.reference, row.owner_name, row.state_label)
    return Line(row.text, words, row.get_absolute_url())

"""What reports, tasks and items of products tell those who count: who reads their figures, and whom they are hidden from."""

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q

from narahubung.accounts.models import AT_AN_OFFICE, Role
from narahubung.complaints.models import ReportedParty
from narahubung.directory.models import Agency, OmbudsmanOffice
from narahubung.figures.registry import Tick
from narahubung.reports.hearing import Recusal

READERS = (Role.INTAKE, Role.OFFICE_HEAD)
DAY = timedelta(days=1)
PLACES = ("pk", "region__code", "region__zone")


def may_read_figures(actor) -> bool:
    """The desk and the head report for their office; the national office reads all."""
    if actor.role not in AT_AN_OFFICE:
        return False
    return actor.role in READERS or actor.office.national


def of_offices(actor) -> Q | None:
    """Return which files are of the office of this actor, and None for whoever reads no figures of an office."""
    if actor.role == Role.SYSTEM or (actor.role == Role.ADMINISTRATOR and actor.has_powers):
        return Q()
    if not may_read_figures(actor):
        return None
    return Q(office__gt=0) if actor.office.national else Q(office=actor.office.pk)


def walled(reports: dict[int, int | None]) -> set[int]:
    """Return which of these reports (with their complaints) are hidden from some people of their own place.

    Somebody stepped aside from them, or the complaint behind them is about somebody.
    """
    aside = Recusal.objects.filter(report__in=reports).values_list("report", flat=True)
    complaints = [pk for pk in reports.values() if pk]
    about = ReportedParty.objects.filter(complaint__in=complaints).values_list("complaint")
    about = {pk for (pk,) in about}
    return set(aside) | {report for report, complaint in reports.items() if complaint in about}


def standing(since: date, until: date | None) -> Iterator[Tick]:
    """Count the days from one up to, but without, another; none if it ended before it began."""
    if until is None or until > since:
        yield Tick(since, until)


def late(due: date | None, until: date | None) -> Iterator[Tick]:
    """Count the days on which something was late: from the day after its date until it was done."""
    if due:
        yield from standing(due + DAY, until)


def first_of(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)


def ground() -> str:
    """Tell in which zones offices and agencies count their days."""
    offices = OmbudsmanOffice.objects.order_by("pk").values_list("pk", "zone")
    places = Agency.objects.without_tree_fields().order_by("pk").values_list(*PLACES)
    return hashlib.sha256(repr([list(offices), list(places)]).encode()).hexdigest()

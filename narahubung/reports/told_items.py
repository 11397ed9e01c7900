"""What a corrective action or recommendation tells those who count: when it was asked for, fell due, and was found done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from narahubung.accounts.roles import ANSWERABLE
from narahubung.figures.registry import Line, Place, Reading, Tick
from narahubung.reports.models import ProductItem
from narahubung.reports.told import late, of_offices, walled

# What must be done. The other kinds are advice.
BINDING = (ProductItem.Kind.CORRECTIVE, ProductItem.Kind.RECOMMENDATION)


@dataclass(frozen=True)
class Story:
    """One item by its days, in the zone of the office; without a first day it was never asked for."""

    asked: date | None = None
    due: date | None = None
    reported: date | None = None
    done: date | None = None


def asked(story) -> Iterable[Tick]:
    if story.asked:
        yield Tick(story.asked)


def done(story) -> Iterable[Tick]:
    if story.asked and story.done:
        yield Tick(story.done)


def due(story) -> Iterable[Tick]:
    if story.asked and story.due:
        yield Tick(story.due)


def kept(story) -> Iterable[Tick]:
    """Count it on its date, if what was found done later had been reported by then."""
    if story.asked and story.due and story.done and story.reported <= story.due:
        yield Tick(story.due)


def overdue(story) -> Iterator[Tick]:
    if story.asked:
        yield from late(story.due, story.done)


def read(keys) -> Iterator[Reading]:
    rows = ProductItem.objects.filter(pk__in=keys).order_by("pk")
    rows = rows.select_related("product__office", "product__report__office")
    items = list(rows.defer("text", "reported_words", "checked_words"))
    reports = [item.product.report for item in items if item.product.report_id]
    hidden = walled({report.pk: report.complaint_id for report in reports})
    for item in items:
        place = place_of(item, item.product.report_id in hidden)
        yield Reading(item.pk, place, story_of(item))


def story_of(item) -> Story:
    if item.kind not in BINDING:
        return Story()
    zone, finished = ZoneInfo(office_of(item).zone), item.state == item.State.DONE
    return Story(
        asked=item.product.delivered_on,
        due=item.due_on,
        reported=item.reported_at and timezone.localdate(item.reported_at, zone),
        done=timezone.localdate(item.checked_at, zone) if finished else None,
    )


def office_of(item):
    """Return the office that has the file; a product that prevents lies with the one that wrote it."""
    return item.product.report.office if item.product.report_id else item.product.office


def place_of(item, hidden) -> Place:
    agency = item.agency_id or item.product.agency_id or 0
    facets = (("kind", item.kind),)
    return Place(agency, 0, False, hidden, facets, office=office_of(item).pk)


def scope(actor) -> Q | None:
    return Q(agency__in=actor.scope) if actor.role in ANSWERABLE else of_offices(actor)


def listed(items):
    return items.select_related("product__report", "agency")


def line(item) -> Line:
    words = (item.product.reference, item.agency or "", item.get_state_display())
    return Line(item.text or item.get_kind_display(), words, item.product.get_absolute_url())

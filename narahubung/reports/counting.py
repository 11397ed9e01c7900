"""How a statutory figure is counted: out of rows that nobody rewrites, each file once.

A figure is a number of files. What it counts, in which groups, and which files these are comes out of the
same rows, so the number and its list cannot disagree. Only what was recorded within the period counts, by
the moment of its recording: a period that is over gives the same number for ever.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from zoneinfo import ZoneInfo

from django.db.models import (
    Case,
    Count,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, NullIf, TruncDate

from narahubung.directory.models import Term, Zone
from narahubung.reports.guards import REPORTS
from narahubung.reports.hearing import Transfer
from narahubung.reports.lifecycle import ENDED, MOVES
from narahubung.reports.models import Deadline, Event
from narahubung.reports.steps import NUMBERED

ENTRIES = ("received", *NUMBERED)
# By which a file comes to be a report: once in its life.
BEGINNINGS = ("register", "respond_at_once")
STEPS = tuple({move.name for move in MOVES})
# The steps by which a file ends, and those by which it is opened again.
CLOSING = tuple({m.name for m in MOVES if m.to_stage in ENDED and set(m.from_stages) - set(ENDED)})
OPENING = tuple(
    {m.name for m in MOVES if m.to_stage not in ENDED and set(m.from_stages) <= set(ENDED)}
)
# What is in no group.
NONE = "-"
TEXT = TextField()
# A step writes the row a moment before its event.
MOMENT = timedelta(minutes=1)


def fact(name):
    """Return a fact of an event as the name of a group."""
    return named(KT(f"facts__{name}"))


def named(*words):
    """Return the first of these that is not empty, or that there is none."""
    found = [NullIf(one, Value("", TEXT), output_field=TEXT) for one in words]
    return Coalesce(*found, Value(NONE, TEXT), output_field=TEXT)


def during(scope, field="at") -> Q:
    return Q(**{f"{field}__gte": scope.start, f"{field}__lt": scope.end})


def here(scope, rows, moment=None):
    """Keep what happened while a file was at this office, wherever it is now."""
    if scope.office is None:
        return rows
    until = Q(at__lt=scope.end) if moment is None else Q(at__lte=OuterRef(moment))
    entered = Event.objects.filter(until, report=OuterRef("report"), kind__in=ENTRIES)
    then = Subquery(entered.order_by("-seq").values(code=KT("facts__office"))[:1])
    # Few files ever go to another office: only of those the history is asked where they were.
    handed = Q(report__in=Transfer.objects.filter(accepted=True).values("report"))
    stayed = Q(report__office=scope.office) & ~handed
    return rows.alias(office_then=then).filter(stayed | (handed & Q(office_then=scope.office.code)))


def steps(*kinds, **same):
    """Return the rows of a figure: these steps, taken in the period."""

    def rows(scope):
        return here(scope, Event.objects.filter(during(scope), kind__in=kinds, **same), "at")

    return rows


def of_reports(rows):
    """Leave out consultations, copies, and what ended before it was registered."""

    def narrowed(scope):
        return rows(scope).exclude(report__number="").filter(report__access__code__in=REPORTS)

    return narrowed


def open_at_the_end(scope):
    """Return the registration of each report that was open when the period ended."""
    ended = Event.objects.filter(
        report=OuterRef("report"), kind__in=CLOSING + OPENING, at__lt=scope.end
    )
    entered = Event.objects.filter(
        # What has been closed since before the end needs no look into its history.
        Q(report__closed_at=None) | Q(report__closed_at__gte=scope.end - MOMENT),
        kind__in=BEGINNINGS,
        at__lt=scope.end,
        report__access__code__in=REPORTS,
    ).alias(last_turn=Subquery(ended.order_by("-seq").values("kind")[:1]))
    return here(scope, entered.filter(Q(last_turn=None) | Q(last_turn__in=OPENING)))


def leaving(scope):
    """Return the steps by which reports left a stage, in the period."""
    left = of_reports(steps(*STEPS))(scope)
    return left.alias(before=KT("facts__from"), after=KT("facts__to")).exclude(before=F("after"))


def settled_promises(scope):
    """Return the promises of which it was settled in the period whether they were kept.

    A missed one is settled when the house notices it, the day after; a kept one when it is stopped.
    """
    known = Q(noticed_at=None) & during(scope, "stopped_at") | during(scope, "noticed_at")
    zones = [
        When(report__office__zone=zone, then=TruncDate("stopped_at", tzinfo=ZoneInfo(zone)))
        for zone in Zone.values
    ]
    rows = Deadline.objects.filter(known, due__isnull=False)
    rows = rows.alias(settled_at=Coalesce("noticed_at", "stopped_at"), stop_day=Case(*zones))
    return here(scope, rows, "settled_at")


# Stopped on an earlier day, wherever on earth: only the others are looked at by the clock of their office.
IN_GOOD_TIME = Q(stopped_at__lt=F("due"))


def kept(scope):
    in_time = IN_GOOD_TIME | Q(stop_day__lte=F("due"))
    return settled_promises(scope).filter(in_time, noticed_at=None)


def missed(scope):
    late = Q(noticed_at__isnull=False) | (~IN_GOOD_TIME & Q(stop_day__gt=F("due")))
    return settled_promises(scope).filter(late)


def stage_at_the_end(scope):
    moved = Event.objects.filter(report=OuterRef("report"), at__lt=scope.end, kind__in=STEPS)
    return Subquery(moved.order_by("-seq").values(to=KT("facts__to"))[:1])


# An agency by its address, one that is not in the directory by its name.
PARTY = named(F("report__reported__slug"), F("report__reported_name"))


@dataclass(frozen=True)
class Figure:
    """One figure: what it is called, what it counts in words, and the rows it counts.

    `by` names the group of a row, `names` where the groups have their names. Without `by` it is one number.
    """

    code: str
    name: str
    words: str
    rows: Callable[..., QuerySet]
    by: object = None
    names: str = ""

    def grouped(self, scope):
        by = self.by(scope) if callable(self.by) else self.by
        return self.rows(scope).order_by().annotate(group=by)

    def total(self, scope) -> int:
        return self.rows(scope).order_by().aggregate(n=Count("report", distinct=True))["n"]

    def counts(self, scope) -> dict[str, int]:
        """Return how many files are in each group."""
        found = self.grouped(scope).values("group").annotate(n=Count("report", distinct=True))
        return dict(found.values_list("group", "n"))

    def files(self, scope, group=""):
        """Return the keys of the files that make the number."""
        rows = self.grouped(scope).filter(group=group) if group else self.rows(scope).order_by()
        return rows.values("report")


@dataclass(frozen=True)
class Named(Figure):
    """A figure whose rows each name several entries of a code list, in one fact."""

    fact: str = ""

    def naming(self, code) -> Q:
        return Q(**{f"facts__{self.fact}__icontains": f'"{code}"'})

    def counts(self, scope):
        codes = Term.objects.filter(list=self.names).values_list("code", flat=True)
        numbers = {
            f"n_{code}": Count("report", distinct=True, filter=self.naming(code))
            for code in set(codes)
        }
        found = self.rows(scope).order_by().aggregate(**numbers)
        return {name[2:]: n for name, n in found.items() if n}

    def files(self, scope, group=""):
        rows = self.rows(scope).order_by()
        return (rows.filter(self.naming(group)) if group else rows).values("report")


@dataclass(frozen=True)
class Stays(Figure):
    """A figure whose rows leave a stage, with the days that each file had been there; or `whole`, since it was registered."""

    whole: bool = False

    def days(self, scope) -> dict[str, tuple[float, int]]:
        """Return median and ninetieth percentile of each group, in days."""
        group_of = dict(self.grouped(scope).values_list("pk", "group"))
        history = (
            Event.objects.filter(report__in=self.files(scope), at__lt=scope.end)
            .order_by("report", "seq")
            .values_list("pk", "report", "kind", "at", "facts__from", "facts__to")
        )
        return {g: spread(days) for g, days in self.stays(history, group_of, scope.zone).items()}

    def stays(self, history, group_of, zone):
        """Return the days of each file in each group; several stays of one file are added up."""
        since, sums = {}, {}
        for pk, report, kind, at, before, after in history:
            day = at.astimezone(zone).date()
            if pk in group_of:
                key = group_of[pk], report
                sums[key] = sums.get(key, 0) + (day - since.get(report, day)).days
            if kind in BEGINNINGS or (before != after and not self.whole):
                since[report] = day
        found = {}
        for (group, _report), days in sums.items():
            found.setdefault(group, []).append(days)
        return found


def spread(days) -> tuple[float, int]:
    ordered = sorted(days)
    place = -(-len(ordered) * 9 // 10) - 1
    return median(ordered), ordered[place]

"""At a glance, for those who head something: what is late, what was promised, what comes back.

Each number opens the list behind it, and both are asked by the same condition.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from narahubung.accounts.roles import AT_AN_OFFICE
from narahubung.agreements.lifecycle import LIVING
from narahubung.agreements.models import Commitment
from narahubung.agreements.promises import StateName
from narahubung.collaboration.models import Decision
from narahubung.complaints.models import Complaint
from narahubung.figures import asking
from narahubung.figures.asking import Period
from narahubung.figures.registry import FIGURES
from narahubung.insight.dashboard import Tile, address
from narahubung.reports.models import LiaisonTask, Report

DATA = Path(__file__).parent / "data"
MONTHS = 12
# So many places stand in the picture; the others are in the list.
PLACES = 6
TONES = {"missed": "late", "at_risk": "due", "on_track": "", "kept": "ok"}


@dataclass(frozen=True)
class Number:
    """A count that is no figure of the registry; it stands beside them in the same shape."""

    value: int
    label: str
    href: str
    tone: str = ""
    unit: str = ""
    beside: str = ""
    trend: tuple = ()


@dataclass(frozen=True)
class Bar:
    label: str
    n: int
    share: int
    href: str


@cache
def listed() -> dict[str, list[str]]:
    return tomllib.loads((DATA / "head.toml").read_text(encoding="utf-8"))


def glance(actor, today: date) -> list[dict]:
    """Return the three parts of the page, each with its numbers."""
    tiles, tasks = figures(actor, today), tasks_of(actor, today)
    at_office = actor.role in AT_AN_OFFICE
    decisions = decisions_of(actor, today)
    late = [*tiles["late"], tasks["late"], decisions["late"]]
    if at_office:
        late = [reports_late(actor, today), *late]
    by_place = tasks_by_agency if at_office else complaints_by_unit
    return [
        {"title": _("What is late"), "numbers": late, "bars": by_place(actor, today)},
        {
            "title": _("What was promised"),
            "numbers": [*tiles["promised"], *promises_of(actor), decisions["open"]],
        },
        {"title": _("What comes back"), "numbers": [*tiles["back"], tasks["repeated"]]},
    ]


def figures(actor, today) -> dict[str, list[Number]]:
    """Return the figures of each part, in two statements for each kind of file."""
    wanted = {code for codes in listed().values() for code in codes}
    sources = {FIGURES[code].source.code: FIGURES[code].source for code in wanted}
    found = {
        answer.figure.code: Tile(answer, address(answer.figure, MONTHS))
        for source in sources.values()
        for answer in asking.answers(source, actor, Period(today, MONTHS))
    }
    return {
        part: [shown(found[code]) for code in codes if code in found]
        for part, codes in listed().items()
    }


def shown(tile) -> Number:
    name, trend = str(tile.figure.name), tuple(tile.trend)
    return Number(tile.value, name, tile.href, tile.tone, str(tile.unit), tile.beside, trend)


def link(page: str, **query) -> str:
    return f"{reverse(page)}?{urlencode(query)}"


def tasks_of(actor, today) -> dict[str, Number]:
    """Count the letters of the Ombudsman, as the desk lists them."""
    late = Q(settled_at=None, answered_at=None, next_due__lt=today)
    counted = (
        LiaisonTask.objects.visible_to(actor)
        .order_by()
        .aggregate(
            late=Count("pk", filter=late),
            repeated=Count("pk", filter=Q(repeated=True)),
        )
    )
    return {
        "late": Number(
            counted["late"],
            _("Letters of the Ombudsman without an answer in time"),
            link("desk:list", tab="work", due="late"),
            "late" if counted["late"] else "",
        ),
        "repeated": Number(
            counted["repeated"],
            _("Letters about a matter that came back"),
            link("desk:list", tab="all", repeated="on"),
        ),
    }


def decisions_of(actor, today) -> dict[str, Number]:
    rows, whose = Decision.objects.visible_to(actor), "all"
    if actor.role not in AT_AN_OFFICE:
        rows, whose = rows.owned_by(actor), "mine"
    late, outstanding = Q(progress="open", due_on__lt=today), ~Q(progress="done")
    counted = rows.order_by().aggregate(
        late=Count("pk", filter=late), open=Count("pk", filter=outstanding)
    )
    page = "collaboration:decisions"
    return {
        "late": Number(
            counted["late"],
            _("Decisions of meetings past their day"),
            link(page, tab="late", whose=whose),
            "late" if counted["late"] else "",
        ),
        "open": Number(
            counted["open"],
            _("Decisions of meetings still outstanding"),
            link(page, tab="open", whose=whose),
        ),
    }


def commitments(actor):
    """Return the promises that are judged each day, of the agreements that this actor may see."""
    return Commitment.objects.visible_to(actor).filter(agreement__stage__in=LIVING)


def promises_of(actor) -> list[Number]:
    rows = commitments(actor).order_by().values_list("state").annotate(n=Count("pk"))
    counted = dict(rows)
    return [
        Number(
            counted.get(code, 0),
            _("Promises: %(state)s") % {"state": str(StateName(code).label).lower()},
            link("home:promises", state=code),
            TONES[code] if counted.get(code) else "",
        )
        for code in StateName.values
    ]


def reports_late(actor, today) -> Number:
    n = Report.objects.visible_to(actor).late(today).count()
    href = link("reports:list", tab="all", due="late")
    return Number(n, _("Reports past a day of the law"), href, "late" if n else "")


def complaints_by_unit(actor, today) -> list[Bar]:
    """Return where the late complaints lie: the units that have most of them."""
    late = Complaint.objects.visible_to(actor).late(today).filter(unit__isnull=False).order_by()
    rows = late.values_list("unit", "unit__name").annotate(n=Count("pk"))
    return bars(
        (name, n, link("complaints:list", tab="all", due="late", unit=key)) for key, name, n in rows
    )


def tasks_by_agency(actor, today) -> list[Bar]:
    late = LiaisonTask.objects.visible_to(actor).late(today).order_by()
    rows = late.values_list("agency__slug", "agency__name").annotate(n=Count("pk"))
    return bars(
        (name, n, link("desk:list", tab="work", due="late", agency=slug)) for slug, name, n in rows
    )


def bars(rows) -> list[Bar]:
    rows = sorted(rows, key=lambda row: (-row[1], row[0]))[:PLACES]
    most = max((n for _name, n, _href in rows), default=1)
    return [Bar(name, n, round(100 * n / most), href) for name, n, href in rows]

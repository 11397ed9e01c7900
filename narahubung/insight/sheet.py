"""The values of an evaluation sheet: which figures stand on it, for which months, and how they compare.

Years are cut into whole months. A month belongs to whoever held the office on its last day.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from narahubung.agreements.figured import level, summed, value_in
from narahubung.agreements.periods import DAY, Period, add_months
from narahubung.figures.asking import Period as Months
from narahubung.figures.monthly import Row, answers, nothing
from narahubung.figures.registry import FIGURES

DATA = Path(__file__).parent / "data"
KINDS = AGENCY, FOCAL_POINT = "agency", "focal_point"
MORE, LESS = "more", "less"
BETTER, WORSE, SAME, UNKNOWN = "better", "worse", "same", "unknown"


@dataclass(frozen=True)
class Wanted:
    code: str
    share_of: str = ""
    better: str = ""
    only: str = ""


@dataclass(frozen=True)
class Rule:
    steady_within: int
    least: int
    visit_from: int
    lines: tuple[Wanted, ...]

    def lines_for(self, kind: str) -> list[Wanted]:
        return [line for line in self.lines if line.only in ("", kind)]

    def codes(self) -> set[str]:
        return {code for line in self.lines for code in (line.code, line.share_of) if code}


@dataclass(frozen=True)
class Line:
    """One figure on a sheet, with its words: so it can be kept as it was read, and read again later.

    Values are text, because what is kept is sealed by its letters. `n` is how much stands behind the value.
    """

    code: str
    version: int
    name: str
    definition: str
    unit: str
    value: str | None
    before: str | None
    n: int
    better: str
    turn: str


@cache
def rule() -> Rule:
    told = tomllib.loads((DATA / "evaluation.toml").read_text(encoding="utf-8"))
    lines = tuple(Wanted(**line) for line in told.pop("line"))
    return Rule(**told, lines=lines)


def span_of(year: int, since: date | None = None, until: date | None = None) -> Period | None:
    """Return the whole months of a year in which an office was held; nothing if it was held at no end of a month."""
    ends = [add_months(date(year, 1, 1), n + 1) - DAY for n in range(12)]
    held = [
        day for day in ends if (since is None or since <= day) and (until is None or day <= until)
    ]
    return Period(held[0].replace(day=1), held[-1]) if held else None


def year_before(span: Period) -> Period:
    return Period(add_months(span.first, -12), add_months(span.last + DAY, -12) - DAY)


def months_of(span: Period) -> Months:
    """Return the months of a span together with those from a year before on."""
    first = year_before(span).first
    months = (span.last.year - first.year) * 12 + span.last.month - first.month + 1
    return Months(span.last, months)


def lines(kind: str, span: Period, rows: Iterable[Row], places: frozenset[int]) -> list[Line]:
    """Return the lines of a sheet; it is compared only with a year that was counted from its first quarter on."""
    period, before = months_of(span), year_before(span)
    found = answers(rows, places, period)
    quarter = Period(before.first, add_months(before.first, 3) - DAY)
    began = any(summed(quarter, one) or one.before for one in found.values())
    return [
        line_of(wanted, span, before if began else None, found, period)
        for wanted in rule().lines_for(kind)
    ]


def line_of(wanted, span, before, found, period) -> Line:
    figure = FIGURES[wanted.code]
    counted = found.get(wanted.code) or nothing(wanted.code, period)
    whole = wanted.share_of and (found.get(wanted.share_of) or nothing(wanted.share_of, period))
    value = value_in(span, counted, whole or None)
    earlier = value_in(before, counted, whole or None) if before else None
    behind = whole or counted
    return Line(
        code=wanted.code,
        version=figure.version,
        name=name_of(figure),
        definition=definition_of(wanted, figure),
        unit="%" if whole else str(figure.unit),
        value=written(value),
        before=written(earlier),
        n=int(value or 0) if behind.figure.is_daily else summed(span, behind).total(),
        better=wanted.better,
        turn=turn_of(wanted.better, value, earlier, is_enough(behind, whole, span, before)),
    )


def is_enough(behind, whole, span, before) -> bool:
    """Tell whether enough stands behind two values to compare them: a single file turns nothing."""
    if before is None:
        return False
    if behind.figure.is_daily:
        numbers = [level(span, behind) or 0, level(before, behind) or 0]
    else:
        numbers = [summed(one, behind).total() for one in (span, before)]
    of_each = whole or behind.figure.spread
    return (min(numbers) if of_each else max(numbers)) >= rule().least


def name_of(figure) -> str:
    """Return the name of a figure; what stands open "now" is told of the last day of the sheet."""
    if not figure.is_daily:
        return str(figure.name)
    return _("%(name)s (on the last day of the period)") % {"name": figure.name}


def definition_of(wanted, figure) -> str:
    """Return the definition of the registry; of a share also of what."""
    if not wanted.share_of:
        return str(figure.definition)
    said = _("%(definition)s As a share of: %(whole)s.")
    whole = str(FIGURES[wanted.share_of].name)
    return said % {"definition": figure.definition, "whole": whole[:1].lower() + whole[1:]}


def turn_of(better: str, value: Decimal | None, before: Decimal | None, enough: bool) -> str:
    """Tell whether a value is better or worse than a year before; what only describes is neither."""
    if not better:
        return ""
    if value is None or before is None or not enough:
        return UNKNOWN
    if abs(value - before) * 100 <= rule().steady_within * abs(before):
        return SAME
    return BETTER if (value > before) == (better == MORE) else WORSE


def written(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def kept(lines: Iterable[Line]) -> list[dict]:
    return [asdict(line) for line in lines]


def read(rows: Iterable[dict]) -> list[Line]:
    return [Line(**row) for row in rows]


def verdict(lines: Iterable[Line]) -> str:
    """Say of a whole sheet whether it went better or worse than the year before."""
    turns = [line.turn for line in lines]
    better, worse = turns.count(BETTER), turns.count(WORSE)
    if not any(turn in (BETTER, WORSE, SAME) for turn in turns):
        return UNKNOWN
    return SAME if better == worse else BETTER if better > worse else WORSE


def wants_a_visit(lines: Iterable[Line]) -> bool:
    turns = [line.turn for line in lines]
    return turns.count(WORSE) - turns.count(BETTER) >= rule().visit_from

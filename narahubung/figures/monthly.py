"""Many figures at once by month, for some places: what a look back over whole years needs, in one statement.

Only what is not walled, as in every number that both sides read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.db.models import Sum as Total

from narahubung.figures.asking import Answer, Period, answer
from narahubung.figures.cells import MONTH
from narahubung.figures.models import Sum
from narahubung.figures.registry import FIGURES


class Row(NamedTuple):
    """How often a figure counts in one month at one place; of a daily one, by how much it changes."""

    agency: int
    unit: int
    code: str
    month: date
    value: int
    n: int


def monthly(codes: Iterable[str], places: Iterable[int], first: date, last: date) -> list[Row]:
    """Return the sums of these months; of daily figures those of all months before, too."""
    daily = [code for code in codes if FIGURES[code].is_daily]
    others = [code for code in codes if code not in daily]
    places = list(places)
    here = Q(agency__in=places) | Q(unit__in=places)
    sums = Sum.objects.filter(here, span=MONTH, facet="", walled=False, day__lte=last).order_by()
    sums = sums.filter(Q(figure__in=daily) | Q(figure__in=others, day__gte=first))
    names = ("agency", "unit", "figure", "day", "value")
    return [Row(*row) for row in sums.values_list(*names).annotate(Total("n"))]


def answers(rows: Iterable[Row], places: frozenset[int], period: Period) -> dict[str, Answer]:
    """Return the figures of one tree of places out of rows that may be of more."""
    tallies: dict[str, Counter] = defaultdict(Counter)
    for row in rows:
        if row.agency in places or row.unit in places:
            tallies[row.code][row.month, row.value] += row.n
    return {code: answer(FIGURES[code], tally, period) for code, tally in tallies.items()}


def nothing(code: str, period: Period) -> Answer:
    """Return the answer of a figure for which nothing was counted."""
    return answer(FIGURES[code], Counter(), period)

"""Many figures at once by month, for some places: what a look back over whole years needs, in two statements.

Only what is not walled, as in every number that both sides read. What several agencies share, as a meeting, stands
in no sum of an agency: it is read mark by mark, and counts once for a tree.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.db.models import Sum as Total

from narahubung.figures.asking import Answer, Period, answer
from narahubung.figures.cells import MONTH, changes
from narahubung.figures.models import Mark, Sum
from narahubung.figures.registry import FIGURES, Tick


class Row(NamedTuple):
    """How often a figure counts in one month at one place; of a daily one, by how much it changes.

    `shared` is the key of what this place shares with others, or 0.
    """

    agency: int
    unit: int
    code: str
    month: date
    value: int
    n: int
    shared: int = 0


def monthly(codes: Iterable[str], places: Iterable[int], first: date, last: date) -> list[Row]:
    """Return the sums of these months; of daily figures those of all months before, too."""
    daily = [code for code in codes if FIGURES[code].is_daily]
    others = [code for code in codes if code not in daily]
    places = list(places)
    here = Q(agency__in=places) | Q(unit__in=places)
    days = Q(figure__in=daily) | Q(figure__in=others, day__gte=first)
    asked = here & days & Q(walled=False, day__lte=last)
    sums = Sum.objects.filter(asked, span=MONTH, facet="").order_by()
    names = ("agency", "unit", "figure", "day", "value")
    found = [Row(*row) for row in sums.values_list(*names).annotate(Total("n"))]
    return found + list(shared(Mark.objects.filter(asked, shared=True), last))


def shared(marks, last: date) -> Iterator[Row]:
    names = ("agency", "unit", "figure", "day", "until", "value", "counted")
    for agency, unit, code, day, until, value, file in marks.order_by().values_list(*names):
        for changed, n in changes(FIGURES[code], Tick(day, until, value)):
            if changed <= last:
                yield Row(agency, unit, code, changed.replace(day=1), value, n, file)


def answers(rows: Iterable[Row], places: frozenset[int], period: Period) -> dict[str, Answer]:
    """Return the figures of one tree of places out of rows that may be of more."""
    mine = [row for row in rows if row.agency in places or row.unit in places]
    holder: dict[tuple, int] = {}
    for row in mine:
        if row.shared:
            key = (row.code, row.shared)
            holder[key] = min(row.agency, holder.get(key, row.agency))
    tallies: dict[str, Counter] = defaultdict(Counter)
    for row in mine:
        if not row.shared or holder[row.code, row.shared] == row.agency:
            tallies[row.code][row.month, row.value] += row.n
    return {code: answer(FIGURES[code], tally, period) for code, tally in tallies.items()}


def nothing(code: str, period: Period) -> Answer:
    """Return the answer of a figure for which nothing was counted."""
    return answer(FIGURES[code], Counter(), period)

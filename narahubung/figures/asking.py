"""What may be asked of figures: their values and trends for an actor, and the files behind each.

Sums hold no walled file. Those are added one by one, for whoever may see them: so a number is never
larger than the list that it opens, whoever asks.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

from django.db.models import Count, Q
from django.db.models import Sum as Total

from narahubung.figures import spread
from narahubung.figures.cells import DAY, MONTH, changes
from narahubung.figures.models import Mark, Sum
from narahubung.figures.registry import Figure, Source, Tick

TREND = 12


@dataclass(frozen=True)
class Period:
    """Some months up to a day, the first and the last of them in full."""

    today: date
    months: int = TREND

    @property
    def starts(self) -> list[date]:
        """Return the first days of the months, the oldest first."""
        at = self.today.year * 12 + self.today.month - 1
        return [date(n // 12, n % 12 + 1, 1) for n in range(at - self.months + 1, at + 1)]

    @property
    def first(self) -> date:
        return self.starts[0]

    @property
    def last(self) -> date:
        following = self.today.replace(day=28) + timedelta(days=4)
        return following.replace(day=1) - timedelta(days=1)


@dataclass(frozen=True)
class Answer:
    """A figure by month, each month with its values and their numbers; its value is that of the last `months`.

    `before` is what of a daily figure stood open already when the first month began.
    """

    figure: Figure
    by_month: dict[date, Counter]
    months: int
    before: int = 0

    @cached_property
    def trend(self) -> list:
        numbers = [counted.total() for counted in self.by_month.values()]
        if self.figure.is_daily:
            return [self.before + n for n in accumulate(numbers)]
        if self.figure.spread:
            return [spread.median(counted) or 0 for counted in self.by_month.values()]
        return numbers

    @cached_property
    def counted(self) -> Counter:
        return sum(list(self.by_month.values())[-self.months :], Counter())

    @property
    def value(self) -> int:
        return self.trend[-1] if self.figure.is_daily else self.counted.total()

    @property
    def median(self):
        return spread.median(self.counted)

    @property
    def ninetieth(self):
        return spread.percentile(self.counted, 90)

    def month_by_month(self) -> list[tuple[date, int | float]]:
        """Return the trend with its months, the newest first."""
        return list(zip(self.by_month, self.trend, strict=True))[::-1]


def answers(source: Source, actor, period: Period, only: Figure | None = None) -> list[Answer]:
    """Return each figure of a source with at least a year of trend, in two statements however many there are."""
    scope = source.scope(actor)
    if scope is None:
        return []
    months, period = period.months, replace(period, months=max(period.months, TREND))
    asked = [only] if only else source.figures
    tally = defaultdict(Counter)
    for code, day, value, n in summed(scope, asked, period):
        tally[code][day, value] += n
    for mark in walled(source, scope, actor, asked):
        figure = next(f for f in asked if f.code == mark[0])
        for day, n in changes(figure, Tick(*mark[1:])):
            tally[figure.code][on_page(day, figure, period), mark[3]] += n
    found = [answer(figure, tally[figure.code], period) for figure in asked]
    return [replace(one, months=months) for one in found]


def summed(scope, asked: list[Figure], period: Period) -> Iterable[tuple]:
    """Yield code, month, value and number: of daily figures from the beginning, this month's up to today."""
    daily = [figure.code for figure in asked if figure.is_daily]
    others = [figure.code for figure in asked if not figure.is_daily]
    this_month = period.starts[-1]
    wanted = Q(span=MONTH, figure__in=others, day__gte=period.first, day__lte=period.last)
    wanted |= Q(span=MONTH, figure__in=daily, day__lt=this_month)
    wanted |= Q(span=DAY, figure__in=daily, day__gte=this_month, day__lte=period.today)
    sums = Sum.objects.filter(scope, wanted, facet="", walled=False).order_by()
    found = sums.values_list("figure", "day", "value").annotate(Total("n"))
    return ((code, day.replace(day=1), value, n) for code, day, value, n in found)


def walled(source, scope, actor, asked) -> list[tuple]:
    """Return the ticks of the walled files that this actor may see."""
    seen = source.model.objects.visible_to(actor).values("pk")
    marks = Mark.objects.filter(scope, walled=True, figure__in=[f.code for f in asked])
    return marks.filter(counted__file__in=seen).values_list("figure", "day", "until", "value")


def on_page(day: date, figure: Figure, period: Period) -> date | None:
    """Return the month in which a change of a walled file counts; None where it does not count yet."""
    if figure.is_daily and day > period.today:
        return None
    return day.replace(day=1)


def answer(figure: Figure, tally: Counter, period: Period) -> Answer:
    by_month, before = {month: Counter() for month in period.starts}, 0
    for (month, value), n in tally.items():
        if month in by_month:
            by_month[month][value] += n
        elif month is not None and month < period.first:
            before += n
    return Answer(figure, by_month, period.months, before if figure.is_daily else 0)


def by_facet(figure: Figure, actor, facet: str, period: Period) -> dict[str, int]:
    """Return how often a figure counts under each value of a facet, without walled files; largest first."""
    scope = figure.source.scope(actor)
    if scope is None:
        return {}
    sums = Sum.objects.filter(scope, figure=figure.code, span=MONTH, facet=facet, walled=False)
    days = {"day__gte": period.first} if not figure.is_daily else {}
    found = sums.filter(day__lte=period.last, **days).order_by().values_list("of")
    return {of: n for of, n in found.annotate(n=Total("n")).order_by("-n", "of") if n}


def marks(figure: Figure, actor, period: Period):
    """Return the ticks behind a figure that this actor may see: the list that its number opens."""
    found = Mark.objects.visible_to(actor, figure)
    if figure.is_daily:
        return found.standing(period.today)
    return found.within(period.first, period.last)


def files(figure: Figure, actor, period: Period, **facets: str):
    """Return the files behind a figure that this actor may see."""
    found = marks(figure, actor, period)
    found = found.filter(**{f"counted__facets__{facet}": of for facet, of in facets.items()})
    visible = figure.source.model.objects.visible_to(actor)
    return visible.filter(pk__in=found.order_by().values("counted__file"))


def number_of(figure: Figure, actor, period: Period) -> int:
    """Count the list itself, for those who want to compare."""
    return marks(figure, actor, period).aggregate(n=Count("pk"))["n"]

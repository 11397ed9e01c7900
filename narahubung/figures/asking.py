"""What may be asked of figures: their values and trends for an actor, and the files behind each.

Sums hold no walled file, and at an agency none that others share. Those are added one by one, for whoever may
see them: so a number is never larger than the list that it opens, whoever asks.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

from django.db.models import DateField, IntegerField, Q
from django.db.models import Sum as Total
from django.db.models.functions import Cast

from narahubung.figures import spread
from narahubung.figures.cells import DAY, MONTH, changes
from narahubung.figures.models import Mark, Sum
from narahubung.figures.registry import SOURCES, Figure, Source, Tick

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


@dataclass(frozen=True)
class Question:
    """Figures of one source, and which of its rows are of the asker's own place."""

    source: Source
    scope: Q
    figures: list[Figure]


def answers(source: Source, actor, period: Period, only: Figure | None = None) -> list[Answer]:
    """Return each figure of a source, or only one, with at least a year of trend."""
    scope = source.scope(actor)
    figures = [only] if only else source.figures
    return answered([Question(source, scope, figures)], actor, period) if scope is not None else []


def all_answers(actor, period: Period) -> list[Answer]:
    """Return every figure of every source that this actor has a part in."""
    scopes = [(source, source.scope(actor)) for source in SOURCES.values()]
    asked = [Question(one, scope, one.figures) for one, scope in scopes if scope is not None]
    return answered(asked, actor, period)


def answered(asked: list[Question], actor, period: Period) -> list[Answer]:
    """Answer in one statement, however many figures, sources and files there are."""
    months, period = period.months, replace(period, months=max(period.months, TREND))
    figures = {figure.code: figure for question in asked for figure in question.figures}
    if not figures:
        return []
    tally = defaultdict(Counter)
    for code, day, until, value, total in in_one([*parts(asked, actor, period)]):
        if total is not None:
            tally[code][day.replace(day=1), value] += total
            continue
        for changed, n in changes(figures[code], Tick(day, until)):
            tally[code][on_page(changed, figures[code], period), value] += n
    found = [answer(figure, tally[figure.code], period) for figure in figures.values()]
    return [replace(one, months=months) for one in found]


def parts(asked: list[Question], actor, period: Period) -> Iterator:
    """Yield the questions for code, day, until, value and total; what is counted one by one has no total."""
    for question in asked:
        yield from summed(question, period)
        yield one_by_one(question, actor)


def in_one(questions: list) -> Iterable[tuple]:
    """Ask several questions in one statement: joined by "or", the engine would read all days of all years."""
    first, *others = questions
    return first.union(*others, all=True) if others else first


def summed(question: Question, period: Period) -> Iterator:
    """Ask for the sums by month: of daily figures from the beginning, this month's up to today."""
    daily = [figure.code for figure in question.figures if figure.is_daily]
    others = [figure.code for figure in question.figures if not figure.is_daily]
    this_month = period.starts[-1]
    sums = Sum.objects.filter(question.scope, facet="", walled=False).order_by()
    past = Q(figure__in=others, day__gte=period.first, day__lte=period.last)
    yield added_up(sums.filter(past | Q(figure__in=daily, day__lt=this_month), span=MONTH))
    if daily:
        days = sums.filter(figure__in=daily, day__gte=this_month, day__lte=period.today, span=DAY)
        yield added_up(days)


def added_up(sums):
    none = sums.annotate(until=Cast(None, DateField()))
    return none.values_list("figure", "day", "until", "value").annotate(Total("n"))


def one_by_one(question: Question, actor):
    """Return the ticks of the walled files that this actor may see, and of those that several places share."""
    codes = [figure.code for figure in question.figures]
    marks = Mark.objects.apart().filter(question.scope, figure__in=codes).order_by()
    found = marks.seen_by(actor, question.source).once(question.scope)
    found = found.annotate(total=Cast(None, IntegerField()))
    return found.values_list("figure", "day", "until", "value", "total")


def on_page(day: date, figure: Figure, period: Period) -> date | None:
    """Return the month in which a change counts; None where it does not count yet."""
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
    """Return how often a figure counts under each value of a facet; largest first.

    Without what is counted one by one: walled files, and what several places share.
    """
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

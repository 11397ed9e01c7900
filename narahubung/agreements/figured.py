"""A commitment's figure, period by period: asked of the registry by its code, for the places that owe it.

Files that are hidden from some people of their own place are not counted: a state is shown to all of them.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q

from narahubung.accounts.actors import Stranger
from narahubung.directory.models import Agency
from narahubung.figures import spread
from narahubung.figures.asking import Answer, answers
from narahubung.figures.asking import Period as Months
from narahubung.figures.registry import FIGURES

TENTH = Decimal("0.1")


def choices(only=None) -> list[tuple[str, str]]:
    """Return code and name of every figure that is declared, or of those that can be parts of a whole."""
    return [
        (figure.code, figure.name) for figure in FIGURES.values() if only is None or only(figure)
    ]


def is_counted(figure) -> bool:
    """Only what is counted can be a share of something: neither a middle value nor what lies open now."""
    return not figure.spread and not figure.is_daily


def figure(code: str):
    return FIGURES[code]


def is_known(code: str) -> bool:
    return code in FIGURES


def grows(code: str) -> bool:
    return is_counted(FIGURES[code])


def name_of(code: str) -> str:
    return FIGURES[code].name if code in FIGURES else code


def places_of(agencies: Iterable[Agency]) -> Q:
    """Return the condition on what lies with these agencies and all below them."""
    keys = {
        pk
        for agency in agencies
        for pk in Agency.objects.descendants(agency, include_self=True).values_list("pk", flat=True)
    }
    return Q(agency__in=keys) | Q(unit__in=keys)


def series_of(
    code: str, share_of: str, agencies: Iterable[Agency], periods: list, today: date
) -> dict[date, Decimal | None]:
    """Return a value for the first day of each period that has begun; periods consist of whole months."""
    begun = [period for period in periods if period.first <= today]
    if not begun:
        return {}
    months = (today.year - begun[0].first.year) * 12 + today.month - begun[0].first.month + 1
    asked = Months(today, months)
    places = places_of(agencies)
    counted = answer_for(code, places, asked)
    whole = answer_for(share_of, places, asked) if share_of else None
    return {period.first: value_in(period, counted, whole) for period in begun}


def answer_for(code: str, places: Q, asked: Months) -> Answer:
    figure = FIGURES[code]
    here = replace(figure.source, scope=lambda _actor: places)
    return answers(here, Stranger(), asked, only=figure)[0]


def value_in(period, counted: Answer, whole: Answer | None) -> Decimal | None:
    if counted.figure.is_daily:
        return level(period, counted)
    mine = summed(period, counted)
    if counted.figure.spread:
        middle = spread.median(mine)
        return None if middle is None else Decimal(str(middle))
    if whole is None:
        return Decimal(mine.total())
    of = summed(period, whole).total()
    return (Decimal(100 * mine.total()) / of).quantize(TENTH, ROUND_HALF_UP) if of else None


def summed(period, answer: Answer) -> Counter:
    return sum((n for month, n in answer.by_month.items() if period.holds(month)), Counter())


def level(period, answer: Answer) -> Decimal | None:
    """Return how much stood open at the end of the period, or stands open now."""
    levels = [
        n for month, n in zip(answer.by_month, answer.trend, strict=True) if period.holds(month)
    ]
    return Decimal(levels[-1]) if levels else None

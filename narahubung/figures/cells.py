"""From ticks to sums: which sums one tick of a file adds to. Pure."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from narahubung.figures.registry import Figure, Place, Tick

DAY, MONTH = "D", "M"


class Cell(NamedTuple):
    """The place of one sum."""

    figure: str
    span: str
    day: date
    agency: int
    unit: int
    office: int
    secret: bool
    walled: bool
    facet: str
    of: str
    value: int


def cells(ticks: Iterable[tuple[Figure, Tick]], place: Place, sign: int = 1) -> Counter:
    """Return how much each sum changes by these ticks of one file, or by taking them back."""
    sums: Counter = Counter()
    held = (place.agency, place.unit, place.office, place.secret, place.walled)
    for figure, tick in ticks:
        for day, change in changes(figure, tick):
            month = day.replace(day=1)
            value = tick.value
            sums[Cell(figure.code, DAY, day, *held, "", "", value)] += change * sign
            for facet, of in (("", ""), *place.facets):
                sums[Cell(figure.code, MONTH, month, *held, facet, of, value)] += change * sign
    return sums


def changes(figure: Figure, tick: Tick) -> Iterable[tuple[date, int]]:
    yield tick.day, 1
    if figure.is_daily and tick.until is not None:
        yield tick.until, -1

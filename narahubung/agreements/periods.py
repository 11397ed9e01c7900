"""Time cut into periods of some months. Pure."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    first: date
    last: date

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def gone(self, today: date) -> int:
        """Return how many of its days have begun."""
        return max(0, min((today - self.first).days + 1, self.length))


def add_months(day: date, months: int) -> date:
    """Return the same day some months on, or the last one of a shorter month."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def periods(first: date, last: date, months: int) -> Iterator[Period]:
    """Yield the periods between two days, the last one cut short; 0 months make a single one."""
    if months == 0:
        yield Period(first, last)
        return
    n, start = 0, first
    while start <= last:
        n += 1
        following = add_months(first, n * months)
        yield Period(start, min(following - DAY, last))
        start = following

"""How days are counted: pure arithmetic on local dates, without a database and without a clock.

The day of the event is day zero. A deadline in working days counts only working days; one in calendar
days keeps its date even on a day off. It ends at 23:59:59 in the zone of the office that owes the answer.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


class DayOff(NamedTuple):
    name_id: str
    name_en: str
    collective: bool = False
    estimated: bool = False


class Pause(NamedTuple):
    """The days from `from_day` up to, but without, `until_day` do not run; None: it still lasts."""

    from_day: date
    until_day: date | None
    ground: str = ""


class NoHolidaysKnown(Exception):
    """A promise in working days cannot be dated into a year whose days off nobody has loaded."""

    def __init__(self, year: int):
        super().__init__(f"The holidays of {year} are not known.")
        self.year = year


@dataclass(frozen=True, eq=False)
class WorkCalendar:
    """The days off of one place, with its working week and the years for which they are known."""

    days_off: Mapping[date, tuple[DayOff, ...]]
    years: frozenset[int]
    week: int = 5

    @cached_property
    def working_days(self) -> list[int]:
        """Every working day as an ordinal, sorted: a deadline is then a look-up, not a walk."""
        return [
            ordinal
            for year in sorted(self.years)
            for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
            if is_working_day(date.fromordinal(ordinal), self)
        ]

    @property
    def until(self) -> date | None:
        """The last day that it knows."""
        return date(max(self.years), 12, 31) if self.years else None

    def require(self, first: date, last: date) -> None:
        for year in range(first.year, last.year + 1):
            if year not in self.years:
                raise NoHolidaysKnown(year)

    def first_unknown_year(self, day: date) -> int:
        year = day.year
        while year in self.years:
            year += 1
        return year


def is_working_day(day: date, calendar: WorkCalendar) -> bool:
    return day.weekday() < calendar.week and day not in calendar.days_off


def next_working_day(day: date, calendar: WorkCalendar) -> date:
    """Return the first working day after `day`."""
    return nth_working_day(day, 1, calendar)


def last_working_day(day: date, calendar: WorkCalendar) -> date:
    """Return `day` itself if it is a working day, otherwise the last one before it."""
    while not is_working_day(day, calendar):
        day -= DAY
    return day


def nth_working_day(start: date, n: int, calendar: WorkCalendar) -> date:
    if n == 0:
        return start
    days = calendar.working_days
    place = bisect_right(days, start.toordinal()) + n - 1
    if place >= len(days):
        raise NoHolidaysKnown(calendar.first_unknown_year(start + DAY))
    due = date.fromordinal(days[place])
    calendar.require(start + DAY, due)
    return due


def working_days_between(after: date, until: date, calendar: WorkCalendar) -> int:
    """Count the working days after `after`, up to and with `until`."""
    if until <= after:
        return 0
    calendar.require(after + DAY, until)
    days = calendar.working_days
    return bisect_right(days, until.toordinal()) - bisect_right(days, after.toordinal())


def due_date(
    start: date, length: int, unit: str, calendar: WorkCalendar, pauses: Iterable[tuple] = ()
) -> date | None:
    """Return the last day on which a duty can still be met, or None while an open pause leaves it undecided.

    An open pause that begins only after that day decides nothing: the promise was already late.
    """
    closed, open_from = in_order(pauses)
    due = nominal(start, length, unit, calendar)
    # Each round adds the days that the pauses took so far; it ends when the last round took no more.
    while True:
        lost = sum(paused_days(start, due, pause, unit, calendar) for pause in closed)
        later = further(start, due, length, lost, unit, calendar)
        if later == due:
            break
        due = later
    return None if open_from and open_from <= due else due


def nominal(start: date, length: int, unit: str, calendar: WorkCalendar) -> date:
    match unit:
        case "working":
            return nth_working_day(start, length, calendar)
        case "calendar":
            return start + length * DAY
        case "hours":
            # By date alone: the hours end on this day, at the time of day at which they began.
            return start + -(-length // 24) * DAY
        case "years":
            return same_day_of_year(start, start.year + length)
    raise ValueError(f"A rule counts working or calendar days, hours or years, not {unit!r}.")


def further(
    start: date, due: date, length: int, lost: int, unit: str, calendar: WorkCalendar
) -> date:
    if not lost:
        return due
    if unit == "working":
        return nth_working_day(start, length + lost, calendar)
    return nominal(start, length, unit, calendar) + lost * DAY


def same_day_of_year(day: date, year: int) -> date:
    """Return the same day in another year; 29 February becomes 1 March, so that no day is lost."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def in_order(pauses: Iterable[tuple]) -> tuple[list[tuple[date, date]], date | None]:
    """Return the closed pauses merged, so that no day is counted twice, and the first open one's day."""
    given = [Pause(*pause) for pause in pauses]
    open_from = min((p.from_day for p in given if p.until_day is None), default=None)
    merged: list[tuple[date, date]] = []
    for first, until in sorted((p.from_day, p.until_day) for p in given if p.until_day):
        if merged and first <= merged[-1][1]:
            first, until = merged[-1][0], max(until, merged[-1][1])
            merged.pop()
        merged.append((first, until))
    return merged, open_from


def paused_days(
    start: date, due: date, pause: tuple[date, date], unit: str, calendar: WorkCalendar
) -> int:
    """Count the days after `start`, up to `due`, that would have run but for the pause."""
    after, until = max(start, pause[0] - DAY), min(due, pause[1] - DAY)
    if unit == "working":
        return working_days_between(after, until, calendar)
    return max((until - after).days, 0)


def due_moment(start: datetime, hours: int) -> datetime:
    """Return the moment at which a promise in hours ends, in the zone in which it began."""
    return (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(start.tzinfo)


def end_of(due: date, zone: str) -> datetime:
    """Return the last second of a day where the responsible office is."""
    return datetime.combine(due, time(23, 59, 59), ZoneInfo(zone))


def today_in(zone: str) -> date:
    return datetime.now(ZoneInfo(zone)).date()

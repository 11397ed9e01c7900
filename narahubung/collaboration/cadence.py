"""When the meetings of a series are: pure arithmetic on months, weeks and days off."""

from collections.abc import Iterator
from datetime import date, timedelta

from narahubung.clocks.calendar import (
    NoHolidaysKnown,
    WorkCalendar,
    is_working_day,
    last_working_day,
    next_working_day,
)

WEEK = timedelta(days=7)
LAST = 5
NEXT, PREVIOUS = "next", "previous"


def months_from(first: date, every: int) -> Iterator[date]:
    """Yield the first day of each month in which a meeting is due, without end."""
    number = first.year * 12 + first.month - 1
    while True:
        yield date(number // 12, number % 12 + 1, 1)
        number += every


def nominal_day(month: date, week: int, weekday: int) -> date:
    """Return the second Wednesday of a month, or the last; five stands for the last, which may be the fourth."""
    first = month.replace(day=1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7) + (min(week, LAST) - 1) * WEEK
    return day if day.month == month.month else day - WEEK


def day_of_meeting(
    month: date, week: int, weekday: int, calendar: WorkCalendar, if_day_off: str = NEXT
) -> date:
    """Return the day in this month. One that falls on a day off moves as the rule of the series says.

    Raises NoHolidaysKnown for a year whose days off nobody has loaded.
    """
    day = nominal_day(month, week, weekday)
    calendar.require(day, day)
    if is_working_day(day, calendar):
        return day
    moved = next_working_day if if_day_off == NEXT else last_working_day
    found = moved(day, calendar)
    calendar.require(found, found)
    return found


def days_ahead(
    first: date, every: int, week: int, weekday: int, calendar: WorkCalendar, if_day_off: str
) -> Iterator[tuple[date, date]]:
    """Yield (month, day of the meeting) as far as the days off are known."""
    for month in months_from(first, every):
        try:
            yield month, day_of_meeting(month, week, weekday, calendar, if_day_off)
        except NoHolidaysKnown:
            return

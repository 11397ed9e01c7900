"""When meetings are, counted without a database; and that a day off moves them as the cadence says."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narahubung.clocks.calendar import DayOff, NoHolidaysKnown, WorkCalendar, is_working_day
from narahubung.collaboration.cadence import (
    NEXT,
    PREVIOUS,
    day_of_meeting,
    days_ahead,
    months_from,
    nominal_day,
)

OFF = (DayOff("Libur", "Holiday"),)
PLAIN = WorkCalendar({}, frozenset(range(2020, 2040)))


@pytest.mark.parametrize(
    ("month", "week", "weekday", "day"),
    [
        (date(2026, 11, 1), 1, 6 - 2, date(2026, 11, 6)),
        (date(2026, 11, 1), 2, 2, date(2026, 11, 11)),
        (date(2026, 11, 1), 5, 2, date(2026, 11, 25)),
        (date(2026, 12, 1), 5, 3, date(2026, 12, 31)),
        (date(2026, 2, 1), 5, 0, date(2026, 2, 23)),
    ],
)
def test_the_day_is_the_weekday_of_that_week_and_five_is_the_last(month, week, weekday, day):
    assert nominal_day(month, week, weekday) == day


@pytest.mark.parametrize(
    ("rule", "day"), [(NEXT, date(2026, 11, 16)), (PREVIOUS, date(2026, 11, 10))]
)
def test_a_meeting_on_a_day_off_moves_as_the_cadence_rule_says(rule, day):
    off = dict.fromkeys((date(2026, 11, 11), date(2026, 11, 12), date(2026, 11, 13)), OFF)
    calendar = WorkCalendar(off, frozenset({2026}))
    assert day_of_meeting(date(2026, 11, 1), 2, 2, calendar, rule) == day


def test_a_year_without_known_days_off_is_not_planned():
    calendar = WorkCalendar({}, frozenset({2026}))
    found = list(days_ahead(date(2026, 8, 1), 3, 2, 2, calendar, NEXT))
    assert [day for _month, day in found] == [date(2026, 8, 12), date(2026, 11, 11)]
    with pytest.raises(NoHolidaysKnown):
        day_of_meeting(date(2027, 2, 1), 2, 2, calendar)


def test_moving_over_the_end_of_the_known_years_is_not_guessed():
    calendar = WorkCalendar({date(2026, 12, 31): OFF}, frozenset({2026}))
    with pytest.raises(NoHolidaysKnown):
        day_of_meeting(date(2026, 12, 1), 5, 3, calendar, NEXT)
    assert day_of_meeting(date(2026, 12, 1), 5, 3, calendar, PREVIOUS) == date(2026, 12, 30)


@given(
    st.dates(date(2021, 1, 1), date(2038, 12, 31)),
    st.integers(1, 5),
    st.integers(0, 4),
    st.sets(st.integers(0, 40), max_size=12),
    st.sampled_from([NEXT, PREVIOUS]),
)
def test_every_meeting_is_on_a_working_day_near_its_own(month, week, weekday, off, rule):
    first = month.replace(day=1)
    days = {first + timedelta(days=n): OFF for n in off}
    calendar = WorkCalendar(days, frozenset(range(2020, 2040)))
    nominal, day = (
        nominal_day(first, week, weekday),
        day_of_meeting(first, week, weekday, calendar, rule),
    )
    assert is_working_day(day, calendar) and nominal.month == first.month
    assert nominal.weekday() == weekday
    between = range(min(nominal, day).toordinal(), max(nominal, day).toordinal())
    skipped = {date.fromordinal(n) for n in between} - {day}
    assert not any(is_working_day(one, calendar) for one in skipped)
    assert (day >= nominal) if rule == NEXT else (day <= nominal)


@given(st.dates(date(2021, 1, 1), date(2030, 1, 1)), st.sampled_from([1, 2, 3, 6, 12]))
def test_months_follow_each_other_without_a_gap(first, every):
    months = months_from(first, every)
    a, b = next(months), next(months)
    assert (b.year * 12 + b.month) - (a.year * 12 + a.month) == every
    assert a == first.replace(day=1)

"""A test a sentence of law, then what must hold for every calendar."""

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from narahubung.clocks.calendar import (
    DayOff,
    NoHolidaysKnown,
    WorkCalendar,
    due_date,
    due_moment,
    end_of,
    is_working_day,
    last_working_day,
    next_working_day,
    today_in,
    working_days_between,
)

DAY = timedelta(days=1)
OFF = (DayOff("Libur", "Day off"),)
YEARS = frozenset(range(2024, 2032))
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")


def calendar(*days_off, week=5, years=YEARS):
    return WorkCalendar({day: OFF for day in days_off}, years, week)


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
lengths = st.integers(1, 60)
units = st.sampled_from(["working", "calendar"])
free_days = st.sets(days, max_size=60)
weeks = st.sampled_from([5, 6])


@st.composite
def pauses(draw):
    first = draw(days)
    return (first, first + draw(st.integers(0, 40)) * DAY)


# Sentences of law


def test_the_day_of_the_event_is_day_zero():
    assert due_date(date(2026, 4, 6), 1, "working", calendar()) == date(2026, 4, 7)


def test_a_working_deadline_skips_weekends_and_days_off():
    assert due_date(date(2026, 4, 2), 2, "working", calendar(date(2026, 4, 3))) == date(2026, 4, 7)


def test_a_calendar_deadline_keeps_its_date_on_a_day_off():
    sunday = date(2026, 3, 22)
    assert due_date(date(2026, 3, 8), 14, "calendar", calendar(sunday)) == sunday
    assert last_working_day(sunday, calendar(sunday)) == date(2026, 3, 20)


def test_a_unit_with_six_days_works_on_saturday():
    friday = date(2026, 4, 10)
    assert next_working_day(friday, calendar()) == date(2026, 4, 13)
    assert next_working_day(friday, calendar(week=6)) == date(2026, 4, 11)


@pytest.mark.parametrize(
    "start, due",
    [
        (date(2024, 3, 1), date(2026, 3, 1)),
        (date(2024, 2, 29), date(2026, 3, 1)),
        (date(2026, 2, 28), date(2028, 2, 28)),
    ],
)
def test_years_end_on_the_same_day(start, due):
    assert due_date(start, 2, "years", calendar()) == due


def test_hours_run_through_the_night_and_the_weekend():
    begin = datetime(2026, 4, 3, 22, 30, tzinfo=ZoneInfo("Asia/Jayapura"))
    end = due_moment(begin, 72)
    assert end.isoformat() == "2026-04-06T22:30:00+09:00"
    assert due_date(begin.date(), 72, "hours", calendar()) == end.date()


def test_a_deadline_ends_with_the_day_of_the_office():
    assert end_of(date(2026, 3, 27), "Asia/Makassar").isoformat() == "2026-03-27T23:59:59+08:00"


def test_today_is_the_day_of_the_office():
    with time_machine.travel(datetime(2026, 3, 16, 15, 30, tzinfo=UTC), tick=False):
        assert [today_in(zone).day for zone in ZONES] == [16, 16, 17]


def test_nothing_is_counted_into_a_year_without_holidays():
    known = calendar(years=frozenset({2026}))
    assert due_date(date(2026, 12, 24), 5, "working", known) == date(2026, 12, 31)
    with pytest.raises(NoHolidaysKnown) as refused:
        due_date(date(2026, 12, 24), 6, "working", known)
    assert refused.value.year == 2027


def test_a_gap_between_known_years_is_not_jumped():
    with pytest.raises(NoHolidaysKnown) as refused:
        due_date(date(2026, 12, 24), 6, "working", calendar(years=frozenset({2026, 2028})))
    assert refused.value.year == 2027


def test_calendar_days_need_no_list_of_holidays():
    assert due_date(date(2040, 1, 1), 30, "calendar", calendar()) == date(2040, 1, 31)


def test_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="weeks"):
        due_date(date(2026, 4, 6), 1, "weeks", calendar())


def test_an_open_pause_leaves_the_day_undecided():
    pause = (date(2026, 4, 8), None)
    assert due_date(date(2026, 4, 6), 5, "working", calendar(), [pause]) is None


def test_who_pauses_on_the_last_day_is_still_in_time():
    pause = (date(2026, 4, 13), None)
    assert due_date(date(2026, 4, 6), 5, "working", calendar(), [pause]) is None


def test_a_pause_after_the_last_day_saves_nobody():
    late = [(date(2026, 4, 14), None), (date(2026, 4, 14), date(2026, 4, 20))]
    assert due_date(date(2026, 4, 6), 5, "working", calendar(), late) == date(2026, 4, 13)


def test_paused_days_do_not_run_and_the_day_of_resuming_does():
    pause = (date(2026, 4, 8), date(2026, 4, 10))
    assert due_date(date(2026, 4, 6), 5, "working", calendar(), [pause]) == date(2026, 4, 15)
    assert due_date(date(2026, 4, 6), 5, "calendar", calendar(), [pause]) == date(2026, 4, 13)


# What holds for every calendar


@given(days, lengths, weeks, free_days, st.lists(pauses(), max_size=3))
def test_counting_by_finger_gives_the_same_day(start, length, week, free, stops):
    known = calendar(*free, week=week)
    day, left = start, length
    while left:
        day += DAY
        stopped = any(first <= day < until for first, until in stops)
        left -= is_working_day(day, known) and not stopped
    assert due_date(start, length, "working", known, stops) == day


@given(days, lengths, units, free_days, st.lists(pauses(), max_size=3))
def test_no_deadline_ends_before_it_begins(start, length, unit, free, stops):
    assert due_date(start, length, unit, calendar(*free), stops) > start


@given(days, lengths, units, free_days, days)
def test_another_holiday_never_shortens_and_cancelling_one_never_lengthens(
    start, length, unit, free, day
):
    without = due_date(start, length, unit, calendar(*free - {day}))
    assert due_date(start, length, unit, calendar(*free | {day})) >= without


@given(days, lengths, units, free_days, pauses())
def test_pausing_and_resuming_never_loses_a_day(start, length, unit, free, pause):
    known = calendar(*free)
    due = due_date(start, length, unit, known, [pause])
    ran = [start + n * DAY for n in range(1, (due - start).days + 1)]
    ran = [d for d in ran if not pause[0] <= d < pause[1]]
    if unit == "working":
        ran = [d for d in ran if is_working_day(d, known)]
    assert len(ran) == length


@given(days, lengths, units, free_days, pauses(), pauses())
def test_the_order_of_pauses_does_not_matter(start, length, unit, free, one, other):
    known = calendar(*free)
    assert due_date(start, length, unit, known, [one, other]) == due_date(
        start, length, unit, known, [other, one]
    )


@given(days, lengths, units, free_days, pauses())
def test_a_pause_told_twice_counts_once(start, length, unit, free, pause):
    known = calendar(*free)
    assert due_date(start, length, unit, known, [pause, pause]) == due_date(
        start, length, unit, known, [pause]
    )


@given(days, lengths, units, free_days)
def test_a_pause_that_ends_on_its_own_day_moves_nothing(start, length, unit, free):
    known = calendar(*free)
    pause = (start + DAY, start + DAY)
    assert due_date(start, length, unit, known, [pause]) == due_date(start, length, unit, known)


@given(days, lengths, free_days)
def test_a_six_day_week_is_never_later_than_a_five_day_week(start, length, free):
    six = due_date(start, length, "working", calendar(*free, week=6))
    assert six <= due_date(start, length, "working", calendar(*free))


@given(days, lengths, units, free_days, st.sampled_from(ZONES))
def test_a_zone_never_moves_the_date(start, length, unit, free, zone):
    due = due_date(start, length, unit, calendar(*free))
    assert end_of(due, zone).date() == due
    assert timedelta(0) < end_of(due, zone) - end_of(due - DAY, zone) == DAY


@given(days, lengths, weeks, free_days)
def test_the_days_between_are_the_days_that_were_counted(start, length, week, free):
    known = calendar(*free, week=week)
    due = due_date(start, length, "working", known)
    assert working_days_between(start, due, known) == length
    assert working_days_between(due, start, known) == 0


def test_a_million_open_deadlines_can_be_recounted_in_a_minute():
    known, start = calendar(date(2026, 3, 19)), date(2026, 3, 17)
    due_date(start, 1, "working", known)
    begin = time.perf_counter()
    for n in range(10_000):
        due_date(start + (n % 300) * DAY, 60, "working", known, [(start, start + 9 * DAY)])
    assert time.perf_counter() - begin < 0.6

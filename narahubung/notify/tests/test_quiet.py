"""Quiet hours, tried at every moment of a year and in each zone of the country."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from narahubung.notify.quiet import NEVER, NIGHT, first_moment, hours_from, is_quiet

ZONES = [ZoneInfo(f"Asia/{name}") for name in ("Jakarta", "Makassar", "Jayapura")]
hour = some.integers(0, 23)
YEAR = datetime(2026, 1, 1, tzinfo=UTC)
moments = some.integers(0, 365 * 86400).map(lambda seconds: YEAR + timedelta(seconds=seconds))
anywhere = some.sampled_from(ZONES)


@given(moments, some.tuples(hour, hour), anywhere)
def test_nobody_is_disturbed_and_nothing_is_lost(moment, hours, zone):
    told = first_moment(moment, hours, zone)
    assert not is_quiet(told.astimezone(zone).hour, hours)
    assert moment <= told < moment + timedelta(days=1)


@given(moments, some.tuples(hour, hour), anywhere)
def test_outside_of_them_nothing_waits_and_within_them_all_wait_for_the_same_moment(
    moment, hours, zone
):
    told = first_moment(moment, hours, zone)
    if not is_quiet(moment.astimezone(zone).hour, hours):
        assert told == moment
    else:
        assert told.astimezone(zone).hour == hours[1] and told.minute == told.second == 0
        assert first_moment(told - timedelta(seconds=1), hours, zone) == told
    assert first_moment(told, hours, zone) == told


@given(moments, hour, anywhere)
def test_the_same_hour_twice_means_at_any_time(moment, one, zone):
    assert first_moment(moment, (one, one), zone) == moment


@pytest.mark.parametrize(
    ("at", "zone", "told"),
    [
        ("2026-11-20T12:59:59", "Jakarta", "2026-11-20T12:59:59"),
        ("2026-11-20T13:00:00", "Jakarta", "2026-11-21T00:00:00"),
        ("2026-11-20T12:30:00", "Makassar", "2026-11-20T23:00:00"),
        ("2026-11-20T23:59:00", "Jakarta", "2026-11-21T00:00:00"),
        ("2026-11-20T12:30:00", "Jayapura", "2026-11-20T22:00:00"),
    ],
)
def test_the_night_is_that_of_the_place(at, zone, told):
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    expected = datetime.fromisoformat(told).replace(tzinfo=UTC)
    assert first_moment(moment, NIGHT, ZoneInfo(f"Asia/{zone}")) == expected


def test_what_was_chosen_is_read_as_it_was_kept():
    assert hours_from("22-5") == (22, 5)
    assert hours_from("0-0") == NEVER

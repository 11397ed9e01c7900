from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narahubung.integrations.lapor.dates import (
    ENGLISH,
    EPOCH,
    NotADate,
    parse_day,
    parse_time,
    written_day,
)

DAY = date(2026, 1, 3)
BULAN = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
times = st.times().map(lambda t: t.replace(microsecond=0))


@pytest.mark.parametrize(
    "text",
    [
        "3 Jan 2026",
        "03 Januari 2026",
        "Sabtu, 3 Januari 2026",
        "3-Jan-26",
        "Jan 3, 2026",
        "2026-01-03",
        "2026/1/3",
        "03/01/2026",
        "3-1-2026",
        "3.1.2026",
        "20260103",
        "46025",
    ],
)
def test_a_day_is_read_in_the_shapes_that_people_use(text):
    assert parse_day(text) == (DAY, None)


@pytest.mark.parametrize(
    "text, clock",
    [
        ("3-1-2026 14:05", time(14, 5)),
        ("2026-01-03T14:05:09", time(14, 5, 9)),
        ("3 Jan 2026, 14.05 WITA", time(14, 5)),
        ("03/01/2026 2:05 PM", time(14, 5)),
        ("46025.5", time(12)),
    ],
)
def test_a_time_beside_the_day_is_kept(text, clock):
    assert parse_day(text) == (DAY, clock)


@pytest.mark.parametrize(
    "text",
    ["", "kemarin", "31/02/2026", "13 Foo 2026", "01/13/2026", "3 Jan", "1.5", "3/1/26", "25:00"],
)
def test_what_has_no_such_shape_is_never_guessed(text):
    with pytest.raises(NotADate):
        parse_day(text)


@pytest.mark.parametrize("text", ["24:01", "9:60", "13:00 PM x", "99", "0:00 AM", "pagi"])
def test_a_time_that_no_clock_shows_is_refused(text):
    if text == "0:00 AM":
        assert parse_time(text) == time(0)
        return
    with pytest.raises(NotADate):
        parse_time(text)


@given(days, times)
def test_every_day_survives_every_way_of_writing_it(day, clock):
    month = day.month - 1
    shapes = [
        f"{day.day} {ENGLISH[month]} {day.year}",
        f"{day.day:02} {BULAN[month]} {day.year}",
        f"{day:%d/%m/%Y}",
        f"{day:%d-%m-%Y}",
        day.isoformat(),
        written_day(day).upper(),
    ]
    for shape in shapes:
        assert parse_day(shape) == (day, None)
        assert parse_day(f"{shape} {clock:%H:%M:%S}") == (day, clock)
        assert parse_day(f"{shape} {clock:%H.%M}") == (day, clock.replace(second=0))


@given(days, times)
def test_the_number_of_a_spreadsheet_is_the_moment_it_stands_for(day, clock):
    moment = datetime.combine(day, clock)
    serial = (moment - EPOCH) / timedelta(days=1)
    if serial != int(serial):
        assert parse_day(repr(serial)) == (day, clock)


@given(st.text(max_size=40))
def test_no_text_makes_it_stumble(text):
    for parse in (parse_day, parse_time):
        try:
            parse(text)
        except NotADate:
            continue

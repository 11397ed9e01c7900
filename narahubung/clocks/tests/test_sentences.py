from datetime import date
from types import SimpleNamespace

import pytest

from narahubung.clocks.calendar import DayOff, Pause, WorkCalendar, due_date
from narahubung.clocks.calendars import calendar_of
from narahubung.clocks.models import Holiday
from narahubung.clocks.sentences import explain, short
from narahubung.clocks.sources import holidays_on_list

REAL = calendar_of([Holiday(**row) for row in holidays_on_list(2017, 2028)])
PLAIN = WorkCalendar({}, frozenset({2026, 2027}))
TUESDAY = date(2026, 3, 17)


def rule(length, unit="working"):
    words = {"id": "laporan harus sudah diperiksa", "en": "the complaint must have been checked"}
    return SimpleNamespace(length=length, unit=unit, source="SP4N-LAPOR!", duty=words.get)


def told(start, a_rule, language="en", calendar=REAL, today=None, pauses=()):
    due = due_date(start, a_rule.length, a_rule.unit, calendar, pauses)
    return explain(start, due, a_rule, calendar, today, language, pauses)


def test_the_sum_over_idul_fitri_in_english():
    assert told(TUESDAY, rule(3)) == (
        "3 working days from Tuesday 17 March 2026; 18 to 24 March are Nyepi, Idul Fitri and collective"
        " leave; so until Friday 27 March, SP4N-LAPOR!: the complaint must have been checked."
    )


def test_the_sum_over_idul_fitri_in_indonesian():
    assert told(TUESDAY, rule(3), "id") == (
        "3 hari kerja sejak Selasa 17 Maret 2026; 18 sampai 24 Maret libur Nyepi, Idul Fitri dan cuti"
        " bersama; jadi paling lambat Jumat 27 Maret 2026 (SP4N-LAPOR!): laporan harus sudah diperiksa."
    )


def test_a_plain_weekend_needs_no_name():
    assert told(date(2026, 4, 9), rule(3)).startswith(
        "3 working days from Thursday 9 April 2026; so until Tuesday 14 April"
    )


def test_a_feast_on_a_weekend_that_cost_no_day_is_not_named():
    # Easter Sunday, 5 April 2026, follows Good Friday: only the Friday cost a day.
    sentence = told(date(2026, 4, 2), rule(2))
    assert "; 3 April is Good Friday;" in sentence
    assert "Easter" not in sentence


def test_collective_leave_alone_is_called_so():
    assert "; 15 Mei cuti bersama;" not in told(date(2026, 5, 13), rule(2), "id")
    assert "; 14 sampai 15 Mei libur Kenaikan Yesus Kristus dan cuti bersama;" in told(
        date(2026, 5, 13), rule(2), "id"
    )
    assert "; 16 Februari cuti bersama;" in told(
        date(2026, 2, 13), rule(1), "id", calendar=only_leave(date(2026, 2, 16))
    )


def only_leave(day):
    leave = DayOff("Cuti bersama", "Collective leave", collective=True)
    return WorkCalendar({day: (leave,)}, frozenset({2026}))


def test_an_estimated_feast_says_so():
    assert "Idul Fitri (perkiraan)" in told(date(2027, 3, 5), rule(5), "id")


def test_a_run_over_the_new_year_names_the_year():
    sentence = told(date(2026, 12, 30), rule(2), "id")
    assert "1 Januari 2027 libur Tahun Baru" in sentence
    assert "Senin 4 Januari 2027" in sentence


def test_a_pause_is_told_with_its_days_and_its_ground():
    pause = Pause(date(2026, 4, 8), date(2026, 4, 10), "menunggu kelengkapan")
    assert told(date(2026, 4, 6), rule(5), "id", pauses=[pause]) == (
        "5 hari kerja sejak Senin 6 April 2026; berhenti 8 sampai 9 April (menunggu kelengkapan); jadi"
        " paling lambat Rabu 15 April 2026 (SP4N-LAPOR!): laporan harus sudah diperiksa."
    )


def test_an_open_pause_promises_no_day():
    sentence = told(date(2026, 4, 6), rule(5), pauses=[(date(2026, 4, 8), None)])
    assert (
        "paused since 8 April; so the day can be counted only when the clock runs again" in sentence
    )


def test_a_holiday_within_a_pause_cost_nothing_and_is_not_named():
    pause = (date(2026, 3, 17), date(2026, 3, 30))
    assert "Nyepi" not in told(date(2026, 3, 16), rule(3), pauses=[pause])


def test_a_pause_that_moved_nothing_is_not_told():
    pause = (date(2026, 4, 20), date(2026, 4, 22))
    assert "paused" not in told(date(2026, 4, 6), rule(5), pauses=[pause])


def test_a_calendar_deadline_on_a_day_off_names_the_last_working_day_before():
    assert told(date(2026, 3, 8), rule(14, "calendar"), "id").endswith(
        "; hari itu libur, hari kerja terakhir sebelumnya Selasa 17 Maret 2026."
    )
    assert "working day" not in told(date(2026, 3, 11), rule(14, "calendar"))


def test_hours_end_at_the_same_hour():
    assert "72 hours from Tuesday 17 March 2026; so until Friday 20 March at the same hour" in told(
        TUESDAY, rule(72, "hours")
    )


def test_a_broken_promise_says_how_late_it_is():
    sentence = told(TUESDAY, rule(3), "id", today=date(2026, 4, 1))
    assert sentence.endswith("; sekarang lewat 3 hari kerja.")


@pytest.mark.parametrize(
    "due, today, words, tone",
    [
        (date(2026, 4, 9), date(2026, 4, 6), "3 hari kerja lagi", "quiet"),
        (date(2026, 4, 8), date(2026, 4, 6), "2 hari kerja lagi", "due"),
        (date(2026, 4, 14), date(2026, 4, 10), "2 hari kerja lagi", "due"),
        (date(2026, 4, 7), date(2026, 4, 6), "besok", "due"),
        (date(2026, 4, 6), date(2026, 4, 6), "hari ini", "due"),
        (date(2026, 4, 12), date(2026, 4, 10), "2 hari lagi", "due"),
        (date(2026, 4, 1), date(2026, 4, 6), "lewat 3 hari kerja", "late"),
        (date(2026, 4, 10), date(2026, 4, 11), "lewat 1 hari", "late"),
        (date(2041, 4, 10), date(2041, 4, 1), "9 hari lagi", "quiet"),
        (None, date(2026, 4, 11), "sedang berhenti", "quiet"),
    ],
)
def test_a_list_says_it_in_a_few_words(due, today, words, tone):
    assert short(due, today, PLAIN, "id") == (words, tone)


def test_the_few_words_exist_in_english():
    assert short(date(2026, 4, 9), date(2026, 4, 6), PLAIN, "en") == (
        "3 working days left",
        "quiet",
    )
    assert short(date(2026, 4, 2), date(2026, 4, 3), PLAIN, "en-gb") == (
        "1 working day late",
        "late",
    )

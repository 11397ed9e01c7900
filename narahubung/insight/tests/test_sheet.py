"""The values of a sheet: whole months of whoever held the office, and a fair look at the year before."""

from datetime import date
from decimal import Decimal

import pytest

from narahubung.agreements.periods import Period
from narahubung.figures.monthly import Row
from narahubung.figures.registry import FIGURES
from narahubung.insight import sheet
from narahubung.insight.sheet import BETTER, SAME, UNKNOWN, WORSE, lines, rule, span_of, turn_of

YEAR = span_of(2025)
HERE = frozenset({7})


def row(code, month, value, n, agency=7, unit=0):
    return Row(agency, unit, code, month, value, n)


def counted(code, before, now, value=0):
    """Return sums that count so much in February of the year before and of the year."""
    return [
        row(code, date(2024, 2, 1), value, before),
        row(code, date(2025, 2, 1), value, now),
    ]


def line(rows, code):
    found = lines("agency", YEAR, rows, HERE)
    return next(one for one in found if one.code == code)


@pytest.mark.parametrize(
    "since, until, first, last",
    [
        (None, None, date(2025, 1, 1), date(2025, 12, 31)),
        (date(2025, 1, 2), None, date(2025, 1, 1), date(2025, 12, 31)),
        (date(2025, 3, 17), date(2025, 9, 12), date(2025, 3, 1), date(2025, 8, 31)),
        (date(2019, 5, 1), date(2025, 6, 30), date(2025, 1, 1), date(2025, 6, 30)),
    ],
)
def test_a_month_belongs_to_whoever_held_the_office_on_its_last_day(since, until, first, last):
    assert span_of(2025, since, until) == Period(first, last)


def test_of_two_who_follow_each_other_no_month_counts_for_both_and_none_for_nobody():
    before, after = span_of(2025, None, date(2025, 5, 20)), span_of(2025, date(2025, 5, 21), None)
    assert (before.last, after.first) == (date(2025, 4, 30), date(2025, 5, 1))


def test_who_held_the_office_at_no_end_of_a_month_has_no_sheet():
    assert span_of(2025, date(2025, 5, 2), date(2025, 5, 30)) is None
    assert span_of(2025, date(2026, 1, 1), None) is None


@pytest.mark.parametrize(
    "better, value, before, enough, turn",
    [
        ("more", 90, 60, True, BETTER),
        ("more", 60, 90, True, WORSE),
        ("less", 3, 9, True, BETTER),
        ("less", 9, 3, True, WORSE),
        ("less", 104, 100, True, SAME),
        ("less", 0, 0, True, SAME),
        ("less", 9, 3, False, UNKNOWN),
        ("less", 9, None, True, UNKNOWN),
        ("less", None, 9, True, UNKNOWN),
        ("", 9, 3, True, ""),
    ],
)
def test_a_value_turns_only_by_what_is_called_better(better, value, before, enough, turn):
    numbers = [None if n is None else Decimal(n) for n in (value, before)]
    assert turn_of(better, *numbers, enough) == turn


def test_a_share_is_told_of_the_whole_and_compared_with_the_same_months():
    rows = counted("complaints.answered", 10, 20) + counted("complaints.answered_in_time", 6, 18)
    found = line(rows, "complaints.answered_in_time")
    assert (found.before, found.value, found.unit, found.n) == ("60", "90", "%", 20)
    assert found.turn == BETTER


def test_with_few_files_behind_it_a_value_is_shown_and_not_compared():
    rows = counted("complaints.answered", 2, 20) + counted("complaints.answered_in_time", 2, 1)
    found = line(rows, "complaints.answered_in_time")
    assert (found.before, found.value, found.turn) == ("100", "5", UNKNOWN)


def test_what_is_open_at_the_end_is_told_as_it_stood_then():
    code = "complaints.overdue"
    rows = [
        row(code, date(2023, 6, 1), 0, 9),
        row(code, date(2024, 5, 1), 0, -2),
        row(code, date(2025, 7, 1), 0, -6),
    ]
    found = line(rows, code)
    assert (found.before, found.value, found.turn) == ("7", "1", BETTER)


def test_the_middle_value_is_that_of_all_files_of_the_year():
    code = "complaints.first_answer"
    rows = [row(code, date(2025, m, 1), days, 2) for m, days in ((1, 3), (5, 4), (9, 10))]
    assert line(rows, code).value == "4"


def test_other_places_are_not_counted_and_units_below_are():
    code = "complaints.received"
    rows = [
        row(code, date(2025, 2, 1), 0, 3),
        row(code, date(2025, 2, 1), 0, 5, agency=9),
        row(code, date(2025, 2, 1), 0, 2, agency=9, unit=7),
    ]
    assert line(rows, code).value == "5"


def test_a_meeting_that_several_places_of_a_tree_share_counts_once():
    rows = [
        row("meetings.held", date(2025, 2, 1), 0, 1, agency=place)._replace(shared=file)
        for place, file in ((7, 31), (8, 31), (9, 31), (8, 32))
    ]
    found = lines("agency", YEAR, rows, frozenset({7, 8}))
    assert next(one for one in found if one.code == "meetings.held").value == "2"


def test_a_year_that_was_not_counted_from_its_first_quarter_on_is_nothing_to_compare_with():
    code = "complaints.received"
    late = [row(code, date(2024, 11, 1), 0, 90), row(code, date(2025, 2, 1), 0, 3)]
    assert line(late, code).before is None
    assert line([*late, row(code, date(2024, 3, 1), 0, 1)], code).before == "91"


def test_a_sheet_with_more_worse_than_better_wants_a_visit():
    rows = counted("complaints.answered", 20, 20) + counted("complaints.answered_in_time", 18, 6)
    found = lines("agency", YEAR, rows, HERE)
    assert sheet.verdict(found) == WORSE and sheet.wants_a_visit(found)
    found = lines("agency", YEAR, [], HERE)
    assert sheet.verdict(found) == UNKNOWN and not sheet.wants_a_visit(found)


def test_every_code_on_the_sheet_is_declared_and_each_share_is_of_what_is_counted():
    assert rule().codes() <= set(FIGURES)
    for wanted in rule().lines:
        whole = FIGURES.get(wanted.share_of)
        assert wanted.better in ("", "more", "less") and wanted.only in ("", *sheet.KINDS)
        assert whole is None or not (whole.spread or whole.is_daily)

"""The arithmetic of the benchmark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.figures import per_million, percentile, ratio
from benchmarks.report import table, verdict

TIMES = st.lists(st.floats(min_value=0, max_value=1e6), min_size=1)


def test_the_95th_of_a_hundred_is_the_95th_smallest():
    assert percentile(range(100, 0, -1), 95) == 95


def test_of_few_values_the_95th_is_the_largest():
    assert percentile([3, 1, 2], 95) == 3


@given(TIMES)
def test_a_percentile_was_measured_and_grows_with_its_number(times):
    found = [percentile(times, percent) for percent in (1, 50, 95, 100)]
    assert found == sorted(found)
    assert set(found) <= set(times)
    assert found[-1] == max(times)


def test_nothing_measured_has_no_percentile():
    with pytest.raises(ValueError):
        percentile([], 50)


def test_a_ratio_to_nothing_is_nothing():
    assert ratio(3, 0) == 0
    assert ratio(1, 4) == 0.25


def test_a_pace_is_told_for_a_million():
    assert per_million(2, 10_000) == 200


def test_a_missed_aim_is_said():
    assert verdict(good=True) == "kept"
    assert "missed" in verdict(good=False)


def test_a_table_has_a_line_for_its_head_and_one_for_each_row():
    assert table(["a", "b"], [[1, 2]]) == ["| a | b |", "|---|---|", "| 1 | 2 |", ""]

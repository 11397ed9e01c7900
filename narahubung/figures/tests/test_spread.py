"""The middle of counted values is the middle of the values, however they were counted together."""

from collections import Counter
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from narahubung.figures import spread

values = st.lists(st.integers(0, 400), min_size=1, max_size=60)


@given(values)
def test_the_median_is_the_middle(days):
    assert spread.median(Counter(days)) == median(days)


@given(values, st.integers(1, 100))
def test_a_percentile_is_the_smallest_value_that_so_many_do_not_exceed(days, share):
    found = spread.percentile(Counter(days), share)
    assert 100 * sum(day <= found for day in days) >= share * len(days)
    assert 100 * sum(day < found for day in days) < share * len(days)


@given(values, values)
def test_two_counts_are_merged_without_an_error(first, second):
    assert spread.median(Counter(first) + Counter(second)) == median(first + second)


def test_of_nothing_there_is_no_middle():
    assert spread.median(Counter()) is None and spread.percentile(Counter(), 90) is None

"""Small numbers: none is shown, and none can be computed, not even by who knows how they are hidden."""

from hypothesis import given, settings
from hypothesis import strategies as st

from narahubung.figures.small import LEAST, protected, total_shown

few = st.lists(st.integers(0, 12), min_size=1, max_size=4)


def named(numbers):
    return {chr(97 + place): n for place, n in enumerate(numbers)}


def summing_to(total, places):
    """Return every way to write a total as so many numbers."""
    if places == 1:
        return [(total,)]
    return [(n, *rest) for n in range(total + 1) for rest in summing_to(total - n, places - 1)]


@given(st.lists(st.integers(0, 200), max_size=12))
def test_no_small_number_is_shown_and_every_shown_one_is_true(numbers):
    counts = named(numbers)
    shown = protected(counts)
    assert shown.keys() == counts.keys()
    assert all(n is None or (n == counts[name] and n >= LEAST) for name, n in shown.items())


@given(st.lists(st.integers(0, 200), max_size=12))
def test_hidden_numbers_stand_together_and_are_not_few(numbers):
    counts = named(numbers)
    hidden = [counts[name] for name, n in protected(counts).items() if n is None]
    everything = len(hidden) == len(counts)
    assert not hidden or everything or (len(hidden) >= 2 and sum(hidden) >= LEAST)


@settings(deadline=None)
@given(few)
def test_nobody_computes_a_hidden_number_from_the_total(numbers):
    """Write down every list with the same total that would be shown alike: each hidden number is open still."""
    counts = named(numbers)
    shown, total = protected(counts), total_shown(counts)
    hidden = [name for name, n in shown.items() if n is None]
    if total is None or not hidden:
        return
    alike = []
    for guess in summing_to(sum(counts[name] for name in hidden), len(hidden)):
        other = counts | dict(zip(hidden, guess, strict=True))
        if protected(other) == shown:
            alike.append(guess)
    for place in range(len(hidden)):
        assert len({guess[place] for guess in alike}) > 1


@given(st.lists(st.integers(LEAST, 200), max_size=12))
def test_where_nothing_is_small_nothing_is_hidden(numbers):
    assert protected(named(numbers)) == named(numbers)


def test_a_single_small_number_takes_the_next_with_it():
    assert protected({"a": 2, "b": 90, "c": 7}) == {"a": None, "b": 90, "c": None}


def test_a_total_below_five_is_not_told():
    assert [total_shown({"a": n}) for n in (0, 4, 5)] == [None, None, 5]

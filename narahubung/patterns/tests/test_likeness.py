"""The arithmetic of likeness: more in common is never less alike, and signs move what words have said."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narahubung.patterns import words
from narahubung.patterns.landmarks import landmarks
from narahubung.patterns.likeness import Rarity, chance, idf, likeness, weights
from narahubung.patterns.signs import SIGNS

DAY = date(2026, 11, 1)


def marks(text):
    return landmarks(words.said(text))


@pytest.mark.parametrize(
    "text, found",
    [
        ("Jln. Melati No. 12 RT 03 RW 05", {"jalan:melati", "nomor:12", "rt:3", "rw:5"}),
        ("jalan raya Sudirman km 7", {"jalan:sudirman", "km:7"}),
        ("gg Mawar rt03/05", {"gang:mawar", "rt:3", "rw:5"}),
        ("jalan rusak di depan pasar", set()),
        ("jalan diperbaiki tahun 2026", set()),
        ("jalan", set()),
        ("nomor antrean 12", set()),
        ("RT 0811234567890", set()),
    ],
)
def test_where_it_is_stands_in_the_words(text, found):
    assert marks(text) == found


def file(**fields):
    usual = {
        "day": DAY,
        "size": 10,
        "digest": "",
        "landmarks": "",
        "region": "",
        "agency": 0,
        "category": 0,
        "service": 0,
    }
    return SimpleNamespace(**{**usual, **fields})


RARITY = Rarity.counted([f"w{n}" for n in range(10)], {"w0": 512}, 10_000)


def score(shared, asked=None, known=None):
    common = frozenset(f"w{n}" for n in range(shared))
    return likeness(asked or file(), known or file(), RARITY, common).score


@given(st.integers(0, 9))
def test_one_word_more_in_common_is_more_alike(shared):
    assert score(shared) < score(shared + 1)


@given(st.integers(0, 60))
def test_a_longer_text_with_the_same_words_is_less_alike(more):
    assert score(5, known=file(size=10 + more)) >= score(5, known=file(size=11 + more))


@pytest.mark.parametrize(
    "one, other, sign",
    [
        ({"digest": "x"}, {"digest": "x"}, "same_text"),
        ({"landmarks": "jalan:melati rt:3"}, {"landmarks": "jalan:melati"}, "same_street"),
        ({"landmarks": "rt:3"}, {"landmarks": "rt:3 rw:5"}, "same_rt_rw"),
        ({"landmarks": "nomor:12"}, {"landmarks": "nomor:12"}, "same_spot"),
        ({"region": "64.02.05.2001"}, {"region": "64.02.05.2001"}, "same_village"),
        ({"region": "64.02.05.2001"}, {"region": "64.02.05.2002"}, "same_district"),
        ({"region": "64.02.05"}, {"region": "64.02.05.2002"}, "same_district"),
        ({"region": "64.02.05.2001"}, {"region": "64.02.06.2001"}, "other_district"),
        ({"service": 3}, {"service": 3}, "same_service"),
        ({"category": 3}, {"category": 3}, "same_category"),
        ({"agency": 3}, {"agency": 3}, "same_agency"),
        ({}, {"day": DAY - timedelta(days=7)}, "a_week"),
        ({}, {"day": DAY + timedelta(days=181)}, "half_a_year"),
    ],
)
def test_each_sign_moves_the_score_its_own_way(one, other, sign):
    without = {"day": DAY - timedelta(days=30)}
    plain = score(5, known=file(**without))
    found = likeness(file(**one), file(**{**without, **other}), RARITY, frozenset({"w0"}))
    assert sign in found.signs
    moved = score(5, file(**one), file(**{**without, **other}))
    assert (moved > plain) == (weights()["signs"][sign] > 0)


@pytest.mark.parametrize(
    "one, other",
    [
        ({}, {}),
        ({"region": "64.02"}, {"region": "64.02"}),
        ({"region": "64.02"}, {"region": "64.02.05"}),
        ({"agency": 1}, {"agency": 2}),
        ({"landmarks": "rt:3"}, {"landmarks": "rt:4"}),
    ],
)
def test_what_is_not_known_of_both_is_no_sign(one, other):
    found = likeness(file(**one), file(day=DAY - timedelta(days=30), **other), RARITY, frozenset())
    assert found.signs == ()


def test_every_sign_has_a_weight_and_a_name():
    assert set(weights()["signs"]) == set(SIGNS)


def test_signs_alone_make_no_two_files_alike():
    everything = {"region": "64.02.05.2001", "agency": 1, "category": 1, "service": 1}
    assert score(0, file(**everything), file(**everything)) < weights()["shown"]["from"]


def test_the_same_text_is_shown_even_where_it_says_little():
    assert score(9, file(digest="x"), file(digest="x")) > 0.9


def test_a_rare_word_says_more_than_a_common_one():
    assert idf(10_000, 4) > idf(10_000, 5_000) > 0
    assert idf(10, 5_000) > 0


@given(st.floats(-1e6, 1e6))
def test_a_chance_lies_between_nothing_and_one(odds):
    assert 0 <= chance(odds) <= 1

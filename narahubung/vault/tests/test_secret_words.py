import time
from itertools import combinations

import pytest

from narahubung.vault import digest_secret, matches, new_secret, normalise_secret
from narahubung.vault.secret_words import COUNT, WORDS


def differ_by_one_letter(one, other):
    if len(one) > len(other):
        one, other = other, one
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    cut = [other[:n] + other[n + 1 :] for n in range(len(other))]
    return len(other) - len(one) == 1 and one in cut


def test_the_list_has_1024_different_easy_words():
    assert len(WORDS) == len(set(WORDS)) == 1024
    assert [word for word in WORDS if not (word.isascii() and word.isalpha())] == []
    assert [word for word in WORDS if not 4 <= len(word) <= 8 or word != word.lower()] == []
    assert list(WORDS) == sorted(WORDS)


def test_no_slip_of_a_letter_makes_another_word():
    assert [pair for pair in combinations(WORDS, 2) if differ_by_one_letter(*pair)] == []


def test_a_secret_is_four_words_of_the_list():
    words = new_secret().split("-")
    assert len(words) == COUNT
    assert set(words) <= set(WORDS)


def test_secrets_do_not_repeat():
    assert len({new_secret() for _ in range(2000)}) == 2000


@pytest.mark.parametrize(
    "typed",
    [
        "kebun-payung-jingga-danau",
        "kebun payung jingga danau",
        "  KEBUN  Payung—jingga\tdanau. ",
        "kébün payung jingga danau",
        "kebunpayungjinggadanau",
        "kebun\u200b-payung\u200e-jingga-danau\x00",
        "ｋｅｂｕｎ payung jingga danau",
    ],
)
def test_a_secret_is_known_however_it_is_typed(typed):
    digest = digest_secret("A-1", "kebun-payung-jingga-danau")
    assert matches("A-1", typed, digest)


@pytest.mark.parametrize(
    "reference, typed",
    [
        ("A-1", "kebun-payung-jingga"),
        ("A-1", "payung-kebun-jingga-danau"),
        ("A-1", ""),
        ("A-2", "kebun-payung-jingga-danau"),
    ],
)
def test_a_wrong_secret_is_refused(reference, typed):
    digest = digest_secret("A-1", "kebun-payung-jingga-danau")
    assert not matches(reference, typed, digest)


def test_what_is_stored_says_nothing_of_the_words():
    assert not [
        word for word in ("kebun", "payung") if word in digest_secret("A-1", "kebun payung")
    ]
    assert normalise_secret("Kebun Payung") == "kebunpayung"


@pytest.mark.parametrize("digest", ["", "ä", "0" * 64])
def test_an_odd_digest_matches_nothing(digest):
    assert not matches("A-1", "kebun payung", digest)


def test_a_secret_takes_less_than_a_millisecond():
    digest_secret("A-1", "first")
    start = time.perf_counter()
    for _ in range(200):
        matches("A-1", new_secret(), digest_secret("A-1", "kebun payung"))
    assert (time.perf_counter() - start) / 200 < 0.002

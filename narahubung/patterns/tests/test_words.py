"""Two ways to write the same come out as the same words."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narahubung.patterns.words import DATA, LONGEST_TEXT, MOST_WORDS, digest, read
from tests.hostile import TEXTS


def stems(text):
    return [word.stem for word in read(text)]


@pytest.mark.parametrize(
    "one, other",
    [
        # case, accents, marks between
        ("Jalan RUSAK!!!", "jalan, rusak"),
        ("kafé", "kafe"),
        # letters drawn out
        ("rusakkk paraaah", "rusak parah"),
        ("bangettt lamaa rusak", "lama rusak"),
        # short forms and slang
        ("jln rsk blm dibenerin", "jalan rusak belum dibenerin"),
        ("obt hbs di pkm", "obat habis di puskesmas"),
        ("ngurusin berkas", "mengurus berkas"),
        ("matiin lampu", "mati lampu"),
        # twice is once
        ("jalan2 berlubang2", "jalan berlubang"),
        # a number is a number, with or without gap, dot and nought
        ("RT03 RW 005", "rt 3 rw 5"),
        ("3hari", "3 hari"),
        ("Rp 1.500.000", "1500000"),
        ("12-11-2026", "12/11/2026"),
        ("5-1-2026", "05.01.2026"),
        # what has several names has one
        ("kartu tanda penduduk", "KTP"),
        ("E-KTP", "ktp"),
        ("Rumah Sakit Umum Daerah", "RSUD"),
        ("surat ijin mengemudi", "SIM"),
        ("lampu penerangan jalan padam", "PJU padam"),
        # words for the same thing
        ("got mampet", "saluran tersumbat"),
        ("perawat judes", "perawat kasar"),
        ("menunggu dokter", "antre dokter"),
        # stems
        ("pelayanannya melambat", "layanan lambat"),
        # marks that are not seen, letters that only look like ours
        ("ja\u200blan ru\u00adsak", "jalan rusak"),
        ("jаlаn rusаk", "jalan rusak"),
        ("ｊａｌａｎ", "jalan"),
    ],
)
def test_two_ways_to_write_it_are_the_same(one, other):
    assert stems(one) == stems(other) != []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "yang di ke dari",
        "Yth. Bapak/Ibu, mohon ditindaklanjuti, terima kasih",
        "!!!",
        "a b c",
    ],
)
def test_what_says_nothing_leaves_nothing(text):
    assert stems(text) == []
    assert digest(read(text)) == ""


def test_different_matters_stay_different():
    assert not set(stems("obat habis")) & set(stems("jalan macet"))
    assert digest(read("obat habis")) != digest(read("habis obat"))


def test_a_word_remembers_how_it_was_written():
    assert [word.seen for word in read("jln depan rumah sakit")] == ["jln", "depan", "rumah sakit"]


def test_the_dictionary_contradicts_itself_nowhere():
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    written = [word for words in data["written"].values() for word in words.split()]
    assert len(written) == len(set(written)) > 500
    # What is meant is not itself written otherwise, or the order of the lines would matter.
    assert not set(written) & set(data["written"])
    related = [word for words in data["related"].values() for word in words.split()]
    assert not [word for word in written + related if not word.isascii() or word != word.lower()]
    assert not [name for names in data["phrases"].values() for name in names if not name.isascii()]


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_is_read_soundly(name):
    for word in read(TEXTS[name]):
        assert word.stem.isalnum() and len(word.stem) <= 45
        word.stem.encode()


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "ab" * 500_000,
        "1" * 1_000_000,
        "1 " * 500_000,
        "jalan " * 200_000,
        "\0\u200b" * 500_000,
        "Sdr. " + "Aa " * 300_000,
        "ﷺ" * 1_000_000,
        "a@" * 500_000,
        "a.b" * 300_000 + "@c.d",
        "lahir " * 150_000,
        "1.1-1" * 200_000,
        "a\u0301" * 500_000,
        "kartu " * 200_000,
    ],
    ids=lambda text: ascii(text[:6]),
)
def test_a_megabyte_of_anything_is_cut_and_not_choked_on(text):
    assert len(read(text)) <= MOST_WORDS
    assert read(text) == read(text[:LONGEST_TEXT])


@given(st.text(max_size=300))
def test_reading_never_fails_and_does_not_mind_case(text):
    for word in read(text):
        assert word.stem and word.seen and "\0" not in word.stem

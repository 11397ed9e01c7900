"""No form of the complainant survives in a masked text, and what does not name them stays."""

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from narahubung.complaints.identity import Person
from narahubung.complaints.redaction import digits_of, folded, marks_in, masked

SARI = Person(
    name="dr. Hj. Sari Nur'aini Melati, S.Kep",
    phone="0812-5555-0101",
    email="Sari.M@Example.org",
    nik="6469014101900001",
)
PREFIXES = ("0812", "0813", "0821", "0852", "0857", "0878", "0895", "0838", "0881")
letters = st.text(string.ascii_letters + "éèçñöÜ", min_size=3, max_size=9)
plain_text = st.text(string.ascii_letters + " .,;!?\n\"'()-áñ", max_size=80)
separator = st.sampled_from(["", " ", "-", ".", " - ", "\u2011", "\u200b", "  "])
casing = st.sampled_from([str.lower, str.upper, str.title, str])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saya Sari Melati dari Kuaro.", "Saya [nama] [nama] dari Kuaro."),
        ("SARI, sari dan Sarinya", "[nama], [nama] dan [nama]"),
        ("nuraini atau Nur’aini", "[nama] atau [nama]’[nama]"),
        ("@sari_melati atau sarimelati88", "@[nama]_[nama] atau sarimelati88"),
        ("Sarinah dan sarimin lain orang", "Sarinah dan sarimin lain orang"),
        ("Ibu dr. Hana memanggil", "Ibu dr. Hana memanggil"),
        ("Hubungi +62 812 5555 0101!", "Hubungi [nomor telepon]!"),
        ("WA 6281255550101 ya", "WA [nomor telepon] ya"),
        ("(0812) 5555.0101", "[nomor telepon]"),
        ("petugas: 0857-1111-2222", "petugas: [nomor telepon]"),
        ("kantor (0541) 123456", "kantor [nomor telepon]"),
        ("NIK 6469 0141 0190 0001", "NIK [NIK]"),
        ("NIK orang 3201234567890123.", "NIK orang [NIK]."),
        ("surel SARI.M@example.org dan sari.m (at) example.org", "surel [surel] dan [surel]"),
        ("diminta Rp8.500.000.000 tunai", "diminta Rp8.500.000.000 tunai"),
        ("pada 08-12-2025 09.30 di loket 3", "pada 08-12-2025 09.30 di loket 3"),
        ("antrean 120 orang, 5 jam", "antrean 120 orang, 5 jam"),
        ("S\u200bari dan Me\u00adlati", "[nama] dan [nama]"),
        ("sudah [nama] dan [nomor telepon]", "sudah [nama] dan [nomor telepon]"),
        ("", ""),
    ],
)
def test_a_text_and_what_is_left_of_it(text, expected):
    if "sarimelati88" in text:
        person = Person(name="Sari Melati")
        expected = expected.replace("sarimelati88", "[nama]88")
    else:
        person = SARI
    assert masked(text, person)[0] == expected


def test_what_was_found_is_told_and_the_marks_can_be_counted():
    text, found = masked("Sari, 0812 5555 0101, sari", SARI)
    assert found == ["0812 5555 0101", "Sari", "sari"]
    assert marks_in(text, "[nama]") == {"[nama]": 3, "[nomor telepon]": 1}


def test_the_numbers_of_others_may_be_left():
    assert masked("Hubungi kantor: 0541-123456", SARI, anybody=False)[1] == []
    assert masked("Hubungi Sari: 081255550101", SARI, anybody=False)[1] == ["081255550101", "Sari"]


@given(
    parts=st.lists(letters, min_size=1, max_size=3), case=casing, text=plain_text, glue=plain_text
)
def test_no_part_of_a_name_survives(parts, case, text, glue):
    person = Person(name=" ".join(parts))
    said = f"{glue} {case(' '.join(parts))} {text}"
    left, _found = masked(said, person)
    for mark in marks_in(left):
        left = left.replace(mark, " ")
    words = {folded(word) for word in left.replace("-", " ").split()}
    assert not words & {folded(p) for p in parts if folded(p) not in words_kept()}


def words_kept():
    """Titles are no names."""
    return {"bapak", "ibu", "pak", "haji", "dan", "bin", "binti", "mas", "mbak", "bang", "kang"} | {
        "drs", "dra", "drg", "van", "sdr", "sst", "spd", "mpd", "skm", "amd", "prof", "tuan"
    }  # fmt: skip


@given(st.sampled_from(PREFIXES), st.integers(10**6, 10**8 - 1), st.data())
def test_no_spelling_of_the_number_survives(prefix, rest, data):
    number = f"{prefix}{rest}"
    start = data.draw(st.sampled_from(["0", "62", "+62", "+62 ", "0062", "(0)"]))
    spelled = start + "".join(d + data.draw(separator) for d in number[1:])
    text = f"{data.draw(plain_text)} {spelled.strip()} {data.draw(plain_text)}"
    for person in (Person(phone=number), Person()):
        left, found = masked(text, person)
        assert found
        assert number[1:] not in digits_of(left)


@given(st.integers(10**15, 10**16 - 1), st.data())
def test_no_nik_survives(number, data):
    spelled = "".join(d + data.draw(separator) for d in str(number)).strip()
    left, _found = masked(f"{data.draw(plain_text)} NIK {spelled} selesai", Person())
    assert str(number) not in digits_of(left)


@given(plain_text, st.lists(letters, max_size=3))
def test_a_text_that_names_nobody_stays_as_it_is(text, parts):
    person = Person(name=" ".join(parts), phone="0812-5555-0101")
    small = folded(text)
    assume(not any(folded(p) in small for p in parts))
    assert masked(text, person) == (text, [])


@given(st.text(max_size=120), st.lists(letters, max_size=3))
def test_masking_twice_is_masking_once(text, parts):
    person = Person(name=" ".join(parts))
    once, _found = masked(text, person)
    assert masked(once, person)[0] == once

"""The variants of the benchmark say what the text says, and its report keeps what was not measured."""

import random

import pytest

from benchmarks import likeness_report, report, variants
from benchmarks.paraphrases import GROUPS, matters
from benchmarks.report import MARKS

TEXT = "Jalan rusak di depan pasar. Sudah tiga bulan tidak diperbaiki! Banyak orang jatuh. Mohon segera. Kami takut."


@pytest.mark.parametrize("name", variants.VARIANTS)
def test_a_variant_differs_is_not_empty_and_the_same_again(name):
    made = [variants.VARIANTS[name](TEXT, random.Random(3)) for _ in range(2)]
    assert made[0] == made[1] and made[0].strip() and made[0] != TEXT


def test_a_shortened_text_is_a_piece_of_it():
    piece = variants.shortened(TEXT, random.Random(1))
    assert piece in TEXT and len(piece.split()) == 6


def test_a_turned_about_text_loses_one_sentence_of_five():
    parts = variants.sentences(variants.reordered(TEXT, random.Random(1)))
    assert len(parts) == 4 and set(parts) < set(variants.sentences(TEXT))


def test_the_agency_before_the_text_is_taken_off():
    assert variants.bare("Yth. Dinas Perhubungan Kota X, lampu mati") == "lampu mati"


def test_each_matter_is_told_in_every_way():
    assert len(matters()) == 30
    for row in matters():
        assert {"filed", "near", *GROUPS} == set(row) and len(set(row.values())) == 5


def test_without_the_texts_the_report_says_why():
    assert "names no folder" in likeness_report.told(
        [{"absent": "NARAHUBUNG_DATA names no folder"}]
    )


def test_what_was_not_measured_stays_on_the_page(monkeypatch, tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "By hand.\n\n" + "\n".join(f"{mark}\n\nold {n}\n" for n, mark in enumerate(MARKS))
    )
    monkeypatch.setattr(report, "PAGE", page)
    report.write("", "new reports", "")
    text = page.read_text()
    assert text.startswith("By hand.") and "old 0" in text and "old 2" in text
    assert "new reports" in text and "old 1" not in text
    report.write("", "", "")
    assert page.read_text() == text

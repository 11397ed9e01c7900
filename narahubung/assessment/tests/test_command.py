"""`narahubung assessment`: scores without a database, and bad input told by row and column."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from narahubung.assessment.reading import on_file
from narahubung.assessment.writing import toml_of
from narahubung.operations import plausible_answers

# No `django_db`: pytest-django refuses every query here.
DEMO = Path(plausible_answers.__file__).parent / "data" / "assessment_2023.csv"
HEAD = "government,unit,indicator,value\n"
ONE = "pemda,dinkes,sarana-ruang,3\n"


@pytest.fixture
def score(capsys, tmp_path):
    def asked(text, *words, deed="score", instrument=("2022-2024",)):
        path = tmp_path / "answers.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        call_command("assessment", deed, *instrument, path, *words)
        return json.loads(capsys.readouterr().out)

    return asked


def test_the_demo_of_2023_is_81_22_b_and_green(score):
    (government,) = score(DEMO.read_text())["governments"]
    assert (government["score"], government["band"], government["zone"]) == ("81.22", "B", "green")
    assert government["opinion"] == "Kualitas Tinggi"
    assert len(government["units"]) == 7
    items = [
        item
        for unit in government["units"]
        for part in unit["dimensions"]
        for item in part["items"]
    ]
    assert len(items) == 7 * 38


def test_the_demo_was_found_by_the_search_that_is_told():
    assert plausible_answers.as_csv(plausible_answers.found()) == DEMO.read_text()


def test_another_score_is_found_from_other_answers():
    other = plausible_answers.found(target=plausible_answers.Decimal("88.51"), seed=7)
    assert plausible_answers.as_csv(other) != DEMO.read_text()


def test_every_level_is_told(score):
    found = score(HEAD + ONE)
    assert found["instrument"]["code"] == "2022-2024"
    assert len(found["instrument"]["sha256"]) == 64
    (government,) = found["governments"]
    (unit,) = government["units"]
    assert [part["code"] for part in unit["dimensions"]] == [
        "input",
        "proses",
        "output",
        "pengaduan",
    ]
    (item,) = [i for i in unit["dimensions"][0]["items"] if i["value"]]
    assert item == {
        "indicator": "sarana-ruang",
        "value": "3",
        "score": "75.00",
        "share": "5.56",
        "answers": 1,
        "evidence": [],
    }


def test_spreadsheets_of_an_indonesian_office_are_read(score):
    text = "﻿Government;Unit;Indicator;Value;Evidence\r\npemda;dinkes;persepsi-patut;3,5;rekap.pdf\r\n;;;;\r\n"
    (government,) = score(text)["governments"]
    (item,) = [i for i in government["units"][0]["dimensions"][2]["items"] if i["value"]]
    assert (item["value"], item["evidence"]) == ("3.5", ["rekap.pdf"])


def test_the_suffix_is_for_who_is_named(score):
    rows = HEAD + "a,x,kepercayaan-survei,90\nb,y,kepercayaan-survei,90\n"
    found = score(rows, "--followed-up", "a", instrument=("2025",))["governments"]
    assert [g["opinion"] for g in found] == [
        "Kualitas Tertinggi Tanpa Maladministrasi",
        "Kualitas Tertinggi",
    ]


BAD = [
    ("", "Baris pertama harus menyebut nama kolom"),
    ("government,unit,value\n", "Belum ada: indicator."),
    (HEAD, "Tidak ada jawaban dalam berkas ini."),
    (HEAD + "pemda,dinkes,zzz,3\n", "Baris 2, kolom indicator: Instrumen ini tidak punya"),
    (
        HEAD + ONE + "pemda,dinkes,sarana-mutu,7\n",
        "Baris 3, kolom value: 7 tidak di antara 0 dan 4.",
    ),
    (HEAD + "pemda,dinkes,sarana-ruang,baik\n", "Baris 2, kolom value: “baik” bukan angka."),
    (HEAD + "pemda,dinkes,sarana-ruang,NaN\n", "Baris 2, kolom value: “NaN” bukan angka."),
    (HEAD + ONE + ONE, "Baris 3, kolom indicator: “sarana-ruang” hanya dijawab sekali"),
    (HEAD + ",dinkes,sarana-ruang,3\n", "Baris 2, kolom government: Tulis nama"),
    (HEAD + "pemda,,sarana-ruang,3\n", "Baris 2, kolom unit: Tulis nama"),
    (HEAD + "pemda,dinkes,sarana-ruang,3,x\n", "Baris 2, kolom value: Sel lebih banyak"),
    (HEAD.strip() + ",note\n", "Baris 1, kolom note: Kolom ini tidak dikenal"),
    (HEAD + '"pemda\n', "tidak dapat dibaca sebagai CSV"),
    (b"\xff\xfe\x00", "bukan teks UTF-8"),
]


@pytest.mark.parametrize("text, words", BAD)
def test_bad_input_is_told_by_row_and_column_and_ends_with_2(score, text, words):
    with pytest.raises(CommandError) as refusal:
        score(text)
    assert words in str(refusal.value)
    assert refusal.value.returncode == 2


@pytest.mark.parametrize("deed", ["score", "way"])
def test_an_unknown_instrument_is_told_with_those_that_are_known(score, deed):
    with pytest.raises(CommandError, match="2022-2024") as refusal:
        score(HEAD + ONE, deed=deed, instrument=("1999",))
    assert refusal.value.returncode == 2


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError) as refusal:
        call_command("assessment", "score", "2025", tmp_path / "nowhere.csv")
    assert refusal.value.returncode == 2


def test_what_an_instrument_refuses_to_leave_out_is_told(score):
    with pytest.raises(CommandError, match="pemda: “dampak” harus dijawab"):
        score(HEAD + "pemda,x,kebaruan,7\n", instrument=("kipp",))


def test_a_place_without_weight_is_told(score, tmp_path):
    said = {**on_file()["skm"], "aggregation": "weighted_by_locus"}
    said["locus"] = [{"code": "dinas", "name_id": "Dinas"}]
    path = tmp_path / "uji.toml"
    path.write_text(toml_of(said))
    head = "government,unit,locus,indicator,value\n"
    assert (
        score(head + "p,x,dinas,u1,4\n", instrument=(str(path),))["governments"][0]["score"]
        == "100.00"
    )
    with pytest.raises(CommandError, match="Baris 2, kolom locus: “pasar” tidak punya bobot"):
        score(head + "p,x,pasar,u1,4\n", instrument=(str(path),))


def test_the_way_of_each_place_to_green(score):
    ways = score(DEMO.read_text(), deed="way")
    dinsos = next(way for way in ways if way["unit"] == "dinsos")
    assert dinsos["score"] < "78" <= dinsos["points"]
    assert dinsos["exact"] and dinsos["effort"] == sum(step["effort"] for step in dinsos["steps"])
    assert next(way for way in ways if way["unit"] == "dpmptsp")["steps"] == []


def test_the_same_answers_under_the_next_instrument(score):
    found = score(DEMO.read_text(), deed="shadow", instrument=("2022-2024", "2025"))
    assert len(found["units"]) == 7
    assert found["confidence"] == "proposal"
    assert "kepercayaan-survei" in found["units"][0]["bare"]


def test_a_file_is_checked_before_it_is_used(tmp_path, capsys):
    path = tmp_path / "baru.toml"
    path.write_text(toml_of(on_file()["skm"]))
    call_command("assessment", "check", path)
    assert "dapat dipakai" in capsys.readouterr().out
    path.write_text(toml_of({**on_file()["skm"], "band": []}))
    with pytest.raises(CommandError, match="baru.toml"):
        call_command("assessment", "check", path)

"""Spreadsheets of agencies: what is read, what is refused and in which words, and that nothing is half-loaded."""

import io

import pytest
from django.core.management import CommandError, call_command

from narahubung.directory.agency_import import plan_of
from narahubung.directory.agency_sheet import HEADINGS
from narahubung.directory.empty_sheet import ROW, empty_sheet
from narahubung.directory.models import Agency, Service
from narahubung.directory.sheet import SheetError
from narahubung.directory.tests.sheets import csv_of, row, xlsx_of

GOVERNMENT = row(slug="kutai", name="Pemkab Kutai Raya", kind="Pemkab", region="64.02")
HEALTH = row(
    name="Dinas Kesehatan", kind="Dinas", parent="kutai", region="6402", services="Rujukan; Vaksin"
)


def problems(data, actor=None):
    plan = plan_of(data, actor)
    said = {}
    for entry in plan.entries:
        for heading, sentence in entry.problems:
            said[entry.line.number, heading] = said.get((entry.line.number, heading), "") + sentence
    return said


def test_a_file_becomes_a_tree(places):
    plan = plan_of(xlsx_of(HEALTH, GOVERNMENT, preamble=[["Daftar instansi"], []]))
    plan.load()

    health = Agency.objects.get(name="Dinas Kesehatan")
    assert plan.counts() == {"new": 2, "changed": 0, "unchanged": 0, "refused": 0}
    assert (health.parent.slug, health.region.code, health.week) == ("kutai", "64.02", 5)
    assert [s.name for s in health.services.all()] == ["Rujukan", "Vaksin"]


def test_a_second_time_changes_nothing(places):
    data = xlsx_of(GOVERNMENT, HEALTH)
    plan_of(data).load()
    again = plan_of(data)
    again.load()

    assert again.counts() == {"new": 0, "changed": 0, "unchanged": 2, "refused": 0}
    assert (Agency.objects.count(), Service.objects.count()) == (2, 2)


def test_an_empty_cell_leaves_what_was_there(tree):
    Agency.objects.filter(slug="dinkes").update(phone="0541-1")
    plan = plan_of(
        xlsx_of(row(slug="dinkes", name="Dinas Kesehatan Baru", kind="Dinas", region=""))
    )
    plan.load()

    health = Agency.objects.get(slug="dinkes")
    assert plan.counts()["changed"] == 1
    assert (health.name, health.phone) == ("Dinas Kesehatan Baru", "0541-1")
    assert health.parent == tree["pemkab"]


def test_a_number_that_the_spreadsheet_made_of_a_code_is_understood(places):
    cells = row(name="Pemkab", kind="Pemda")
    cells[list(HEADINGS).index("region")] = 64.02
    plan = plan_of(xlsx_of(cells))
    assert plan.entries[0].agency.region.code == "64.02"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_in_any_shape_is_read(places, delimiter):
    text = delimiter.join(["NAMA", "jenis", "Kode  Wilayah"]) + "\r\n"
    text += delimiter.join(["Polres Kutai", "polres", "64.02"]) + "\r\n"
    plan = plan_of(b"\xef\xbb\xbf" + text.encode())
    assert plan.counts()["new"] == 1
    assert plan.entries[0].agency.kind == "police"


@pytest.mark.parametrize(
    "data, words",
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a spreadsheet"),
        (b"PK\x03\x04 and then nothing", "not a spreadsheet"),
        (b"\xd0\xcf\x11\xe0 and then nothing", "not a spreadsheet"),
        (b"", "No row with the headings"),
        (b"Nama;Alamat\nDinas;Jalan 1\n", "No row with the headings"),
        (b"Nama;Jenis;Kode Wilayah\n", "no row under the headings"),
        (b"Nama;Jenis;Kode Wilayah\nContoh: Dinas;Dinas;64.02\n", "only the example"),
        (b"Nama;Jenis;Kode Wilayah\n" + b"A" * 1_048_576 + b";Dinas;64.02\n", "far too long"),
        (b"Nama;Jenis;Kode Wilayah\n" + b"A;Dinas;64.02\n" * 5_001, "5,000 rows"),
        (b"x" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(places, settings, data, words):
    settings.LANGUAGE_CODE = "en"
    with pytest.raises(SheetError, match=words):
        plan_of(data)


@pytest.mark.parametrize(
    "cells, heading, words",
    [
        (["", "", "Dinas", "", "64.02", ""], "Nama", "in letters"),
        (["", "12345", "Dinas", "", "64.02", ""], "Nama", "in letters"),
        (["", "A" * 201, "Dinas", "", "64.02", ""], "Nama", "200 characters"),
        (["", "A" * 2_001, "Dinas", "", "64.02", ""], "Nama", "too long"),
        (["", '=HYPERLINK("x")', "Dinas", "", "64.02", ""], "Nama", "formula"),
        (["", "Dinas", "Warung", "", "64.02", ""], "Jenis", "Perangkat Daerah"),
        (["", "Dinas", "Dinas", "", "64.20", ""], "Kode Wilayah", "64.02 (Kabupaten Kutai"),
        (["", "Dinas", "Dinas", "", "", ""], "Kode Wilayah", "such as 64.02"),
        (["", "Dinas", "Dinas", "Pemkab Entah", "64.02", ""], "Induk", "No agency is called"),
        (["", "Dinas", "Dinas", "Dinas", "64.02", ""], "Induk", "below itself"),
        (["", "Dinas", "Dinas", "", "64.02", "L" * 201], "Layanan", "200 characters"),
    ],
)
def test_a_bad_row_says_what_is_wrong_and_where(places, settings, cells, heading, words):
    settings.LANGUAGE_CODE = "en"
    assert words in problems(csv_of(cells))[(2, heading)]


def test_a_cell_of_one_megabyte_in_a_workbook_is_refused(places):
    long = row(name="Dinas", kind="Dinas", region="64.02", address="x" * 32_000)
    assert (2, "Alamat") in problems(xlsx_of(long))


def test_a_formula_without_a_value_is_no_name(places):
    assert (2, "Nama") in problems(xlsx_of(row(name="=A1+1", kind="Dinas", region="64.02")))


def test_a_mistyped_parent_is_guessed(tree, settings):
    settings.LANGUAGE_CODE = "en"
    said = problems(csv_of(["", "UPT Baru", "UPT", "Dinas Kesehatn", "64.02", ""]))
    assert "Did you mean Dinas Kesehatan?" in said[(2, "Induk")]


def test_a_parent_named_twice_must_be_named_by_its_code(places):
    twins = [["a1", "Dinas", "Dinas", "", "64.01", ""], ["a2", "Dinas", "Dinas", "", "64.02", ""]]
    assert (4, "Induk") in problems(csv_of(*twins, ["", "UPT", "UPT", "Dinas", "64.02", ""]))
    assert not problems(csv_of(*twins, ["", "UPT", "UPT", "a2", "64.02", ""]))


@pytest.mark.parametrize(
    "first, second",
    [
        (
            ["", "Dinas Satu", "Dinas", "", "64.02", ""],
            ["", "dinas satu", "Badan Daerah", "", "6402", ""],
        ),
        (
            ["d1", "Dinas Satu", "Dinas", "", "64.02", ""],
            ["D1", "Dinas Dua", "Dinas", "", "64.02", ""],
        ),
    ],
)
def test_the_same_agency_twice_is_refused(places, first, second):
    assert (3, "Nama") in problems(csv_of(first, second))


def test_a_circle_within_the_file_is_refused(places):
    said = problems(
        csv_of(
            ["a", "Satu", "Dinas", "c", "64.02", ""],
            ["b", "Dua", "UPT", "a", "64.02", ""],
            ["c", "Tiga", "UPT", "b", "64.02", ""],
        )
    )
    assert [key for key in said if key[1] == "Induk"] == [(2, "Induk"), (3, "Induk"), (4, "Induk")]


def test_a_circle_through_the_register_is_refused(tree):
    said = problems(csv_of(["pemkab", "Pemkab", "Pemda", "puskesmas", "64.02", ""]))
    assert (2, "Induk") in said


def test_one_bad_row_leaves_everything_as_it_was(places):
    plan = plan_of(
        csv_of(["", "Satu", "Dinas", "", "64.02", ""], ["", "Dua", "Dinas", "", "99", ""])
    )
    with pytest.raises(SheetError):
        plan.load()
    assert not Agency.objects.exists()


def test_a_lapor_id_belongs_to_one_agency(tree):
    Agency.objects.filter(slug="pemkot").update(lapor_id="77")
    headings = ["slug", "name", "kind", "region", "lapor_id"]
    said = problems(
        csv_of(["dinkes", "Dinas Kesehatan", "Dinas", "64.02", "77"], headings=headings)
    )
    assert (2, "ID LAPOR") in said


def test_a_manager_loads_below_the_own_agency(tree, appoint):
    rina = appoint("manager", tree["dinkes"])
    plan_of(csv_of(["", "Puskesmas Baru", "Puskesmas", "", "64.02", ""]), rina).load()
    assert Agency.objects.get(name="Puskesmas Baru").parent == tree["dinkes"]


@pytest.mark.parametrize(
    "cells, heading",
    [
        (["", "UPT", "UPT", "pemkot", "64.71", ""], "Induk"),
        (["pemkot", "Pemerintah Kota Kita", "Pemda", "", "64.71", ""], "Nama"),
        (["dinkes", "Dinas Kesehatan", "Dinas", "pemkot", "64.02", ""], "Induk"),
    ],
)
def test_a_manager_cannot_reach_outside_the_own_tree(tree, appoint, cells, heading):
    assert (2, heading) in problems(csv_of(cells), appoint("manager", tree["dinkes"]))


def test_the_empty_sheet_can_be_filled_in_and_loaded(tree):
    with pytest.raises(SheetError):
        plan_of(empty_sheet())
    filled = [value.replace("Contoh: ", "") for value in ROW.values()]
    plan = plan_of(xlsx_of(filled))
    assert [e.problems for e in plan.entries] == [[]]


def test_the_command_line_checks_and_loads(places, tmp_path):
    file = tmp_path / "instansi.xlsx"
    file.write_bytes(xlsx_of(GOVERNMENT, HEALTH))
    out = io.StringIO()

    call_command("load_agencies", file, "--check", stdout=out)
    assert not Agency.objects.exists()
    call_command("load_agencies", file, stdout=out)
    assert Agency.objects.count() == 2
    assert out.getvalue().splitlines()[-1] == "new=2 changed=0 unchanged=0 refused=0"


def test_the_command_line_loads_nothing_of_a_bad_file(places, tmp_path):
    file = tmp_path / "instansi.csv"
    file.write_bytes(
        csv_of(["", "Satu", "Dinas", "", "64.02", ""], ["", "Dua", "?", "", "64.02", ""])
    )
    with pytest.raises(CommandError):
        call_command("load_agencies", file, stdout=io.StringIO())
    assert not Agency.objects.exists()

import io
import random
import zipfile

import pytest

from narahubung.integrations.lapor import sheet
from narahubung.integrations.lapor.columns import COLUMNS
from narahubung.integrations.lapor.sheet import UnreadableFile, defused, read, text_of
from narahubung.integrations.lapor.tests.sheets import as_csv, as_xlsx, report, table

ROWS = table([report(5049672), report("0049673")])


def ids(data):
    return [cells["Tracking ID"] for _number, cells in read(data).cells()]


@pytest.mark.parametrize(
    "data",
    [
        as_xlsx(ROWS),
        as_csv(ROWS),
        as_csv(ROWS, ";"),
        as_csv(ROWS, "\t", "utf-8-sig"),
        as_csv(ROWS, ";", "cp1252"),
        as_csv(ROWS, "\t", "utf-16"),
        as_xlsx(ROWS[3:]),
    ],
    ids=["xlsx", "csv", "semicolon", "tab", "cp1252", "utf-16", "without preamble"],
)
def test_the_same_report_is_read_from_each_kind_of_file(data):
    assert ids(data) == ["5049672", "0049673"]
    assert [cells["Kategori"] for _n, cells in read(data).cells()] == ["Kesehatan"] * 2


def test_letters_of_an_old_encoding_are_read():
    data = as_csv(table([report(Judul_Laporan="Café “Teratai”")]), ";", "cp1252")
    assert next(read(data).cells())[1]["Judul Laporan"] == "Café “Teratai”"


def test_rows_have_the_number_that_the_spreadsheet_shows():
    assert [n for n, _row in read(as_xlsx(ROWS)).rows] == [5, 6]
    assert [n for n, _row in read(as_csv(ROWS)).rows] == [5, 6]


def test_columns_may_stand_in_any_order_and_some_may_be_missing_or_unknown():
    columns = ["Catatan", *reversed(COLUMNS[:21])]
    found = read(as_csv(table([report(Catatan="x")], columns)))
    assert len(found.columns) == 21
    assert found.ignored == ["Catatan"]
    assert next(found.cells())[1]["Isi Laporan Akhir"] == "Antrean di loket lima jam."


def test_a_header_that_comes_again_and_empty_rows_are_no_reports():
    rows = [*ROWS, [], ["", " "], list(COLUMNS), *ROWS[4:5]]
    assert ids(as_csv(rows)) == ["5049672", "0049673", "5049672"]


def archive(**files):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name, body in files.items():
            written.writestr(f"xl/worksheets/{name}.xml", body)
    return target.getvalue()


def old_excel(inside=b""):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + inside


@pytest.mark.parametrize(
    "data, words",
    [
        (b"", "kosong|empty"),
        (b"  \n", "kosong|empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "XLSX"),
        (b"PK\x03\x04 and no more", "XLSX"),
        (as_xlsx(ROWS)[:-400], "XLSX"),
        (archive(sheet1=b"<x/>"), "XLSX"),
        (old_excel(), "Excel"),
        (old_excel("EncryptedPackage".encode("utf-16-le")), "sandi|password"),
        (b"nama,isi\nx,y\n", "Tracking ID"),
        (as_xlsx([["nama"], ["x"]]), "Tracking ID"),
        (as_csv([["Tracking ID", "Kategori"], ["1", "x"]]), "Isi Laporan Awal"),
        (random.Random(7).randbytes(4000).replace(b"\x00", b"a"), "Tracking ID|XLSX"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_one_sentence(data, words):
    with pytest.raises(UnreadableFile, match=words):
        read(data)


def test_a_cell_at_the_far_end_of_a_sheet_is_refused_before_room_is_made_for_it():
    far = b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    with pytest.raises(UnreadableFile, match="reaches|menjangkau"):
        read(archive(sheet1=far))


def test_a_file_that_unpacks_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(sheet, "MAX_UNPACKED", 3_000_000)
    with pytest.raises(UnreadableFile, match="512"):
        read(archive(sheet1=b" " * 5_000_000))


def test_more_rows_than_we_read_are_refused(monkeypatch):
    monkeypatch.setattr(sheet, "MAX_ROWS", 1)
    with pytest.raises(UnreadableFile, match="200[.,]000"):
        read(as_csv(ROWS))


@pytest.mark.parametrize("text", ["=1+1", "+62 812", "-", "@a", '=HYPERLINK("x")', "'", "biasa"])
def test_a_defused_cell_is_read_back_as_it_was(text):
    assert text_of(defused(text)) == text
    assert not defused(text).startswith(("=", "+", "-", "@"))


def test_numbers_dates_and_formulas_are_read_as_the_text_that_a_person_sees():
    rows = table([report(5049672.0, Judul_Laporan=("=1+1", None, "dua"), Rating=5)])
    cells = next(read(as_xlsx(rows)).cells())[1]
    assert (cells["Tracking ID"], cells["Judul Laporan"], cells["Rating"]) == (
        "5049672",
        "dua",
        "5",
    )

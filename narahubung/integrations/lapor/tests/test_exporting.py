"""Out and in again: the same rows, no formula, and no name for those who may not see it."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from narahubung.complaints.models import Complaint
from narahubung.integrations.lapor import exporting
from narahubung.integrations.lapor.columns import COLUMNS
from narahubung.integrations.lapor.sheet import read
from narahubung.integrations.lapor.tests.sheets import as_csv, as_xlsx, bring, report, table

TYPE = "Tipe Laporan (Anonim/Rahasia)"
REPORTS = [
    report(1),
    report("002", Judul_Laporan="=cmd|' /C calc'!A1", Isi_Laporan_Akhir=""),
    report(3, Isi_Laporan_Awal="+62 nomor saya\nbaris dua", Isi_Laporan_Akhir="-", Rating="4"),
    report(4, Nama_Pelapor="Anonim", extra={TYPE: "Anonim, Rahasia"}),
    report(5, Status_Laporan="Ditutup oleh Sistem", Kategori="Hal Baru", Kelurahan="Entah"),
    report(6, Isi_Laporan_Awal="", extra={"Instansi Terdisposisi": "", "Instansi Induk": ""}),
]


def lapor(*words):
    out = StringIO()
    call_command("lapor", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def cells_of(data):
    return [[cells[c] for c in COLUMNS] for _number, cells in read(data).cells()]


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv"])
def test_what_came_in_goes_out_the_same_and_changes_nothing_when_it_comes_again(
    world, tmp_path, name
):
    bring(REPORTS)
    path = tmp_path / name
    assert lapor("export", str(path)) == "exported=6\n"
    assert cells_of(path.read_bytes()) == cells_of(as_csv(table(REPORTS)))
    assert lapor("import", str(path)).splitlines()[-1] == ("new=0 changed=0 unchanged=6 refused=0")


def test_the_header_stands_in_row_5_and_no_cell_is_a_formula(world, tmp_path):
    bring(REPORTS)
    path = tmp_path / "out.csv"
    lapor("export", str(path))
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[4] == ",".join(COLUMNS)
    assert "'=cmd|" in path.read_text() and ",=cmd" not in path.read_text()


def test_what_went_on_here_is_in_the_export(world):
    bring([report()])
    file = Complaint.objects.get()
    file.take("archive", by=world.rina, reason=world.term("archive_reason", "duplicate"))
    [row] = exporting.rows(exporting.chosen(world.system), world.system)
    assert row[COLUMNS.index("Status Laporan")] == "Diarsipkan oleh Admin"


def test_files_that_were_born_here_and_files_of_others_are_not_in_it(world):
    world.submit()
    bring([report()])
    assert len(list(exporting.rows(exporting.chosen(world.rina), world.rina))) == 1
    assert not list(exporting.rows(exporting.chosen(world.dewi), world.dewi))
    assert not list(exporting.rows(exporting.chosen(world.tono), world.tono))


def test_a_name_is_written_only_for_who_may_see_it(world):
    bring([report(1), report(2, extra={TYPE: "Rahasia"})])
    place = COLUMNS.index("Nama Pelapor")

    def names(actor):
        return [row[place] for row in exporting.rows(exporting.chosen(actor), actor)]

    assert names(world.rina) == ["Sekar Arumdalu", ""]
    assert names(world.hana) == ["Sekar Arumdalu", ""]


def test_days_and_agency_narrow_the_export(world, tmp_path):
    bring([report(1), report(2, Tanggal_Laporan_Masuk="9 Apr 2026")])
    path = str(tmp_path / "out.csv")
    assert lapor("export", path, "--from", "2026-04-01") == "exported=1\n"
    assert lapor("export", path, "--to", "2026-03-31") == "exported=1\n"
    assert lapor("export", path, "--agency", "disdukcapil") == "exported=0\n"


def test_the_command_tells_each_refused_row_and_ends_with_the_sum(world, tmp_path):
    path = tmp_path / "in.xlsx"
    path.write_bytes(as_xlsx(table([report(1), report(2, Tanggal_Laporan_Masuk="lusa")])))
    lines = lapor("import", str(path)).splitlines()
    assert lines[0].startswith("6\t2\t") and "aaaa" in lines[0]
    assert lines[-1] == "new=1 changed=0 unchanged=0 refused=1"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 \x00", b"a,b\n"])
def test_a_file_that_cannot_be_read_ends_the_command_with_a_sentence(world, tmp_path, data):
    path = tmp_path / "in.xlsx"
    path.write_bytes(data)
    with pytest.raises(CommandError):
        lapor("import", str(path))
    with pytest.raises(CommandError):
        lapor("import", str(tmp_path / "none.xlsx"))
    with pytest.raises(CommandError):
        lapor("import", str(path), "--agency", "tidak-ada")


def test_a_real_export_of_902_reports_comes_in_once_and_goes_out_the_same(world, tmp_path):
    folder = os.environ.get("NARAHUBUNG_DATA")
    if not folder:
        pytest.skip("NARAHUBUNG_DATA names no folder with real exports")
    path, out = Path(folder) / "lapor-2017/export-lapor.xlsx", tmp_path / "out.xlsx"
    assert lapor("import", str(path)).endswith("new=902 changed=0 unchanged=0 refused=0\n")
    assert lapor("import", str(path)).endswith("new=0 changed=0 unchanged=902 refused=0\n")
    assert lapor("export", str(out)) == "exported=902\n"
    assert sorted(cells_of(out.read_bytes())) == sorted(cells_of(path.read_bytes()))
    assert lapor("import", str(out)).endswith("new=0 changed=0 unchanged=902 refused=0\n")

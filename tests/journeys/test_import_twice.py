"""The export of SP4N-LAPOR! is brought in on the page, twice. The second time changes nothing."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from xlsxwriter import Workbook

from narahubung.integrations.lapor.jobs import take_in_upload
from narahubung.integrations.lapor.models import Import
from tests.journeys.pages import Visitor

HEADING = (
    "Tracking ID",
    "Tanggal Laporan Masuk",
    "Nama Pelapor",
    "Klasifikasi Laporan",
    "Judul Laporan",
    "Isi Laporan Awal",
    "Tipe Laporan (Anonim/Rahasia)",
    "Instansi Terdisposisi",
    "Status Laporan",
)
VISIT, QUEUE, ASKED, WISH, SECRET, DAMAGED = (
    ("7100001", "2026-10-26", "Joko", "Pengaduan", "Kunjungan dokter", "Dokter tidak datang dua pekan.", "", "Dinas Kesehatan", "Belum Terverifikasi"),
    ("7100002", "2026-10-27", "Marni", "Pengaduan", "Antrean obat", "Antrean obat di apotek tiga jam.", "", "Dinas Kesehatan", "Proses"),
    ("7100003", "2026-10-28", "", "Permintaan Informasi", "Jadwal imunisasi", "Kapan jadwal imunisasi di Senaken?", "Anonim", "Dinas Kesehatan", "Selesai"),
    ("7100004", "2026-10-29", "Yanto", "Aspirasi", "=1+1", "Mohon puskesmas buka sore hari.", "", "Dinas Kesehatan", "Arsip"),
    ("7100005", "2026-10-30", "Rahmi", "Pengaduan", "Pungutan", "Diminta membayar di loket gratis.", "Rahasia", "Dinas Kesehatan", "Belum Terverifikasi"),
    ("", "2026-10-31", "Tanpa nomor", "Pengaduan", "Hilang", "Baris ini kehilangan nomornya.", "", "Dinas Kesehatan", "Proses"),
)  # fmt: skip
ROWS = (VISIT, QUEUE, ASKED, WISH, SECRET, DAMAGED)


def export(rows=ROWS):
    body = io.BytesIO()
    book = Workbook(body, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Laporan SP4N-LAPOR! Kabupaten Kutai Raya"])
    for number, row in enumerate((HEADING, *rows), start=2):
        sheet.write_row(number, 0, row)
    book.close()
    return SimpleUploadedFile("lapor.xlsx", body.getvalue())


def brings_in(rina, file):
    """Bring a file in on the page; the worker reads it; return the result sheet."""
    rina.comes_to("/lapor-exchange/import/")
    rina.presses("Masukkan", {"Lembar kerja SP4N-LAPOR!": file}).shows("Sedang dimasukkan")
    address = rina.page.url
    take_in_upload(Import.objects.order_by("pk").last().pk)
    return rina.opens(address)


def figures(page):
    labels = (s.text for s in page.root.all("span") if s["class"] == "figure-label")
    values = (s.text for s in page.root.all("span") if s["class"] == "figure-value")
    return dict(zip(labels, map(int, values), strict=True))


def test_the_second_import_changes_nothing(town, sari, rina):
    first = brings_in(rina, export())
    assert figures(first) == {"baru": 5, "berubah": 0, "tetap": 0, "ditolak": 1}
    town.every_chain_verifies()
    again = brings_in(rina, export())
    assert figures(again) == {"baru": 0, "berubah": 0, "tetap": 5, "ditolak": 1}
    assert town.told() == {}
    town.every_chain_verifies()


def test_what_came_in_is_in_the_list_the_search_and_the_figures(town, rina, budi):
    brings_in(rina, export())
    town.day += 1
    rina.list("all").shows("Kunjungan dokter", "Antrean obat", "SP4N-LAPOR!", "Pungutan")
    rina.list().shows("Kunjungan dokter").hides("Jadwal imunisasi")
    rina.searches("apotek").shows("Antrean obat").hides("Kunjungan dokter")
    rina.follows("Antrean obat").shows("Antrean obat di apotek tiga jam.", "Marni")
    rina.list("all")
    rina.follows("Jadwal imunisasi").shows("Anonim: tidak ada petugas", "Masuk dari SP4N-LAPOR!")
    budi.list("all").hides("Antrean obat")

    assert town.figures_of("dinkes")["pengaduan diterima"] == "<5"
    more = [(f"72{n:05}", *QUEUE[1:]) for n in range(3)]
    brings_in(rina, export(more))
    # Seven are open to the public; the secret one is in no figure.
    assert town.figures_of("dinkes")["pengaduan diterima"] == "7"
    Visitor().opens("/instansi/dinkes/").hides("Pungutan", "Antrean obat", "Marni")


def test_a_later_export_changes_what_has_changed_and_nothing_else(town, rina):
    brings_in(rina, export())
    town.on("2026-11-05")
    answered = (*QUEUE[:-1], "Selesai")
    later = brings_in(rina, export([VISIT, answered, ASKED]))
    assert figures(later) == {"baru": 0, "berubah": 1, "tetap": 2, "ditolak": 0}
    rina.list("ended").shows("Antrean obat")
    town.every_chain_verifies()


def test_a_file_that_is_no_spreadsheet_changes_nothing(town, rina):
    brings_in(rina, export())
    failed = brings_in(rina, SimpleUploadedFile("lapor.xlsx", b"PK\x03\x04 hama"))
    failed.shows("Berkas tidak dimasukkan")
    rina.list("all").shows("Kunjungan dokter", "Pungutan")

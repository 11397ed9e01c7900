"""Spreadsheets for the tests, in the shape of the official export, with reports that nobody wrote."""

import csv
import io

import xlsxwriter

from narahubung.integrations.lapor.columns import COLUMNS
from narahubung.integrations.lapor.importing import begin, take_in

REPORT = {
    "Tracking ID": "5049672",
    "Tanggal Laporan Masuk": "3 Mar 2026",
    "Waktu Laporan Masuk": "14:05:09",
    "Nama Pelapor": "Sekar Arumdalu",
    "Klasifikasi Laporan": "Pengaduan Tidak Berkadar Pengawasan",
    "ID Kategori": "120",
    "Kategori": "Kesehatan",
    "Judul Laporan": "Antrean loket lima jam",
    "Isi Laporan Awal": "Antrean di loket lima jam, kursi tidak ada.",
    "Isi Laporan Akhir": "Antrean di loket lima jam.",
    "Tipe Laporan (Anonim/Rahasia)": "",
    "Sumber Laporan": "Website",
    "Instansi Induk": "Pemerintah Kabupaten Kutai Raya",
    "ID Instansi Terdisposisi": "150001",
    "Instansi Terdisposisi": "Dinas Kesehatan",
    "Status Laporan": "Terverifikasi",
    "Provinsi": "Kalimantan Timur",
    "Kota/Kabupaten": "Kabupaten Kutai Raya",
    "Kecamatan": "Kuaro Hulu",
    "Kelurahan": "Tanjung Harap",
}
HEADING = [["Rekap Laporan SP4N-LAPOR!"], ["Instansi", "Seluruh Instansi"], []]


def report(number=5049672, **changes):
    """Return a row; the names of columns are given as Status_Laporan or by `extra`."""
    row = REPORT | {"Tracking ID": number} | changes.pop("extra", {})
    return row | {name.replace("_", " "): value for name, value in changes.items()}


def table(reports, columns=COLUMNS, heading=HEADING):
    return [*heading, list(columns), *[[r.get(c, "") for c in columns] for r in reports]]


def as_xlsx(rows):
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet, plain = book.add_worksheet(), book.add_format({"num_format": "d mmm yyyy"})
    book.formats[0].set_num_format("General")
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            if hasattr(cell, "year"):
                sheet.write_datetime(at, place, cell, plain)
            elif isinstance(cell, tuple):
                sheet.write_formula(at, place, *cell)
            elif isinstance(cell, str):
                sheet.write_string(at, place, cell)
            else:
                sheet.write(at, place, cell)
    book.close()
    return target.getvalue()


def as_csv(rows, delimiter=",", encoding="utf-8"):
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(rows)
    return target.getvalue().encode(encoding)


def bring(reports, appointment=None, agency=None, columns=COLUMNS):
    """Import reports as a file and return what became of it."""
    data = as_csv(table(reports, columns))
    into = begin(data, appointment, agency)
    into.save(force_insert=True)
    take_in(into, data)
    return into

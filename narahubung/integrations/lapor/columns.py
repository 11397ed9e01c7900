"""The columns of the official SP4N-LAPOR! export, in its order, and how its header is recognised."""

import re

ID = "Tracking ID"
DAY = "Tanggal Laporan Masuk"
TIME = "Waktu Laporan Masuk"
NAME = "Nama Pelapor"
CLASS = "Klasifikasi Laporan"
CATEGORY = "Kategori"
TITLE = "Judul Laporan"
TEXT = "Isi Laporan Awal"
FINAL = "Isi Laporan Akhir"
TYPE = "Tipe Laporan (Anonim/Rahasia)"
PARENT = "Instansi Induk"
AGENCY_ID = "ID Instansi Terdisposisi"
AGENCY = "Instansi Terdisposisi"
STATUS = "Status Laporan"
PROVINCE = "Provinsi"
REGENCY = "Kota/Kabupaten"
DISTRICT = "Kecamatan"
VILLAGE = "Kelurahan"
RATING = "Rating"

COLUMNS = (
    ID,
    DAY,
    TIME,
    NAME,
    CLASS,
    "ID Kategori",
    CATEGORY,
    TITLE,
    TEXT,
    FINAL,
    TYPE,
    "Sumber Laporan",
    PARENT,
    AGENCY_ID,
    AGENCY,
    STATUS,
    "Alasan Tunda/Arsip",
    PROVINCE,
    REGENCY,
    DISTRICT,
    VILLAGE,
    "Nomor SK",
    "Url SK",
    "Url Dokumen Laporan Tahunan",
    "Laporan yang Masuk melalui Kanal Aduan Setwapres",
    RATING,
)
# Other words under which a column was met.
ALSO = {
    "tipelaporan": TYPE,
    "isilaporan": TEXT,
    "kabupatenkota": REGENCY,
    "kelurahandesa": VILLAGE,
    "desakelurahan": VILLAGE,
}


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


BY_PLAIN = {plain(column): column for column in COLUMNS} | ALSO


def header_of(row: list[str]) -> dict[str, int] | None:
    """Return the place of each known column if the row is a header: one of its cells is Tracking ID."""
    found = {}
    for place, cell in enumerate(row):
        column = BY_PLAIN.get(plain(cell)) if len(cell) < 100 else None
        if column:
            found.setdefault(column, place)
    return found if ID in found else None

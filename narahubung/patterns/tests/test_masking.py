"""What leads to a person is gone before anything is kept; what carries the matter stays."""

import pytest

from narahubung.patterns.masking import unnamed
from narahubung.patterns.words import read


def words(text):
    return unnamed(text).split()


@pytest.mark.parametrize(
    "text, gone",
    [
        ("Petugas Sdr. Ahmad Fauzi tidak sopan", "Ahmad Fauzi"),
        ("petugas sdr ahmad tidak sopan", "ahmad"),
        ("Saya bernama Joko Susilo", "Joko Susilo"),
        ("atas nama BUDI SANTOSO belum jadi", "BUDI SANTOSO"),
        ("a.n. Siti Nurhaliza, ktp belum jadi", "Siti Nurhaliza"),
        ("nama saya Wawan dari Cibiru", "Wawan"),
        ("bu siti di tapelan", "siti"),
        ("Ibu Nurhayati Siregar ditolak", "Nurhayati Siregar"),
        ("dr. Hana marah", "Hana"),
        ("hubungi 0812-3456-7890 segera", "0812-3456-7890"),
        ("hubungi +62 812 3456 7890 segera", "3456"),
        ("telepon (0541) 731-234 sibuk", "731-234"),
        ("NIK 6402051203850001 ganda", "6402051203850001"),
        ("NIK 6402 0512 0385 0001 ganda", "0385"),
        ("nomor meter 14123456789 rusak", "14123456789"),
        ("mobil KT 1234 AB ngebut", "KT 1234 AB"),
        ("motor b1234xyz kabur", "b1234xyz"),
        ("kirim ke a.b+c@contoh.co.id", "a.b+c@contoh.co.id"),
        ("akun @warga_kuaro lapor", "warga_kuaro"),
        ("lihat https://contoh.id/saya?x=1 ya", "contoh.id"),
        ("Saya lahir di Samarinda 12 Maret 1985", "1985"),
        ("tanggal 17-08-1990 itu", "1990"),
    ],
)
def test_what_leads_to_a_person_goes(text, gone):
    left = unnamed(text)
    for part in gone.split():
        assert part not in left


@pytest.mark.parametrize(
    "text",
    [
        "Ibu hamil ditolak di puskesmas",
        "Bapak camat tidak ada di tempat",
        "ibu rumah tangga tidak dapat bantuan",
        "Rp 1.500.000 diminta tanggal 12-11-2026",
        "RT 03 RW 05 Jalan Melati nomor 12",
        "pasal 14 tahun 2009",
        "antre 3 jam sejak pukul 07.30",
    ],
)
def test_what_carries_the_matter_stays(text):
    assert words(text) == text.split()


def test_what_stands_behind_a_name_stays():
    assert "menolak berkas" in unnamed("Sdri. Rina Wulandari menolak berkas saya")
    assert "loket" in unnamed("Pak Budi di loket dua kasar")


def test_a_mark_that_is_not_seen_hides_no_name():
    assert not {"ahmad", "fauzi"} & {
        word.seen for word in read("Sdr. Ah\u200bmad Fa\u00aduzi marah")
    }

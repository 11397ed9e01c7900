"""A small phone without script: Sari complains with a photo, disputes the answer, and confirms the second."""

import re
from io import BytesIO

import pytest
from django.core import mail
from PIL import Image

from narahubung.complaints.models import Complaint
from narahubung.journal.chain import first_fault
from narahubung.portal.stamps import LEAST_SECONDS
from tests.journeys.phones import told

STORY = "Antrean lima jam, loket tutup sebelum dipanggil."
CAMERA, PLACE = 0x010F, 0x8825


def photo_with_a_place(path):
    """Take a photo as phones do: with the camera and the place written into it."""
    exif = Image.Exif()
    exif[CAMERA] = "KameraSari"
    exif.get_ifd(PLACE).update({1: "S", 2: (0.0, 30.0, 7.0), 3: "E", 4: (117.0, 9.0, 1.0)})
    Image.effect_noise((400, 300), 90).convert("RGB").save(path, "JPEG", exif=exif)
    assert b"KameraSari" in path.read_bytes()
    return path


def complain(sari, photo):
    sari.goes_to("/").follows("Sampaikan pengaduan")
    sari.writes("Apa yang terjadi?", STORY).writes("Singkatnya", "Antrean lima jam")
    sari.chooses("Instansi mana?", "Dinas Kesehatan").attaches("Foto atau surat", photo)
    sari.writes("Nama Anda", "Sari Melati").writes("Surel", "sari@example.org")
    sari.page.wait_for_timeout(LEAST_SECONDS * 1000 + 500)
    sari.presses("Lihat dulu").reads("Ini yang akan Anda kirim", STORY, "loket.jpg")
    sari.reads("Bukan tulisan Anda dan bukan nama Anda.")
    assert not Complaint.objects.exists()
    sari.presses("Kirim").reads("Pengaduan Anda sudah kami terima", "Paling lambat")
    return sari.page.locator(".slip-word").all_inner_texts()


def open_file(sari, number, words):
    sari.goes_to("/lacak/").writes("Nomor", number).writes("Kata rahasia", words)
    return sari.presses("Buka berkas").reads(number, STORY)


def answer(budi, text, proof):
    budi.goes_to("/work/").follows("Antrean lima jam").follows("Jawab")
    budi.chooses("Apa yang sudah dikerjakan?", "Sudah diperbaiki seluruhnya")
    budi.writes("Jawaban Anda", text).writes("Siapa yang menandatangani", "dr. Hana Prasetya")
    budi.attaches("Bukti", proof)
    return budi.presses("Jawab").reads("Tercatat:", text)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_whole_story_on_a_phone_without_script(phones, tmp_path):
    photo, sari = photo_with_a_place(tmp_path / "loket.jpg"), phones.citizen()
    number, words = complain(sari, photo)
    assert re.fullmatch(r"\w+(-\w+){3}", words)
    assert told() == ["rina", "sari"]

    rina, budi = phones.officer("rina"), phones.officer("budi")
    rina.follows("Antrean lima jam").reads(STORY, "Sari Melati")
    served = rina.fetches("loket.jpg")
    assert b"KameraSari" not in served
    assert dict(Image.open(BytesIO(served)).getexif()) == {}
    rina.presses("Mulai periksa").follows("Beri ke unit")
    rina.chooses("Unit mana", "UPT Puskesmas Kuaro Hulu").chooses("Tentang apa?", "Kesehatan")
    rina.chooses("Termasuk pengaduan apa?", "Pengaduan Tidak Berkadar")
    rina.presses("Beri ke unit").reads("Tercatat:")
    assert told() == ["budi", "sari"]

    budi.goes_to("/work/").follows("Antrean lima jam").presses("Terima untuk ditangani")
    answer(budi, "Loket kedua dibuka mulai Senin.", photo)
    assert told() == ["rina", "sari"]

    open_file(sari, number, words).reads("Loket kedua dibuka mulai Senin.", "Apakah benar")
    sari.follows("Belum selesai").writes("Apa yang belum beres?", "Loket kedua tetap tutup.")
    sari.attaches("Foto atau surat", photo).presses("Kirim kembali")
    sari.reads("Anda menyatakan belum selesai")
    assert told() == ["budi", "rina"]

    answer(budi, "Kuncinya rusak; sejak pagi ini loket buka.", photo)
    assert told() == ["rina", "sari"]
    open_file(sari, number, words).follows("Sudah selesai")
    sari.page.locator("label", has_text="5, sangat baik").click()
    sari.presses("Ya, sudah selesai").reads("Kata Anda: Selesai, 5 dari 5", "Ditutup")
    assert told() == ["budi", "rina"]

    file = Complaint.objects.get()
    assert (file.stage, file.outcome, file.remedies.count()) == ("closed", "confirmed", 2)
    assert first_fault(file.reference, file.events.all()) == ""
    sari.presses("Tutup berkas")
    assert not any(STORY in letter.body for letter in mail.outbox)

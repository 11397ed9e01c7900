"""A nurse complains secretly about the head of her own clinic, on a small phone, by the public doors alone.

The clinic and the health office above it never learn of it in any way; the inspectorate handles it. She
follows it on a phone that others use, and later has herself erased. The ledger still verifies.
"""

import logging
import re
import sys

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.utils import timezone
from PIL import Image

from narahubung.accounts.models import Role
from narahubung.accounts.tests.ways_in import PASSWORD
from narahubung.complaints import jobs
from narahubung.complaints.models import Complaint, Event
from narahubung.config.command import main as narahubung
from narahubung.documents.tests.corpus import plain_pdf, written
from narahubung.portal.figures import counted
from narahubung.portal.stamps import LEAST_SECONDS
from tests import canaries as c
from tests.journeys.outsiders import Outsiders, changed, looked
from tests.journeys.phones import told

DESK = {"viewport": {"width": 1280, "height": 900}, "is_mobile": False, "has_touch": False}
CLINIC, INSPECTORATE = "UPT Puskesmas Kuaro Hulu", "Inspektorat Kabupaten Kutai Raya"
STORY = (
    f"Kepala puskesmas memotong uang jaga kami ({c.TEXT}). Saya {c.PERSON.name}, perawat, "
    f"NIK {c.PERSON.nik}, telepon {c.PERSON.phone}."
)
WHY_ORIGINAL, WHY_NAME = "Waktu foto harus dipastikan.", "Saksi lain hanya mau bicara dengannya."
DECISION, ANSWER = (
    "Uang jaga harus dikembalikan.",
    f"Uang jaga dikembalikan pada 1 Desember ({c.ANSWER}).",
)
# Who could learn of it: the clinic, the health office above it, and one with an office here and elsewhere.
OFFICES = ("budi", "rina", "hana", "lina", "lina_there")
PUBLIC = ("/", "/instansi/", "/instansi/dinkes/", "/instansi/inspektorat/")


@pytest.fixture
def proof(tmp_path):
    """A photo and a letter that tell more than she means to."""
    photo, letter = tmp_path / f"{c.PAPER}.jpg", tmp_path / f"surat {c.PERSON.name}.pdf"
    exif = Image.Exif()
    exif[0x010E] = c.PIXELS
    Image.effect_noise((400, 300), 90).convert("RGB").save(photo, "JPEG", exif=exif)
    pdf = plain_pdf()
    pdf.docinfo["/Author"] = c.PERSON.name
    letter.write_bytes(written(pdf))
    return photo, letter


@pytest.fixture
def outsiders(world):
    """The people around her, with an ordinary complaint on their desks. Lina sits at the clinic, and elsewhere."""
    for _n in range(6):
        world.submit()
    world.dispose()
    world.appoint("lina", "Lina Marlina", Role.LIAISON, "puskesmas-kuaro")
    here = world.people["lina"]
    world.appoint("lina", "Lina Marlina", Role.INSPECTORATE, "inspektorat")
    world.people |= {"lina": here, "lina_there": world.people["lina"]}
    told()
    return Outsiders(world, OFFICES, world.queue)


def fact(hand, label):
    """Return what stands beside a label."""
    return (
        hand.main.locator("dl > div", has=hand.page.get_by_text(label, exact=True))
        .locator("dd")
        .inner_text()
    )


def complains(nurse, proof):
    nurse.goes_to("/").follows("Sampaikan pengaduan")
    nurse.writes("Apa yang terjadi?", STORY).writes("Singkatnya", f"Uang jaga {c.TITLE}")
    nurse.writes("Tempatnya, dengan kata Anda sendiri", c.PLACE)
    nurse.unfolds("Tentang seseorang yang bekerja di sana").ticks("Tentang kepalanya")
    nurse.writes("Di mana mereka bekerja?", "puskesmas kuaro")
    nurse.attaches("Foto atau surat", proof)
    nurse.ticks("Rahasia").writes("Nama Anda", c.PERSON.name).writes("Telepon", c.PERSON.phone)
    nurse.unfolds("Bagaimana kami boleh").ticks("Jangan kabari saya")
    nurse.page.wait_for_timeout(LEAST_SECONDS * 1000 + 500)
    nurse.presses("Lihat dulu").reads("Ini yang akan Anda kirim", c.TEXT, c.PAPER, "NIK [NIK]")
    assert fact(nurse, "Dikirim ke") == INSPECTORATE
    assert fact(nurse, "Disembunyikan dari").startswith(CLINIC)
    nurse.reads("tersegel; siapa pun yang membukanya harus memberi alasan, dan Anda diberi tahu")
    nurse.reads("Pengaduan rahasia tidak masuk daftar dan tidak masuk angka mana pun")
    nurse.presses("Kirim").reads("Pengaduan Anda sudah kami terima", INSPECTORATE)
    slip = nurse.page.locator(".slip-word").all_inner_texts()
    nurse.presses("Sudah saya simpan")
    return slip


def opens(nurse, slip):
    nurse.goes_to("/lacak/").writes("Nomor", slip[0]).writes("Kata rahasia", slip[1])
    return nurse.presses("Buka berkas").reads(slip[0])


def an_hour_passes(officer):
    """Let the password be asked for again, which is old by then."""
    cookies = {cookie["name"]: cookie["value"] for cookie in officer.page.context.cookies()}
    session = SessionStore(cookies["session"])
    for way_in in session["account_authentication_methods"]:
        way_in["at"] -= 3600
    session.save()


def shows_who_she_is(wati):
    assert wati.path == "/accounts/reauthenticate/"
    wati.page.fill("[name=password]", PASSWORD)
    with wati.page.expect_navigation():
        wati.page.keyboard.press("Enter")
    return wati.looks()


def takes_it_up(wati, slip):
    """Find it on the work list, without the name, and give it to her own office."""
    wati.goes_to("/work/").follows("Uang jaga").reads(slip[0], "Rahasia")
    assert fact(wati, "Disembunyikan dari").startswith(CLINIC)
    wati.reads(c.TEXT).hides(c.PERSON.name, c.PERSON.nik, c.PERSON.phone)
    wati.presses("Mulai periksa").follows("Beri ke unit")
    wati.hides(c.PERSON.name, c.PERSON.nik, c.PERSON.phone)
    wati.chooses("Unit mana", INSPECTORATE).chooses("Tentang apa", "Kesehatan")
    wati.chooses("Termasuk pengaduan apa?", "Pengaduan Berkadar Pengawasan")
    wati.presses("Beri ke unit").reads("Tercatat:").presses("Terima untuk ditangani")


def opens_the_original(wati, slip, photo):
    wati.goes_to(f"/work/{slip[0]}/").follows("Berkas asli").follows("Lanjutkan")
    shows_who_she_is(wati).writes("Mengapa Anda memerlukan", WHY_ORIGINAL)
    with wati.page.expect_download() as download:
        wati.main.get_by_role("button", name="Buka berkas asli").click()
    assert download.value.path().read_bytes() == photo.read_bytes()
    wati.goes_to(f"/work/{slip[0]}/").follows("Berkas asli").reads("Wati Kusuma", WHY_ORIGINAL)


def opens_the_name(wati, slip):
    an_hour_passes(wati)
    wati.goes_to(f"/work/{slip[0]}/").follows("Buka identitas")
    shows_who_she_is(wati).writes("Mengapa Anda perlu tahu", WHY_NAME).presses("Buka identitas")
    wati.reads(
        c.PERSON.name, c.PERSON.phone, c.PERSON.nik, "Cara aman mengabari: Jangan kabari saya"
    )
    wati.goes_to(f"/work/{slip[0]}/").hides(c.PERSON.name, c.PERSON.nik)


def settles_it(wati, slip, paper):
    wati.goes_to(f"/work/{slip[0]}/").follows("Mulai pemeriksaan")
    wati.writes("Siapa yang memeriksa", "Inspektur pembantu dua.").attaches("Surat tugas", paper)
    wati.presses("Mulai pemeriksaan").follows("Putuskan")
    wati.writes("Isi keputusan", DECISION).attaches("Keputusan yang ditandatangani", paper)
    wati.presses("Putuskan").follows("Jawab")
    wati.chooses("Apa yang sudah dikerjakan?", "Sudah diperbaiki seluruhnya")
    wati.writes("Jawaban Anda", ANSWER).writes("Siapa yang menandatangani", "Inspektur")
    wati.attaches("Bukti", paper)
    wati.presses("Jawab").reads("Tercatat:", ANSWER)


def looks_on_a_shared_phone(phones, slip, weather):
    shared = opens(phones.hand(java_script_enabled=True), slip)
    shared.reads(c.TEXT, c.PERSON.nik, "Siapa yang membuka identitas saya", "Wati Kusuma", WHY_NAME)
    shared.reads("Bisakah Anda datang?", ANSWER)
    shared.page.get_by_role("link", name="Keluar cepat").click()
    shared.page.wait_for_url(weather.url)
    leaves_nothing(shared, slip)
    # The next person takes the phone, and looks where she has been.
    after = phones_tab(shared)
    for path in (
        "/lacak/berkas/",
        "/lacak/berkas/data-saya/",
        "/lacak/",
        "/lapor/",
        "/lapor/tanda-terima/",
    ):
        after.page.goto(after.home + path)
        shows_nothing_of(after, slip)


def phones_tab(hand):
    return type(hand)(hand.page.context, hand.home)


def leaves_nothing(shared, slip):
    assert shared.page.context.cookies(shared.home + "/lacak/") == []
    shared.page.go_back()
    shows_nothing_of(shared, slip)
    assert shared.page.evaluate("localStorage.length + sessionStorage.length") == 0


def shows_nothing_of(hand, slip):
    page = hand.page.content()
    assert c.found_in(page.encode()) == set() and not [word for word in slip if word in page]


def has_herself_erased(nurse, slip):
    opens(nurse, slip).follows("Data saya").follows("Baca apa yang terjadi nanti")
    nurse.ticks("Saya mengerti").presses("Hapus data saya").reads("Data Anda sudah dihapus")
    nurse.goes_to("/lacak/").writes("Nomor", slip[0]).writes("Kata rahasia", slip[1])
    nurse.presses("Buka berkas").reads("tidak cocok")
    jobs.erase_traces()
    jobs.rewrite_at_night()
    return told()


def nothing_of_her_is_left(settings, caplog, wati):
    assert c.in_tables() == set() and c.in_pages() == set()
    assert c.in_files(settings.MEDIA_ROOT, settings.HOME) == set()
    assert c.files_kept() == []
    assert c.in_logs(caplog) == set() and c.in_mails() == set()
    for kind in ("csv", "xlsx"):
        sheet = wati.page.context.request.get(f"{wati.home}/work/complaints.{kind}?tab=all")
        assert sheet.ok and c.found_in(sheet.body()) == set()


def ledger_verifies(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["narahubung", "verify"])
    capsys.readouterr()
    narahubung()
    out = capsys.readouterr().out
    assert re.search(rf"^verified {Event.objects.count()} entries$", out, re.MULTILINE)


def figures(client):
    return counted(timezone.localdate()), looked(client, PUBLIC)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_clinic_never_learns_of_it(
    phones,
    outsiders,
    world,
    weather,
    proof,
    settings,
    tmp_path,
    client,
    caplog,
    capsys,
    monkeypatch,
):
    settings.HOME = tmp_path / "home"
    caplog.set_level(logging.INFO)
    mail.outbox.clear()
    before, public = outsiders.see_now(), figures(client)

    nurse = phones.citizen()
    slip = complains(nurse, proof)
    file = Complaint.objects.get(reference=slip[0])
    assert told() == ["wati"]
    outsiders.learn_nothing_of(file)

    wati = phones.officer("wati", **DESK)
    takes_it_up(wati, slip)
    opens_the_original(wati, slip, proof[0])
    opens_the_name(wati, slip)
    wati.page.get_by_text("Tulis pesan").click()
    wati.writes("Pesan", "Bisakah Anda datang?").presses("Kirim")
    settles_it(wati, slip, proof[1])
    assert told() == []
    outsiders.learn_nothing_of(file)
    assert changed(before, outsiders.see_now()) == []

    looks_on_a_shared_phone(phones, slip, weather)
    opens(nurse, slip).follows("Sudah selesai")
    nurse.ticks("5, sangat baik").presses("Ya, sudah selesai").reads("Ditutup")
    assert told() == ["wati"]
    ledger_verifies(monkeypatch, capsys)

    assert has_herself_erased(nurse, slip) == ["wati"]
    nothing_of_her_is_left(settings, caplog, wati)
    ledger_verifies(monkeypatch, capsys)
    outsiders.learn_nothing_of(file)
    assert changed(before, outsiders.see_now()) == []
    assert figures(client) == public
    assert {address for letter in mail.outbox for address in letter.to} == {world.wati.user.email}

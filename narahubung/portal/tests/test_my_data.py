"""My data: what is in the ZIP, and the way to be erased, from the page of the file."""

import io
import json
import zipfile

import pytest

from narahubung.accounts.actors import Complainant
from narahubung.complaints.jobs import erase_asked
from narahubung.complaints.models import Complaint
from narahubung.portal.tests.conftest import STORY, photo, shows, words_in

ME = {"name": "Sari Melati", "phone": "0812-5555-0101", "email": "sari@example.org"}


@pytest.fixture
def sari(citizen):
    """Sari with the file open on her phone, and a photo in it."""
    sent = photo()
    citizen.sent = sent.read()
    sent.seek(0)
    number, words = citizen.complain(files=sent, **ME)
    citizen.number, citizen.words = number.strip(), words.strip()
    citizen.open_file(citizen.number, citizen.words)
    citizen.file = Complaint.objects.get(reference=citizen.number)
    citizen.world.queue = citizen.file
    return citizen


def taken(sari):
    response = sari.client.get("/lacak/berkas/data-saya.zip")
    assert response.streaming and response.status_code == 200
    book = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert book.testzip() is None
    return response, {name: book.read(name) for name in book.namelist()}


def test_the_zip_holds_what_was_given_and_what_was_recorded(sari):
    world = sari.world
    sari.file.take("verify", by=world.rina)
    sari.file.take("ask", by=world.rina, note="Tanggal berapa?")
    sari.file.say("Hanya untuk kita.", by=world.rina, side="internal")
    sari.file.log("verify", world.rina, note="Catatan dalam.", public=True)

    _response, book = taken(sari)

    data, page = json.loads(book["data.json"]), book["baca-saya.html"].decode()
    assert data["about_you"]["name"] == ME["name"] and data["complaint"]["text"] == STORY
    assert [e["kind"] for e in data["history"]] == ["received", "verify", "ask", "verify"]
    assert data["history"][2]["words"] == "Tanggal berapa?"
    assert {v["name"] for v in data["who_sees_it"]} >= {"Rina Wulandari"}
    for word in (*ME.values(), STORY, "Tanggal berapa?", "Rina Wulandari"):
        assert word in page
    for secret in ("Hanya untuk kita.", "Catatan dalam."):
        assert not [name for name, body in book.items() if secret.encode() in body]


def test_my_papers_come_back_byte_for_byte(sari):
    _response, book = taken(sari)
    [(name, body)] = [(n, b) for n, b in book.items() if n.startswith("lampiran/")]
    assert body == sari.sent
    assert json.loads(book["data.json"])["papers"][0]["path"] == name


def test_hostile_words_stay_words_in_the_page(sari):
    Complaint.objects.filter(pk=sari.file.pk).update(text="<script>alert(1)</script>")
    _response, book = taken(sari)
    assert b"<script>" not in book["baca-saya.html"]


def test_the_zip_is_kept_nowhere_and_its_name_tells_nothing(sari):
    response, _book = taken(sari)
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Disposition"] == 'attachment; filename="data-saya.zip"'
    assert "noindex" in response["X-Robots-Tag"]


@pytest.mark.parametrize("path", ["data-saya/", "data-saya.zip", "hapus/"])
def test_without_the_key_there_is_nothing(client, world, path):
    world.submit()
    assert client.get(f"/lacak/berkas/{path}").status_code == 403
    assert client.post(f"/lacak/berkas/{path}").status_code in (403, 405)
    assert Complaint.objects.get().erased_at is None


def test_the_page_of_the_file_leads_there(sari):
    assert 'href="/lacak/berkas/data-saya/"' in words_in(sari.client.get("/lacak/berkas/"))
    page = words_in(sari.client.get("/lacak/berkas/data-saya/"))
    assert "/lacak/berkas/data-saya.zip" in page and "/lacak/berkas/hapus/" in page


def test_a_closed_file_is_erased_at_once_and_its_door_is_shut(sari):
    sari.file.take("withdraw", by=Complainant(sari.file.pk))
    response = sari.client.post("/lacak/berkas/hapus/", {"sure": "on"})

    assert response.status_code == 200 and shows(response, "dihapus")
    assert response.cookies["lacak"].value == ""
    file = Complaint.objects.get(pk=sari.file.pk)
    assert file.erased_at and file.text == "" and not hasattr(file, "identity")
    assert sari.open_file(sari.number, sari.words).status_code == 422


def test_a_key_in_another_pocket_opens_an_erased_file_no_more(sari):
    cookie = sari.client.cookies["lacak"].value
    sari.client.post("/lacak/berkas/hapus/", {"sure": "on"})
    sari.client.cookies["lacak"] = cookie
    for path in ("", "data-saya/", "data-saya.zip", "hapus/", "bukti/"):
        assert sari.client.get(f"/lacak/berkas/{path}").status_code == 403


def test_an_open_file_says_that_the_work_ends_and_ends_it(sari):
    assert shows(sari.client.get("/lacak/berkas/hapus/"), "ditarik")
    sari.client.post("/lacak/berkas/hapus/", {"sure": "on"})
    file = Complaint.objects.get(pk=sari.file.pk)
    assert (file.stage, bool(file.erased_at)) == ("withdrawn", True)


def test_nothing_happens_without_the_tick(sari):
    response = sari.client.post("/lacak/berkas/hapus/", {})
    assert response.status_code == 422
    assert Complaint.objects.get(pk=sari.file.pk).erased_at is None


def test_a_file_on_hold_stays_and_the_wish_is_noted(sari):
    sari.file.hold(sari.world.rina, "Perkara rahasia nomor 12")
    page = sari.client.get("/lacak/berkas/hapus/")
    assert not shows(page, "Perkara rahasia")
    assert shows(page, "ditahan") and not shows(page, "Tanggal terdekat")

    answer = sari.client.post("/lacak/berkas/hapus/", {"sure": "on"}, follow=True)

    file = Complaint.objects.get(pk=sari.file.pk)
    assert file.erased_at is None and file.erasure_asked_at
    assert file.stage == "received"
    assert 'data-kind="danger"' not in words_in(answer)
    file.lift_hold(sari.world.rina)
    assert erase_asked() == 1


def test_a_file_under_examination_says_until_when_and_waits(sari):
    world = sari.world
    sari.file.take("verify", by=world.rina)
    sari.file.take(
        "dispose",
        by=world.rina,
        unit=world.place("puskesmas-kuaro"),
        about=world.place("puskesmas-senaken"),
        classification=world.term("classification", "complaint_supervisory"),
        category=world.term("category", "health"),
    )
    sari.file.take("accept", by=world.budi)
    sari.file.take("examine", by=world.rina)
    due = Complaint.objects.get(pk=sari.file.pk).next_due
    assert f'datetime="{due.isoformat()}"' in words_in(sari.client.get("/lacak/berkas/hapus/"))

    sari.client.post("/lacak/berkas/hapus/", {"sure": "on"})

    assert erase_asked() == 0
    sari.file.take("decide", by=world.hana, note="Terbukti.")
    assert erase_asked() == 0
    sari.file.take(
        "answer",
        by=world.budi,
        kind=world.term("remedy", "full"),
        text="Sudah.",
        signatory="dr. Hana Prasetya",
    )
    assert erase_asked() == 1
    assert not Complaint.objects.get(pk=sari.file.pk).text

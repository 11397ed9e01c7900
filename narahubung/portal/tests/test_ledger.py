"""The ledger in public: copies to keep, a receipt to download, and a page that checks it."""

import json
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from narahubung.journal import notes
from narahubung.journal.models import Checkpoint
from narahubung.journal.publishing import publish
from narahubung.journal.tests.owner import drop_guards, sql
from narahubung.portal.tests.conftest import shows, words_in


@pytest.fixture
def opened(citizen):
    """A citizen who has complained and opened the file again."""
    citizen.number, words = citizen.complain(text="Jembatan putus sejak Senin.")
    assert citizen.open_file(citizen.number, words).status_code == 302
    return citizen


def receipt(opened):
    publish()
    response = opened.client.get("/lacak/berkas/bukti.json")
    assert response.status_code == 200
    assert response["Content-Disposition"] == f'attachment; filename="bukti-{opened.number}.json"'
    assert "no-store" in response["Cache-Control"]
    return words_in(response)


def test_before_the_first_checkpoint_the_page_says_when_the_proof_will_be_there(opened):
    page = opened.client.get("/lacak/berkas/bukti/")
    assert shows(page, "Buktinya tersedia di sini setelah catatan harian berikutnya:")
    assert shows(page, "Selasa, 17 November 2026")
    assert "00.05" in words_in(page)
    assert opened.client.get("/lacak/berkas/bukti.json").status_code == 404


def test_the_file_leads_to_its_proof_and_the_proof_checks_out(opened):
    assert "/lacak/berkas/bukti/" in words_in(opened.client.get("/lacak/berkas/"))
    paper = receipt(opened)
    assert "/lacak/berkas/bukti.json" in words_in(opened.client.get("/lacak/berkas/bukti/"))
    assert json.loads(paper)["text"] == "Jembatan putus sejak Senin."

    stranger = Client()
    page = stranger.post("/buku-besar/periksa/", {"words": paper})
    assert page.status_code == 200
    assert shows(page, f"Pengaduan {opened.number} tercatat di buku besar persis seperti")
    upload = SimpleUploadedFile("bukti.json", paper.encode(), "application/json")
    assert shows(stranger.post("/buku-besar/periksa/", {"file": upload}), "Sah.")


@pytest.mark.parametrize(
    "old, new, reason",
    [
        ("Senin", "Jumat", "teks pengaduannya bukan yang disampaikan dahulu"),
        ('"leaf": 0', '"leaf": 7', "nomor barisnya berada di luar catatan harian itu"),
        ("narahubung-receipt-1", "x%(s", "ini bukan bukti dengan bentuk narahubung-receipt-1"),
    ],
)
def test_a_forged_receipt_is_refused_with_the_reason(opened, old, new, reason):
    page = Client().post("/buku-besar/periksa/", {"words": receipt(opened).replace(old, new)})
    assert page.status_code == 422
    assert shows(page, f"Tidak sah: {reason}.")


HOSTILE = (
    "",
    " ",
    "{",
    "[]",
    "null",
    "[" * 100_000,
    "9" * 5_000,
    '"\\ud800"',
    "\0",
    "{}",
    '{"a":NaN}',
)


@pytest.mark.django_db
@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_pasted_is_answered(words):
    given = {"words": words}
    assert Client().post("/buku-besar/periksa/", given).status_code == 422
    upload = SimpleUploadedFile("x.json", words.encode("utf-8", "replace"))
    assert Client().post("/buku-besar/periksa/", {"file": upload}).status_code == 422


@pytest.mark.django_db
def test_a_file_that_is_too_large_is_not_read():
    upload = SimpleUploadedFile("x.json", b" " * 200_001)
    assert Client().post("/buku-besar/periksa/", {"file": upload}).status_code == 422


def test_a_receipt_of_another_signer_is_refused(opened, settings, tmp_path):
    paper = receipt(opened)
    settings.VAULT_KEYS = tmp_path / "other"
    page = Client().post("/buku-besar/periksa/", {"words": paper})
    assert page.status_code == 422
    assert shows(page, "tidak ditandatangani di sini")


def test_a_checkpoint_that_we_signed_and_took_back_gives_an_alarm(opened):
    paper = receipt(opened)
    drop_guards()
    sql("DELETE FROM journal_checkpoint")
    page = Client().post("/buku-besar/periksa/", {"words": paper})
    assert shows(page, "Bertanda tangan kami, tetapi tidak ada lagi dalam daftar kami.")
    assert not shows(page, "Sah.")


@pytest.mark.django_db
def test_nobody_gets_a_proof_without_the_key_of_the_file():
    for path in ("/lacak/berkas/bukti/", "/lacak/berkas/bukti.json"):
        assert Client().get(path).status_code == 403


def test_checkpoints_are_published_as_file_page_and_feed(opened):
    stranger = Client()
    assert shows(stranger.get("/buku-besar/"), "Belum ada catatan harian.")
    publish()
    name = Checkpoint.objects.get().name
    assert name == "2026-11-16"
    file = stranger.get(f"/buku-besar/{name}.txt")
    assert file["Content-Type"] == "text/plain; charset=utf-8"
    assert notes.is_signed_by_us(words_in(file))
    assert f"/buku-besar/{name}.txt" in words_in(stranger.get("/buku-besar/"))
    feed = ElementTree.fromstring(stranger.get("/buku-besar/umpan.xml").content)
    atom = "{http://www.w3.org/2005/Atom}"
    [entry] = feed.findall(f"{atom}entry")
    assert entry.findtext(f"{atom}summary") == words_in(file)
    assert stranger.get("/buku-besar/2020-01-01.txt").status_code == 404


def test_no_public_page_of_the_ledger_tells_of_a_file(opened):
    publish()
    name = Checkpoint.objects.get().name
    for path in ("", f"{name}.txt", "umpan.xml", "kunci.txt", "periksa/", "check_receipt.py"):
        page = words_in(Client().get(f"/buku-besar/{path}"))
        assert opened.number not in page
        assert "Jembatan" not in page


def test_the_key_names_the_signer_of_the_checkpoint(opened):
    publish()
    line = words_in(Client().get("/buku-besar/kunci.txt")).strip()
    origin, key_id, _key = line.split("+", 2)
    note = Checkpoint.objects.get().text
    assert note.startswith(f"{origin}\n1\n")
    assert notes.key_id(origin, notes.public_bytes()).hex() == key_id


@pytest.mark.django_db
def test_the_script_that_is_offered_runs_alone():
    response = Client().get("/buku-besar/check_receipt.py")
    compile(words_in(response), "check_receipt.py", "exec")
    assert "import django" not in words_in(response)

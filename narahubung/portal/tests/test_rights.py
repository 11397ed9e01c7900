"""The rights of a person over their data, from the page of their own file."""

import pytest

from narahubung.complaints.models import Complaint
from narahubung.portal.tracking import hand_key
from narahubung.protection.jobs import tell_people
from narahubung.protection.models import Breach, BreachFile, DataRequest

ASK = "/lacak/berkas/data/"


@pytest.fixture
def sari(world, client):
    world.submit()
    return with_key(client, world.queue)


def with_key(client, file):
    response = hand_key(client.get("/lacak/"), file.pk)
    client.cookies.load(response.cookies.output(header="", sep=";"))
    return client


def test_a_request_is_sent_and_its_clock_stands_on_the_page(world, sari):
    answer = sari.post(ASK, {"kind": "correction", "text": "Nama saya salah."})
    assert answer.status_code == 302
    case = DataRequest.objects.get()
    assert case.words() == {"text": "Nama saya salah."}
    page = sari.get("/lacak/berkas/").content.decode()
    assert "Perbaiki data saya" in page
    assert case.due_words("id") in page
    assert "71 jam lagi" in page


def test_kind_and_words_are_needed_and_kept(sari):
    answer = sari.post(ASK, {"text": "Nama saya salah."})
    assert answer.status_code == 422
    assert "Nama saya salah." in answer.content.decode()
    assert sari.post(ASK, {"kind": "access"}).status_code == 422


def test_the_same_is_not_asked_twice(sari):
    for status in (302, 422):
        assert sari.post(ASK, {"kind": "access", "text": "Apa saja?"}).status_code == status
    assert DataRequest.objects.count() == 1


def test_the_answer_and_its_article_stand_on_the_page(world, sari):
    sari.post(ASK, {"kind": "objection", "text": "Jangan dipakai."})
    case = DataRequest.objects.get()
    case.take("refuse", by=world.nadia, ground="public_interest", note="Masih diperiksa.")
    page = sari.get("/lacak/berkas/").content.decode()
    assert "Pasal 15 ayat (1) huruf c" in page
    assert "Masih diperiksa." in page


def test_without_the_key_nothing_is_asked(client, db):
    assert client.get(ASK).status_code == 403
    assert client.post(ASK, {"kind": "access", "text": "x"}).status_code == 403


def test_the_notice_of_a_breach_is_read_by_its_own_person_only(world, sari, client):
    case = Breach.objects.submit(
        agency=world.place("kutai-raya"),
        found_at=world.queue.received_at,
        by=world.nadia,
        what="Laptop hilang.",
        data="Nama.",
    )
    mine = world.queue
    case.take("add_files", by=world.nadia, keys=[mine.pk])
    row = BreachFile.objects.get()
    url = f"/lacak/berkas/pemberitahuan/{row.pk}.pdf"
    assert sari.get(url).status_code == 404
    case.take("tell_people", by=world.nadia)
    tell_people()
    assert "Laptop hilang." in sari.get("/lacak/berkas/").content.decode()
    assert sari.get(url).content.startswith(b"%PDF")
    other, _secret = Complaint.objects.submit(
        agency=mine.agency, text="Lain.", by=world.sari, channel="portal"
    )
    assert with_key(client, other).get(url).status_code == 404

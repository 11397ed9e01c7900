"""The way out: at once, forgetting what can be forgotten, and no trap for anybody."""

import pytest
from django.test import Client

PAGES = ["/lapor/", "/lacak/", "/lacak/berkas/"]
PAGES += [f"/lacak/berkas/{page}/" for page in ("kabar", "message", "data-saya", "hapus", "data")]


@pytest.fixture
def sari(citizen):
    number, words = citizen.complain()
    citizen.open_file(number, words)
    return citizen


def first_link(response):
    return response.content.decode().partition("<body")[2].partition("<a ")[2].partition(">")[0]


@pytest.mark.parametrize("path", [*PAGES, "/lapor/tanda-terima/", "/lacak/berkas/bukti/"])
def test_each_page_of_a_complainant_begins_with_the_way_out(sari, path):
    assert 'href="/keluar/"' in first_link(sari.client.get(path))


def test_the_preview_and_a_refusal_begin_with_it_too(citizen):
    assert 'href="/keluar/"' in first_link(citizen.preview())
    assert 'href="/keluar/"' in first_link(citizen.preview(text=""))
    assert 'href="/keluar/"' in first_link(citizen.open_file("x", "y"))


def test_so_does_the_page_that_tells_of_an_erasure(sari):
    assert 'href="/keluar/"' in first_link(sari.client.post("/lacak/berkas/hapus/", {"sure": "on"}))


@pytest.mark.parametrize("path", ["/", "/tentang/", "/accounts/login/"])
def test_pages_that_tell_nothing_of_anybody_go_without(citizen, path):
    assert "/keluar/" not in citizen.client.get(path).content.decode()


def test_it_leads_elsewhere_and_forgets_file_receipt_and_drafts(sari, settings):
    settings.EXIT_URL = "https://cuaca.example.id/"
    gone = sari.client.get("/keluar/")
    assert (gone.status_code, gone.url) == (303, "https://cuaca.example.id/")
    assert gone["Clear-Site-Data"] == '"cache", "storage"'
    assert gone["Referrer-Policy"] == "no-referrer"
    assert "no-store" in gone["Cache-Control"]
    for name in ("lacak", "tanda-terima", "csrf", "language"):
        assert gone.cookies[name].value == "" and gone.cookies[name]["max-age"] == 0
    assert sari.client.get("/lacak/berkas/").status_code == 403
    assert sari.client.get("/lapor/tanda-terima/").url == "/lacak/"


def test_it_does_not_sign_out_an_officer_who_looks_at_the_form(citizen):
    assert "session" not in Client().get("/keluar/").cookies


def test_a_link_on_a_foreign_page_throws_nothing_away(sari):
    lured = sari.client.get("/keluar/", headers={"sec-fetch-site": "cross-site"})
    assert lured.status_code == 303
    assert "Clear-Site-Data" not in lured and not lured.cookies
    assert sari.client.get("/lacak/berkas/").status_code == 200

"""The door of a file: a stranger learns nothing, a guesser is slowed down, others are spared."""

import pytest
from django.test import Client

from narahubung.complaints.models import Complaint
from narahubung.complaints.papers import attach
from narahubung.documents import CleanFile
from narahubung.portal import limits
from narahubung.portal.tests.conftest import photo, shows, words_in


def sentence(response):
    """The page without what differs by itself: the token of the form and the number that was typed."""
    return [
        line
        for line in words_in(response).splitlines()
        if "csrf" not in line and 'name="number"' not in line
    ]


def test_a_stranger_gets_the_same_answer_for_any_number(citizen):
    citizen.world.submit()
    wrong = citizen.open_file(citizen.world.queue.reference, "bukan-kata-yang-benar")
    unknown = citizen.open_file("6469-26-00000-0", "bukan-kata-yang-benar")
    assert wrong.status_code == unknown.status_code == 422
    assert sentence(wrong) == sentence(unknown)
    assert not wrong.cookies.get("lacak")


def test_the_number_is_read_as_people_write_it(citizen):
    citizen.world.submit()
    number = citizen.world.queue.reference.lower().replace("-", " ")
    assert (
        citizen.open_file(number, citizen.world.secret.upper().replace("-", " ")).status_code == 302
    )


def test_tries_at_one_number_spare_the_others(citizen):
    citizen.world.submit()
    for _n in range(12):
        citizen.open_file("6469-26-00000-0", "salah")
    assert citizen.open_file(citizen.world.queue.reference, citizen.world.secret).status_code == 302


def test_the_key_is_short_lived_and_kept_from_scripts(citizen):
    citizen.world.submit()
    citizen.open_file(citizen.world.queue.reference, citizen.world.secret)
    cookie = citizen.client.cookies["lacak"]
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/", "Strict", True)

    citizen.time.shift(29 * 60)
    assert citizen.client.get("/lacak/berkas/").status_code == 200
    citizen.time.shift(31 * 60)
    assert citizen.client.get("/lacak/berkas/").status_code == 403


def test_what_was_typed_is_given_back_when_the_key_has_run_out(citizen):
    citizen.world.answer()
    citizen.open_file(citizen.world.queue.reference, citizen.world.secret)
    citizen.time.shift(31 * 60)
    late = citizen.client.post("/lacak/berkas/reply/", {"note": "Loket masih tutup."})
    assert late.status_code == 403
    assert shows(late, "Loket masih tutup.")


def test_an_invented_key_opens_nothing(citizen):
    citizen.world.submit()
    stranger = Client()
    stranger.cookies["lacak"] = f"{citizen.world.queue.pk}:abc:def"
    assert stranger.get("/lacak/berkas/").status_code == 403


def test_the_paper_of_another_file_is_not_found(citizen):
    citizen.world.submit()
    citizen.open_file(citizen.world.queue.reference, citizen.world.secret)
    assert (
        citizen.client.get("/lacak/file/6f1de41c-6ad1-4b6d-8f3e-0f5f1a0f9e11/").status_code == 404
    )


@pytest.mark.parametrize("path", ["/lacak/", "/lapor/", "/lacak/berkas/"])
def test_private_pages_are_neither_kept_nor_found(citizen, path):
    response = citizen.client.get(path)
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "same-origin"


def test_an_ipv6_network_counts_as_one_address(rf):
    first = limits.address_of(rf.get("/", REMOTE_ADDR="2001:db8:1:2:aaaa::1"))
    second = limits.address_of(rf.get("/", REMOTE_ADDR="2001:db8:1:2:bbbb::2"))
    assert first == second == "2001:db8:1:2::/64"


def test_a_forged_forwarding_header_is_not_believed(rf, settings):
    forged = rf.get("/", REMOTE_ADDR="203.0.113.9", headers={"x-forwarded-for": "1.1.1.1"})
    assert limits.address_of(forged) == "203.0.113.9"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    chained = rf.get(
        "/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": "6.6.6.6, 203.0.113.9"}
    )
    assert limits.address_of(chained) == "203.0.113.9"


def test_the_papers_of_officers_stand_apart_from_my_own(citizen):
    number, words = citizen.complain(files=[photo("loket.jpg")])
    file, rina = Complaint.objects.get(), citizen.world.rina
    file.take("verify", by=rina)
    letter = CleanFile("tugas.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", None)
    attach(file, [letter], rina)
    citizen.open_file(number, words)
    page = words_in(citizen.client.get("/lacak/berkas/"))
    mine, _heading, theirs = page.partition("Dokumen yang dimasukkan petugas ke berkas Anda")
    assert "loket.jpg" in mine and "tugas.pdf" not in mine
    assert "tugas.pdf" in theirs and "loket.jpg" not in theirs

"""The door of a file: a stranger learns nothing, a guesser is slowed down, others are spared."""

import pytest
from django.test import Client

from narahubung.portal import limits
from narahubung.portal.tests.conftest import shows, words_in


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


def test_the_eleventh_try_in_an_hour_waits_even_with_the_right_words(citizen):
    world = citizen.world
    world.submit()
    for _n in range(10):
        assert citizen.open_file(world.queue.reference, "salah").status_code == 422
    slow = citizen.open_file(world.queue.reference, world.secret)
    assert slow.status_code == 429
    assert int(slow["Retry-After"]) > 0

    citizen.time.shift(3600)
    assert citizen.open_file(world.queue.reference, world.secret).status_code == 302


def test_tries_at_one_number_spare_the_others(citizen):
    citizen.world.submit()
    for _n in range(12):
        citizen.open_file("6469-26-00000-0", "salah")
    assert citizen.open_file(citizen.world.queue.reference, citizen.world.secret).status_code == 302


def test_opening_the_file_often_is_no_guessing(citizen):
    citizen.world.submit()
    found = [
        citizen.open_file(citizen.world.queue.reference, citizen.world.secret) for _n in range(15)
    ]
    assert {response.status_code for response in found} == {302}


def test_an_address_with_too_many_tries_is_slowed_and_others_are_not(citizen, monkeypatch):
    monkeypatch.setattr(limits, "TRIES_OF_AN_ADDRESS", limits.Limit("track address", 3))
    citizen.world.submit()
    for n in range(4):
        citizen.open_file(f"6469-26-0000{n}-0", "salah")
    given = {"number": citizen.world.queue.reference, "words": citizen.world.secret}
    assert citizen.client.post("/lacak/", given).status_code == 429
    assert citizen.client.post("/lacak/", given, REMOTE_ADDR="203.0.113.9").status_code == 302


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

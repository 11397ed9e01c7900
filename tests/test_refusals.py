"""Whatever is refused or goes wrong, the page that says so quotes nothing, and neither do the pages of audit.

The canaries of the visibility matrix, looked for where no page was meant to be shown.
"""

import errno

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import NoReverseMatch, reverse

from narahubung.accounts.models import AccountEvent
from narahubung.accounts.tests.ways_in import enter
from narahubung.complaints import views
from narahubung.journal.models import Checkpoint
from narahubung.journal.publishing import publish
from narahubung.portal import figures, guessing
from tests.test_headers import errors, register
from tests.test_visibility_matrix import (
    FILE,
    FILES,
    KEY,
    STAFF,
    SURFACES,
    allowed_to,
    body_of,
    entered,
    filed,
    fill_the_desk,
    held_in,
    urls_of,
    words_of,
)

WORDS = " ".join(word for kind in FILES for group in words_of(kind) for word in group)


@pytest.fixture
def files(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    found = {kind: filed(world, kind) for kind in FILES}
    fill_the_desk(world, found)
    return found


def test_an_address_with_a_zero_byte_names_nothing(world):
    client = enter(world.rina)
    for path in ("/work/antrean%00panjang/", "/instansi/dinkes%00/", "/directory/import/%00/"):
        assert client.get(path).status_code == 404


def refused(client, strict, url, surface):
    """Ask as a page does not expect: without words; about a file also to delete, and from a foreign page."""
    yield client.post(url, {})
    if surface == FILE:
        yield client.delete(url)
        strict.cookies = client.cookies
        yield strict.post(url, {"text": "x"})


@pytest.mark.parametrize("name", ("stranger", "tono", "rina"))
def test_no_refusal_holds_a_word_that_is_not_for_them(world, files, name):
    client, strict, found, statuses = entered(name, world, files), Client(True), {}, set()
    for address, surface in SURFACES.items():
        if surface not in (FILE, KEY, STAFF):
            continue
        for url in urls_of(address, surface, files):
            for answer in refused(client, strict, url, surface):
                statuses.add(answer.status_code)
                for word in held_in(body_of(answer).replace(url, "")) - allowed_to(name):
                    found.setdefault(word, []).append((answer.status_code, url))
    assert not found
    assert 403 in statuses
    assert name == "stranger" or {404, 405} <= statuses
    assert name != "rina" or 422 in statuses


def test_who_comes_second_is_told_so_without_a_name(world, files):
    file = files["secret"]
    page = reverse("complaints:move", args=[file.reference, "ask"])
    answer = enter(world.rina).post(page, {"note": "Tanggal berapa?"})
    assert answer.status_code == 409
    assert not held_in(body_of(answer)) - allowed_to("rina")


def test_pages_of_errors_hold_no_word(world, files, monkeypatch):
    monkeypatch.setattr(guessing, "BY_ADDRESS", guessing.Limit("track address", 0))
    many = Client().post("/lacak/", {"number": files["clinic"].reference, "words": "x"})
    for status, answer in [*errors(), (429, many)]:
        assert answer.status_code == status
        assert not held_in(body_of(answer))


FAULTS = [
    (500, ValueError(WORDS)),
    (503, OperationalError(f"Failing row contains ({WORDS})")),
    (507, OSError(errno.ENOSPC, WORDS)),
]


@pytest.mark.parametrize(("status", "fault"), FAULTS)
def test_a_page_that_failed_does_not_say_over_which_words(world, files, monkeypatch, status, fault):
    def fail(*_args):
        raise fault

    monkeypatch.setattr(figures, "whole", fail)
    monkeypatch.setattr(views, "file_page", fail)
    for client, url in [(Client(), "/"), (enter(world.rina), files["clinic"].get_absolute_url())]:
        client.raise_request_exception = False
        answer = client.get(url)
        assert answer.status_code == status
        assert not held_in(body_of(answer))


def test_the_register_and_its_log_tell_nothing_of_any_file(world, files):
    """An edit of an account, an office that ends, and every list of the register, also searched."""
    world.rina.user.log("edited", world.adi, facts={"fields": ["name"]})
    client = enter(world.adi)
    urls = [*register(), *entries_of_the_log(), reverse("accounts:powers")]
    urls += [f"{url}?q={word}" for url in urls for word in (words_of("clinic")[0][0][:-1],)]
    seen = {url: client.get(url) for url in urls}
    assert sum(answer.status_code == 200 for answer in seen.values()) > 20
    assert not {url: held for url, answer in seen.items() if (held := held_in(body_of(answer)))}


def entries_of_the_log():
    for entry in AccountEvent.objects.all():
        yield reverse("admin:accounts_accountevent_change", args=[entry.pk])


def test_the_register_knows_no_model_of_a_file():
    for app in ("complaints", "protection", "notify", "portal", "lapor", "journal"):
        with pytest.raises(NoReverseMatch):
            reverse("admin:app_list", args=[app])


def test_the_ledger_in_public_holds_no_word_though_it_covers_every_file(world, files):
    from_every_file = sum(file.events.count() for file in files.values())
    publish()
    made = Checkpoint.objects.get()
    assert made.tree_size >= from_every_file
    pages = [reverse("portal:ledger"), reverse("portal:ledger_feed")]
    for url in [*pages, reverse("portal:checkpoint", args=[made.name])]:
        text = body_of(Client().get(url))
        assert made.name in text or text.startswith(made.text)
        assert not held_in(text)
        assert not [file for file in files.values() if file.reference in text]

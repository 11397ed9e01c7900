"""What we send out asks nothing of another site, and leads to no other: mails, letters, styles and scripts.

That no page does so is watched in a browser (`tests/journeys/test_axe.py`).
"""

import io
import re

import pikepdf
import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from narahubung.accounts.tests.test_invitations import invite
from narahubung.accounts.tests.ways_in import enter_confirmed
from narahubung.notify.dispatch import deliver_due, dispatch_next
from narahubung.portal import receipts
from narahubung.protection.jobs import remind
from narahubung.protection.letters import authority_letter, people_letter
from narahubung.protection.models import Breach, DataRequest
from tests.test_docs import ROOT

ADDRESS = re.compile(r"\w+://[^\s<>\"')]+")
OUTSIDE = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[\w-]+\.[\w.-]+|@import\s+url\(['\"]?http")
ACTIONS = ("/Launch", "/GoToR", "/JavaScript", "/SubmitForm", "/ImportData", "/OpenAction")


def ours(address):
    return address.startswith((f"{settings.SITE_URL}/", "http://testserver/"))


def everything_that_is_mailed(world):
    world.answer()
    DataRequest.objects.submit(
        kind="access",
        words={"text": "Salinan data saya."},
        by=world.sari,
        agency=world.queue.agency,
        channel="portal",
        complaint=world.queue,
    )
    while dispatch_next():
        pass
    while deliver_due():
        pass
    remind()
    invite(enter_confirmed(world.rina), world)
    Client().post(reverse("account_reset_password"), {"email": world.rina.user.email})
    return mail.outbox


def test_mails_are_plain_words_that_lead_to_us_alone(world):
    sent = everything_that_is_mailed(world)
    assert {world.rina.user.email, world.budi.user.email, "nita@example.org"} <= {
        to for letter in sent for to in letter.to
    }
    assert world.sari_person.email in {to for letter in sent for to in letter.to}
    for letter in sent:
        parts = [part.get_content_type() for part in letter.message().walk()]
        assert parts == ["text/plain"], letter.subject
        assert not [found for found in ADDRESS.findall(letter.body) if not ours(found)]
    assert any(ADDRESS.findall(letter.body) for letter in sent)


def letters(world):
    world.submit()
    address = f"{settings.SITE_URL}{reverse('portal:track')}"
    about = {"what": "Laptop hilang.", "data": "Nama.", "found_at": timezone.now()}
    breach = Breach.objects.submit(agency=world.place("kutai-raya"), by=world.nadia, **about)
    yield receipts.letter(world.queue, address)
    yield people_letter(breach, world.queue.reference)
    yield authority_letter(breach)


def test_letters_bring_all_they_need_and_lead_to_us_alone(world):
    for body in letters(world):
        with pikepdf.open(io.BytesIO(body)) as pdf:
            fonts = 0
            for thing in pdf.objects:
                if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                    continue
                assert not [name for name in ACTIONS if name in thing]
                assert thing.get("/S") not in ACTIONS
                assert "/URI" not in thing or ours(str(thing["/URI"]))
                if thing.get("/Type") == "/FontDescriptor":
                    fonts += 1
                    assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(thing.keys())
            assert fonts


SOURCES = sorted(
    path
    for ending in ("html", "css", "js", "svg", "typ", "txt")
    for path in (ROOT / "narahubung").rglob(f"*.{ending}")
    if "tests" not in path.parts and "data" not in path.parts
)


def test_no_template_style_or_script_names_another_site():
    assert len(SOURCES) > 150
    named = {path.name: OUTSIDE.findall(path.read_text()) for path in SOURCES}
    assert not {name: found for name, found in named.items() if found}


@pytest.mark.parametrize("words", ["https://cdn.example.org/a.js", "//cdn.example.org/a.css"])
def test_another_site_would_be_seen(words):
    assert OUTSIDE.search(f'<script src="{words}">')

"""Where a sealed original has been: in the file's own chain, and on a page."""

import hashlib
import io

import pytest
from django.test import Client

from narahubung.accounts.tests.ways_in import confirm, enter
from narahubung.complaints.models import Attachment
from narahubung.complaints.tests.test_papers import photo
from narahubung.documents import clean
from narahubung.journal.chain import commitment, first_fault

WHY = {"reason": "Polisi meminta foto aslinya dengan surat B/12."}


@pytest.fixture
def paper(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    world.submit(files=[clean(io.BytesIO(photo()), "loket.jpg")])
    return Attachment.objects.get()


def at(paper, end=""):
    return f"/work/file/{paper.key}/original/{end}"


def confirmed(actor, paper):
    client = enter(actor)
    confirm(client, at(paper))
    return client


def kinds(paper):
    return list(paper.complaint.events.order_by("seq").values_list("kind", flat=True))


def test_what_is_taken_in_stands_in_the_chain_with_its_hash(world, paper):
    event = paper.complaint.events.get(kind="original_taken")
    assert event.facts["attachment"] == str(paper.key)
    real = hashlib.sha256(photo()).hexdigest()
    assert event.facts["sha256"] == commitment(real, event.salt)
    assert real not in str(event.facts)
    assert event.facts["checks"] == ["content"]
    assert not event.public


def test_proof_and_later_papers_have_their_trail_too(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    world.dispose()
    world.queue.take("accept", by=world.budi)
    world.queue.take(
        "answer",
        by=world.budi,
        kind=world.term("remedy", "full"),
        text="Loket kedua dibuka.",
        signatory="dr. Hana",
        files=[clean(io.BytesIO(photo()), "bukti.jpg")],
    )
    taken = world.queue.events.get(kind="original_taken")
    assert taken.actor == world.budi.user
    assert first_fault(world.queue.reference, list(world.queue.events.order_by("seq"))) == ""


def test_an_opening_needs_a_reason_and_is_written_down(world, paper):
    client = confirmed(world.rina, paper)
    assert client.post(at(paper, "open/"), {"reason": " "}).status_code == 422
    assert "original_opened" not in kinds(paper)

    answer = client.post(at(paper, "open/"), WHY)
    assert answer.content == photo()
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    event = paper.complaint.events.get(kind="original_opened")
    assert (event.actor, event.note) == (world.rina.user, WHY["reason"])
    assert event.facts["intact"] is True
    page = client.get(at(paper)).content.decode()
    assert WHY["reason"] in page and paper.sha256 in page
    chain = list(paper.complaint.events.order_by("seq"))
    assert first_fault(paper.complaint.reference, chain) == ""


def test_looking_at_the_form_opens_nothing(world, paper):
    assert confirmed(world.rina, paper).get(at(paper, "open/")).status_code == 200
    assert "original_opened" not in kinds(paper)


@pytest.mark.parametrize(
    "who, trail, original",
    [
        #  who    sees the trail, opens the original
        ("rina", 200, 200),
        ("wati", 200, 200),
        ("hana", 200, 403),
        ("tono", 404, 404),
        ("dewi", 404, 404),
        ("adi", 404, 404),
    ],
)
def test_who_may_see_the_trail_and_who_may_open(world, paper, who, trail, original):
    client = confirmed(getattr(world, who), paper)
    assert client.get(at(paper)).status_code == trail
    assert client.post(at(paper, "open/"), WHY).status_code == original
    assert ("original_opened" in kinds(paper)) is (original == 200)


def test_a_stranger_is_led_to_sign_in(paper):
    assert Client().post(at(paper, "open/"), WHY).url.startswith("/accounts/login/")


def test_nobody_opens_what_an_anonymous_complainant_sent(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    world.submit(shield="anonymous", files=[clean(io.BytesIO(photo()), "loket.jpg")])
    paper = Attachment.objects.get()
    for who in (world.rina, world.wati):
        assert confirmed(who, paper).post(at(paper, "open/"), WHY).status_code == 403
    assert "original_opened" not in kinds(paper)


def spoil_the_bytes(paper):
    with open(paper.original.path, "r+b") as file:
        file.seek(40)
        file.write(b"\x00\x00\x00\x00")


def lose_the_file(paper):
    paper.original.storage.delete(paper.original.name)


def exchange_it(paper):
    """Seal another picture under the right key and write its hash into the row, as an owner of all could."""
    other = photo()[:-2] + b"\xff\xd9\x00"
    paper.original.storage.delete(paper.original.name)
    paper.seal_original(other)
    paper.sha256 = hashlib.sha256(other).hexdigest()
    paper.save()


@pytest.mark.parametrize("harm", [spoil_the_bytes, lose_the_file, exchange_it])
def test_an_original_that_was_changed_is_not_handed_out_and_the_page_says_so(world, paper, harm):
    harm(paper)
    answer = confirmed(world.rina, paper).post(at(paper, "open/"), WHY)
    assert answer.status_code == 409
    assert "bukan lagi" in answer.content.decode()
    assert paper.complaint.events.get(kind="original_opened").facts["intact"] is False


def test_an_original_without_its_key_is_told_as_erased(world, paper):
    Attachment.objects.filter(pk=paper.pk).update(original_key=b"")
    client = confirmed(world.rina, paper)
    assert "kuncinya dimusnahkan" in client.get(at(paper)).content.decode()
    assert client.post(at(paper, "open/"), WHY).status_code == 403


def test_the_complainant_is_not_shown_what_officers_wrote_about_an_opening(world, paper):
    confirmed(world.rina, paper).post(at(paper, "open/"), WHY)
    seen = paper.complaint.events.model.objects.visible_to(world.sari)
    assert not seen.filter(kind__startswith="original").exists()

from pathlib import Path

import pytest
from django.core import mail
from django.utils.translation import override

import narahubung.notify
from narahubung.complaints.identity import Person
from narahubung.notify.dispatch import deliver_due, dispatch_next
from narahubung.notify.models import Message
from narahubung.notify.recipients import RECIPIENTS, complainant, other_side
from narahubung.notify.texts import headline, text_of, words

FOLDER = Path(narahubung.notify.__file__).parent / "templates/notify"
AUDIENCES = {complainant: {"complainant"}, other_side: {"complainant", "officer"}}
NEEDED = sorted(
    (audience, kind)
    for kind, groups in RECIPIENTS.items()
    for audience in set().union(*(AUDIENCES.get(group, {"officer"}) for group in groups))
)
CANARIES = Person(
    name="Nuri Jalak",
    phone="0812-0000-4711",
    email="kenari@example.org",
    nik="6469010101900001",
    address="Jalan Kenari 9",
    contact="kenari-kontak",
)
SECRETS = (
    *vars(CANARIES).values(),
    "kenari-teks",
    "kenari-judul",
    "kenari-tempat",
    "kenari-catatan",
)


def message(world, kind, audience, **details):
    world.submit(
        person=CANARIES, text="kenari-teks", title="kenari-judul", place="kenari-tempat", **details
    )
    world.dispose()
    world.queue.text_final, world.queue.resume_on = "kenari-teks", world.queue.received_on
    event = world.queue.log(kind, world.system, note="kenari-catatan")
    return Message(event=event, user=world.budi.user if audience == "officer" else None)


def test_each_needed_text_exists_and_no_other():
    found = sorted((p.parent.name, p.stem) for p in FOLDER.glob("[co]*/*.txt"))
    assert found == NEEDED


@pytest.mark.parametrize(("audience", "kind"), NEEDED)
def test_a_text_says_it_in_both_languages_and_begins_with_its_subject(world, audience, kind):
    told = message(world, kind, audience)
    texts = []
    for language in ("id", "en"):
        with override(language):
            subject, body = words(told)
        assert 8 < len(subject) <= 60
        assert world.queue.reference in body
        assert "http" in body and "&amp;" not in body and "{" not in body and "\n\n\n" not in body
        assert all(len(paragraph) < 400 for paragraph in body.split("\n"))
        texts.append({subject, *body.split("\n")})
    # Only numbers, names and addresses are the same in both.
    assert all(len(line) < 90 or "http" in line for line in texts[0] & texts[1])
    assert not [line for line in texts[0] & texts[1] if line.endswith(".")]


@pytest.mark.parametrize("shield", ["open", "secret", "anonymous"])
@pytest.mark.parametrize(("audience", "kind"), NEEDED)
def test_no_mail_holds_a_name_a_word_or_the_matter(world, audience, kind, shield):
    told = message(world, kind, audience, shield=shield)
    held = {world.queue.category.name_id, world.secret}
    if audience == "complainant":
        held.add(world.queue.unit.name)
    for language in ("id", "en"):
        with override(language):
            text = "\n".join((*words(told), *text_of(told), headline(told)))
        assert not [secret for secret in {*SECRETS, *held} if secret in text]


def test_a_complainant_is_led_to_the_page_that_asks_for_the_secret_word(world, settings):
    subject, body = text_of(message(world, "answer", "complainant"))
    assert subject == f"Pengaduan Anda sudah dijawab · {world.queue.reference}"
    assert body.count("http") == 1
    assert f"{settings.SITE_URL}/lacak/\n" in body


def test_an_officer_reads_it_in_their_own_language(world):
    told = message(world, "dispose", "officer")
    told.user.language = "en"
    with override("id"):
        subject, body = text_of(told)
    assert subject.startswith("A complaint was given to your unit")
    assert f"/work/{world.queue.reference}/" in body


def test_a_complainant_is_told_until_when_they_may_act(world, time_machine):
    time_machine.move_to("2026-11-23 09:00+08:00")
    world.answer()
    day = world.queue.deadlines.running().get(binds="complainant").due
    assert str(day) in ("2026-12-03", "2026-12-07")
    dispatch_next()
    deliver_due()
    [answer] = [m for m in mail.outbox if "dijawab" in m.subject and m.to == ["sari@example.org"]]
    assert f"{day.day} Desember 2026" in answer.body


def test_an_agency_keeps_its_ampersand(world):
    world.place("dinkes").name = "Dinas Kesehatan & KB <Kutai>"
    world.place("dinkes").save(update_fields=["name"])
    _subject, body = text_of(message(world, "received", "complainant"))
    assert "Dinas Kesehatan & KB <Kutai>" in body

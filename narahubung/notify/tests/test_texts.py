from pathlib import Path

import pytest
from django.conf import settings
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
    *filter(None, vars(CANARIES).values()),
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


TO_OFFICERS = [kind for audience, kind in NEEDED if audience == "officer"]
TO_COMPLAINANTS = [kind for audience, kind in NEEDED if audience == "complainant"]


@pytest.mark.parametrize("kind", TO_OFFICERS)
def test_a_text_says_it_in_both_languages_and_begins_with_its_subject(world, kind):
    told = message(world, kind, "officer")
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


@pytest.mark.parametrize("kind", TO_COMPLAINANTS)
def test_staff_read_in_one_line_what_a_complainant_does_not_know_yet(world, kind):
    told = message(world, kind, "complainant")
    lines = []
    for language in ("id", "en"):
        with override(language):
            lines.append(headline(told))
        assert 8 < len(lines[-1]) <= 60
    assert lines[0] != lines[1]


@pytest.mark.parametrize("kind", TO_COMPLAINANTS)
def test_a_complainant_gets_the_same_blind_words_whatever_happened(world, kind):
    subject, body = text_of(message(world, kind, "complainant"))
    assert subject == "Ada kabar untuk Anda"
    assert body.startswith("Ada kabar untuk Anda. Buka halaman yang Anda simpan.")
    told = f"{subject} {body}".lower()
    known = (
        world.queue.reference,
        world.queue.agency.name,
        settings.SITE_NAME,
        "http",
        "narahubung",
    )
    about = ("adu", "lapor", "berkas", "instansi", "dinas", "nomor", "rahasia")
    assert not [word for word in (*known, *about) if word.lower() in told]


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
    answer = [m for m in mail.outbox if m.to == ["sari@example.org"]][-1]
    assert answer.subject == "Ada kabar untuk Anda"
    assert f"{day.day} Desember 2026" in answer.body


def test_no_header_of_a_mail_tells_a_complainant_where_it_comes_from(world, settings):
    settings.SITE_URL, settings.DEFAULT_FROM_EMAIL = "https://aduan.example.go.id", "Aduan <a@b.id>"
    settings.BLIND_FROM_EMAIL = "Kabar <kabar@pos.example.id>"
    world.submit(channel="letter", by=world.system)
    dispatch_next()
    deliver_due()
    [told] = [m for m in mail.outbox if m.to == ["sari@example.org"]]
    raw = told.message().as_string()
    assert "From: Kabar <kabar@pos.example.id>" in raw
    assert told.extra_headers["Message-ID"].endswith("@pos.example.id>")
    assert not [word for word in ("aduan", "narahubung", "b.id", "http") if word in raw.lower()]
    [to_rina] = [m for m in mail.outbox if m.to != told.to]
    assert to_rina.from_email == "Aduan <a@b.id>"


def test_an_agency_keeps_its_ampersand(world):
    world.place("dinkes").name = "Dinas Kesehatan & KB <Kutai>"
    world.place("dinkes").save(update_fields=["name"])
    _subject, body = text_of(message(world, "received", "officer"))
    assert "Dinas Kesehatan & KB <Kutai>" in body

"""What is said of reports: to officers in their language and without a word of the matter, to reporters blindly."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.utils.translation import override

import narahubung.notify
from narahubung.notify.kinds import REPORTS
from narahubung.notify.models import Message
from narahubung.notify.report_recipients import REPORT_RECIPIENTS, other_side, reporter, written_to
from narahubung.notify.texts import headline, text_of, words
from narahubung.operations.ombudsman import MURNI, TO_EXAMINATION, Ombudsman

FOLDER = Path(narahubung.notify.__file__).parent / "templates/notify/report_officer"
TO_OFFICERS = sorted(
    kind for kind, groups in REPORT_RECIPIENTS.items() if set(groups) - {reporter, written_to}
)
TO_REPORTERS = sorted(
    kind for kind, groups in REPORT_RECIPIENTS.items() if {reporter, other_side} & set(groups)
)
PERSON = replace(MURNI, name="Nuri Jalak", phone="0812-0000-4711", email="kenari@example.org")
SECRETS = (
    *("Nuri Jalak", "0812-0000-4711", "kenari@example.org", MURNI.nik, MURNI.address),
    *("kenari-teks", "kenari-judul", "kenari-tempat", "kenari-catatan", "kenari-upaya"),
)


def message(world, kind, to_officer):
    office = Ombudsman(world)
    report = office.submit(
        person=PERSON,
        text="kenari-teks",
        title="kenari-judul",
        place="kenari-tempat",
        earlier_effort="kenari-upaya",
    )
    office.go(TO_EXAMINATION)
    facts = {}
    if kind.startswith("task_"):
        facts = laid_on_the_desk(office)
    if kind.startswith("item_"):
        facts = asked_of_the_agency(office)
    event = report.log(kind, world.system, note="kenari-catatan", facts=facts)
    told = Message(report_event=event, user=office.bayu.user if to_officer else None)
    return told, report, office


def asked_of_the_agency(office):
    office.go("confer issue deliver")
    return {"product": office.report.product("findings").reference}


def laid_on_the_desk(office):
    office.go("ask_explanation")
    return {"task": office.report.tasks.get().reference}


def test_each_needed_text_exists_and_no_other():
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == TO_OFFICERS


@pytest.mark.parametrize("kind", TO_OFFICERS)
def test_a_text_says_it_in_both_languages_and_begins_with_its_subject(world, kind):
    told, report, _office = message(world, kind, to_officer=True)
    texts = []
    for language in ("id", "en"):
        with override(language):
            subject, body = words(told)
        assert 8 < len(subject) <= 60
        assert report.number in body and REPORTS.address(told.happened) in body
        assert "&amp;" not in body and "{" not in body and "\n\n\n" not in body
        texts.append({subject, *body.split("\n")})
    assert not [line for line in texts[0] & texts[1] if line.endswith(".")]


@pytest.mark.parametrize("kind", TO_REPORTERS)
def test_staff_read_in_one_line_what_a_reporter_does_not_know_yet(world, kind):
    told, _report, _office = message(world, kind, to_officer=False)
    lines = []
    for language in ("id", "en"):
        with override(language):
            lines.append(headline(told))
        assert 4 < len(lines[-1]) <= 70
    assert lines[0] != lines[1]


@pytest.mark.parametrize("kind", TO_REPORTERS)
def test_a_reporter_gets_the_same_blind_words_whatever_happened(world, kind):
    told, report, _office = message(world, kind, to_officer=False)
    subject, body = text_of(told)
    assert subject == "Ada kabar untuk Anda"
    assert body.startswith("Ada kabar untuk Anda. Buka halaman yang Anda simpan.")
    known = (report.reference, report.number, "http", "ombudsman", "lapor", "narahubung")
    assert not [word for word in known if word.lower() in f"{subject} {body}".lower()]


@pytest.mark.parametrize("to_officer", [True, False])
@pytest.mark.parametrize("kind", sorted(set(TO_OFFICERS) & set(TO_REPORTERS)))
def test_no_mail_holds_a_name_a_word_or_the_matter(world, kind, to_officer):
    told, _report, office = message(world, kind, to_officer)
    for language in ("id", "en"):
        with override(language):
            text = "\n".join((*words(told), *text_of(told), headline(told)))
        assert not [secret for secret in (*SECRETS, office.secret) if secret in text]


def test_a_reporter_is_told_until_when_they_may_act(world):
    office = Ombudsman(world)
    report = office.submit(person=PERSON)
    office.go("register check_formal ask")
    due = report.deadlines.running().get(binds="reporter").due
    _subject, body = text_of(Message(report_event=report.events.get(kind="ask")))
    assert f"{due.day} " in body and str(due.year) in body

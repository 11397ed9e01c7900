"""Letters: who writes, who reviews, what number they get, what they never say, and how steps rest on them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from narahubung.accounts.actors import Reporter, Stranger
from narahubung.accounts.models import Appointment, Role
from narahubung.complaints.models import ReportedParty
from narahubung.operations.ombudsman import MURNI, TO_EXAMINATION, TO_PLENARY, TO_RESULT, Ombudsman
from narahubung.operations.ombudsman_letters import SCAN, letter_of, written
from narahubung.reports.letter_kinds import companions, kinds, needs_letter, serving
from narahubung.reports.letter_merge import FIELD, SECRET, UNKNOWN, values
from narahubung.reports.letter_pdf import pdf_of
from narahubung.reports.letter_writing import draft, enter_paper
from narahubung.reports.letters import Letter, LetterPaper, plain_code
from narahubung.reports.lifecycle import MOVES
from narahubung.reports.tests.pdf_words import words_of
from narahubung.reports.timeline import HAPPENED

SPEAKING = (
    "ask ask_explanation ask_again summon call_police inspect conciliate mediate show_reporter issue deliver inform "
    "recommend received_above publish dismiss uphold"
).split()


@pytest.fixture
def examined(office):
    report = office.submit()
    return office.go(TO_EXAMINATION, report)


# The templates.


def test_each_step_that_speaks_has_its_letter_and_others_have_none():
    assert {name for move in MOVES if needs_letter(name := move.name)} == set(SPEAKING)
    assert {kind.code for kind in serving("transfer") + serving("contact")} == {
        "transfer_notice",
        "urgent_contact",
    }
    assert [kind.to for kind in serving("publish") + companions("publish")] == ["dpr", "president"]


def test_every_template_names_only_what_can_be_filled_in_and_its_ground(examined):
    for kind in kinds().values():
        known = values(kind, examined, ())
        used = {
            name for text in (kind.matter, kind.body, *kind.copies) for name in FIELD.findall(text)
        }
        assert used <= set(known), kind.code
        # What a file may lack has words for the mark that stays.
        assert {name for name in used if not known[name]} <= set(UNKNOWN), kind.code
        assert kind.basis and kind.confidence in ("high", "medium", "low"), kind.code
        assert kind.version >= 1 and kind.signed in ("office_head", "national_head")


# Drafting and reviewing.


def test_a_draft_is_filled_in_from_the_file_and_says_what_is_missing(office, examined):
    letter = draft(examined, "explanation_1", office.bayu)
    assert letter.addressee == examined.reported
    assert examined.number in letter.body and MURNI.name in letter.body
    assert letter.copies == [examined.superior.name]
    assert letter.lacks() == ["apa yang ditanyakan, satu baris untuk setiap hal"]
    with pytest.raises(PermissionDenied, match="apa yang ditanyakan"):
        letter.review(office.sinta)


def test_points_that_are_given_stand_numbered_in_the_result(office, examined):
    letter = draft(examined, "findings", office.bayu, items=["Terbitkan akta.", "Susun prosedur."])
    assert "1. Terbitkan akta.\n2. Susun prosedur." in letter.body
    assert not [words for words in letter.lacks() if "tindakan yang diminta" in words]


def test_nobody_reviews_what_they_wrote_last(office, examined):
    letter = written(office, examined, "explanation_1", office.bayu, until="draft")
    with pytest.raises(PermissionDenied):
        letter.review(office.bayu)
    letter.revise(office.sinta, matter="Penjelasan")
    with pytest.raises(PermissionDenied):
        letter.review(office.sinta)
    letter.review(office.bayu)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(drafted_by=office.bayu.user)


def test_with_the_review_nothing_changes_any_more_and_the_pdf_is_the_one_that_was_recorded(
    office, examined
):
    letter = written(office, examined, "explanation_1", office.bayu, until="review")
    paper = letter.papers.get()
    with paper.cleaned.open("rb") as file:
        body = file.read()
    event = examined.events.get(kind="letter_reviewed")
    assert event.facts["sha256"] == letter.sha256 == paper.sha256
    assert words_of(body).count("KONSEP") == 0 and "".join(letter.number.split()) in words_of(body)
    with pytest.raises(PermissionDenied):
        letter.revise(office.bayu, body="Lain.")
    # Set again it would be another file: its fingerprint says nothing about words that were erased.
    assert pdf_of(letter) != body


def test_a_draft_says_so_on_its_page_and_prints_no_mark(office, examined):
    said = words_of(pdf_of(draft(examined, "explanation_1", office.bayu)))
    assert "KONSEP" in said and "belumbernomor" in said
    assert "[[" not in said and "apayangditanyakan" not in said


def test_who_signs_is_the_head_in_force_and_for_a_recommendation_the_chair(office, examined):
    letter = written(office, examined, "explanation_1", office.bayu, until="review")
    assert (letter.signatory_name, letter.signatory_title) == (
        "Sinta Maharani",
        "Kepala Ombudsman RI Perwakilan Kalimantan Timur",
    )
    top = written(office, examined, "recommendation", office.joko, until="review")
    assert (top.signatory_name, top.office.code) == ("Laras Widyastuti", "ORI")
    assert top.signatory_title == "Ketua Ombudsman Republik Indonesia"


def test_without_a_head_in_force_no_letter_is_reviewed(office, examined):
    letter = written(office, examined, "explanation_1", office.bayu, until="draft")
    Appointment.objects.filter(role=Role.OFFICE_HEAD).update(revoked_at=timezone.now())
    assert letter.lacks()
    with pytest.raises(PermissionDenied):
        letter.review(office.eka)


# Numbers.


def test_numbers_have_no_gap_and_what_is_void_keeps_its_own(office, examined):
    first = written(office, examined, "explanation_1", office.bayu, until="review")
    first.void(office.sinta, "Salah alamat.")
    second = written(office, examined, "explanation_1", office.bayu, until="review")
    assert (first.seq, second.seq) == (1, 2)
    assert first.number.startswith("001/LM.11/") and second.number.startswith("002/LM.11/")
    assert not examined.letters.ready_for(kinds()["explanation_1"]).exists()


def test_a_recommendation_has_a_book_of_its_own_and_quotes_the_file(office, examined):
    written(office, examined, "explanation_1", office.bayu, until="review")
    letter = written(office, examined, "recommendation", office.joko, until="review")
    entry = examined.entries.get()
    assert letter.number.startswith(f"0001/RM.03.01/{entry.seq:04d}.{entry.register.year}/")


def test_a_number_of_a_paper_book_is_entered_by_hand_and_the_next_follows(office, examined):
    day = office.today

    def paper(number, seq):
        return enter_paper(examined, "explanation_1", office.bayu, number, day, SCAN, by_hand=seq)

    paper("041/LM.11/I/2026", 41)
    letter = written(office, examined, "explanation_1", office.bayu, until="review")
    assert letter.seq == 42
    with pytest.raises(PermissionDenied):
        paper("041b/LM.11/I/2026", 41)
    with pytest.raises(PermissionDenied):
        paper("099/LM.11/I/2026", 99)
    with pytest.raises(PermissionDenied):
        enter_paper(examined, "summons", office.bayu, "041/LM.11/I/2026", day, SCAN)
    assert paper("007/LM.11/I/2026", 7).seq == 7


# Steps.


@pytest.mark.parametrize("step", ["ask_explanation", "inspect", "conciliate"])
def test_a_step_that_speaks_is_refused_without_its_letter(office, examined, step):
    with pytest.raises(PermissionDenied):
        examined.take(step, by=office.bayu, note="Tanpa surat.")
    other = letter_of(office, examined, "mediation", office.bayu, office.today)
    with pytest.raises(PermissionDenied):
        examined.take(step, by=office.bayu, note="Surat lain.", letter=other)


def test_a_clock_that_starts_with_receipt_wants_a_letter_that_was_received(office, examined):
    letter = written(office, examined, "explanation_1", office.bayu, until="send")
    with pytest.raises(PermissionDenied):
        examined.take("ask_explanation", by=office.bayu, letter=letter, note="Mohon penjelasan.")
    day = office.today
    letter.receive(office.bayu, received_on=day, received_by="Loket")
    event = examined.take("ask_explanation", by=office.bayu, letter=letter, note="Mohon.")
    assert event.facts["letter"] == letter.number
    assert event.facts["delivered_on"] == day.isoformat()
    assert examined.deadlines.get(rule__code="ori.explain_1").started_on == day
    letter.refresh_from_db()
    assert letter.event == event and event.letter == letter


def test_a_letter_serves_one_step_and_is_not_taken_back_after_it(office, examined):
    office.go("ask_explanation", examined)
    letter = examined.events.get(kind="ask_explanation").letter
    with pytest.raises(PermissionDenied):
        letter.void(office.sinta, "Keliru.")
    office.go("explained", examined)
    with pytest.raises(PermissionDenied):
        examined.take("ask_explanation", by=office.bayu, letter=letter, note="Lagi.")


def test_publishing_tells_both_the_house_and_the_president(office, pass_days):
    report = office.submit()
    office.go(f"{TO_RESULT} deliver", report)
    pass_days(70)
    office.go("resolve draft recommend received_above", report)
    pass_days(70)
    office.go("publish", report)
    event = report.events.get(kind="publish")
    assert event.letter.kind == "report_to_dpr"
    joined = report.events.get(kind="letter_joined")
    assert joined.letter.kind == "report_to_president"


def test_a_whole_file_is_walked_with_letters_that_are_written_here(world):
    office = Ombudsman(world, writes=True)
    report = office.submit()
    office.go(f"{TO_RESULT} deliver", report)
    kinds_of = list(report.letters.values_list("kind", "state"))
    assert kinds_of == [(k, "received") for k in ("explanation_1", "findings", "findings_cover")]
    assert LetterPaper.objects.filter(part="issued").count() == 3


def test_every_deed_with_a_letter_stands_in_the_file_in_words(office, examined):
    letter = written(office, examined, "explanation_1", office.bayu)
    written(office, examined, "summons", office.bayu, until="review").void(office.sinta, "Batal.")
    told = set(examined.events.values_list("kind", flat=True))
    assert {f"letter_{d}" for d in "drafted reviewed signed sent received voided".split()} <= told
    # That somebody wrote on a draft stands in the chain; the thread tells only that it was begun.
    assert told - set(HAPPENED) == {"letter_revised"}
    # The agency's letters are nothing that the reporter's own page tells of.
    assert not examined.events.filter(kind__startswith="letter_", public=True).exists()
    assert letter.state == "received"


# Who sees a letter.


def test_the_agency_sees_a_letter_to_it_once_it_is_sent_and_nobody_else_does(
    world, office, examined
):
    dewi = world.dewi  # manages complaints there, and answers to nobody at the Ombudsman
    head = seat(world, Role.HEAD, "disdukcapil")
    letter = written(office, examined, "explanation_1", office.bayu, until="sign")
    assert not Letter.objects.visible_to(head).exists()
    letter.send(office.bayu, sent_on=office.today, way="post")
    for actor in (head, world.agus, world.wati):
        assert list(Letter.objects.visible_to(actor)) == [letter]
        assert {p.part for p in LetterPaper.objects.visible_to(actor)} == {"issued", "signed"}
    for actor in (dewi, world.hana, world.rina, world.adi, office.yoga, office.mira, Stranger()):
        assert not Letter.objects.visible_to(actor).exists()
        assert not LetterPaper.objects.visible_to(actor).exists()
    assert not Letter.objects.visible_to(Reporter(examined.pk)).exists()


def seat(world, role, place):
    world.appoint(f"{role}-{place}", "Kepala Baru", role, place)
    return getattr(world, f"{role}-{place}")


def test_whom_the_underlying_complaint_is_about_sees_no_letter(world, office, examined):
    head = seat(world, Role.HEAD, "disdukcapil")
    complaint = world.submit(agency=world.place("disdukcapil"))
    letter = written(office, examined, "explanation_1", office.bayu)
    assert Letter.objects.visible_to(head).exists()
    type(examined).objects.filter(pk=examined.pk).update(complaint=complaint)
    ReportedParty.objects.create(complaint=complaint, agency=world.place("disdukcapil"))
    assert not Letter.objects.visible_to(head).filter(pk=letter.pk).exists()


def test_a_reporter_sees_what_was_sent_to_them_and_the_event_is_theirs(office):
    report = office.submit()
    office.go("register check_formal formal", report)
    letter = written(office, report, "complete_report", office.eka, until="sign")
    murni = Reporter(report.pk)
    assert not Letter.objects.visible_to(murni).exists()
    letter.send(office.eka, sent_on=office.today, way="house")
    assert list(Letter.objects.visible_to(murni)) == [letter]
    assert report.events.filter(public=True, kind="letter_sent").exists()


def test_whom_a_letter_is_addressed_to_may_say_that_it_came(world, office, examined):
    point = seat(world, Role.FOCAL_POINT, "disdukcapil")
    stranger = seat(world, Role.FOCAL_POINT, "dinkes")
    letter = written(office, examined, "explanation_1", office.bayu, until="send")
    with pytest.raises(PermissionDenied):
        letter.receive(stranger, received_on=office.today, received_by="Kami")
    letter.receive(point, received_on=office.today, received_by="Kepala Baru")
    assert examined.events.get(kind="letter_received").actor == point.user
    assert Letter.objects.get().state == "received"


# What a letter never says.


@pytest.fixture
def hidden(office):
    report = office.submit(secret_identity=True, title="Keluhan Murni tentang Kuaro Hulu")
    return office.go(TO_EXAMINATION, report)


@pytest.mark.parametrize("code", list(kinds()))
def test_no_draft_about_a_secret_reporter_leads_to_them(office, hidden, code):
    letter = draft(hidden, code, office.bayu)
    said = " ".join([letter.matter, letter.body, letter.addressee_name, letter.addressee_place])
    seen = f"{said} {words_of(pdf_of(letter))} {letter.file_name}"
    for word in (MURNI.name, "Murni", "Astuti", MURNI.nik, MURNI.phone, "Poros", hidden.title):
        assert word not in seen
    assert SECRET in letter.body or "{pelapor}" not in kinds()[code].body


@pytest.mark.parametrize(
    "words, what",
    [
        ("Ibu Murni menunggu.", "nama"),
        ("Hubungi 0812 5555 0202.", "telepon"),
        ("NIK 6469014107800002.", "NIK"),
        ("Rumah di Jalan Poros 5.", "alamat"),
        ("ke JALAN POROS 5, kuaro hulu", "alamat"),
    ],
)
def test_words_that_lead_to_a_secret_reporter_are_refused(office, hidden, words, what):
    letter = draft(hidden, "explanation_1", office.bayu)
    for field, value in (("body", words), ("matter", words), ("copies", [words])):
        with pytest.raises(PermissionDenied, match=what):
            letter.revise(office.bayu, **{field: value})
    letter.refresh_from_db()
    assert words not in letter.body
    letter.revise(office.bayu, body="Mohon penjelasan atas pelayanan di Kuaro Hulu.")


def test_of_an_open_reporter_the_same_words_are_allowed(office, examined):
    letter = draft(examined, "explanation_1", office.bayu)
    letter.revise(office.bayu, body="Ibu Murni menunggu di Jalan Poros 5.")
    assert "Murni" in letter.body


def test_a_letter_to_a_secret_reporter_is_addressed_by_number(office, hidden):
    letter = draft(hidden, "complete_report", office.bayu)
    assert letter.addressee_name == f"Pelapor laporan nomor {hidden.number}"


def test_the_name_of_a_paper_tells_of_nobody(office, examined):
    letter = written(office, examined, "explanation_1", office.bayu)
    names = list(letter.papers.values_list("name", flat=True))
    assert len(names) == 2
    assert all(name.startswith(letter.file_name) and "/" not in name for name in names)


# Days and states.


def test_days_of_a_letter_follow_each_other(office, examined):
    day = office.today
    letter = written(office, examined, "explanation_1", office.bayu, until="sign")
    with pytest.raises(PermissionDenied):
        letter.send(office.bayu, sent_on=day - timedelta(days=3), way="post")
    letter.send(office.bayu, sent_on=day, way="post")
    with pytest.raises(PermissionDenied):
        letter.receive(office.bayu, received_on=day - timedelta(days=1), received_by="Loket")
    with pytest.raises(PermissionDenied):
        letter.sign(office.bayu, signed_on=day, scan=SCAN)


def test_codes_are_long_and_read_with_or_without_dashes(office, examined):
    letter = draft(examined, "explanation_1", office.bayu)
    other = draft(examined, "explanation_1", office.bayu)
    assert letter.code != other.code and len(letter.code) == 16
    assert plain_code(letter.written_code.lower()) == letter.code


def test_an_erased_file_takes_no_letter(office):
    report = office.submit()
    office.go(f"{TO_PLENARY} close_intake inform", report)
    report.erase(office.world.system, "asked")
    with pytest.raises(PermissionDenied):
        draft(report, "closing_notice", office.eka)
    assert not report.letters.filter(kind="closing_notice").exists()

"""The pages of letters: written in one click from a step, walked to the receipt, handed out as PDF."""

import re

import pytest
from django.urls import reverse

from narahubung.accounts.tests.ways_in import enter
from narahubung.operations.ombudsman import TO_EXAMINATION, TO_PLENARY
from narahubung.operations.ombudsman_letters import SCAN, told, written
from narahubung.reports.letters import Letter, LetterPaper
from narahubung.reports.models import Report
from narahubung.reports.tests.pdf_words import words_of
from narahubung.reports.tests.test_pages import text


@pytest.fixture
def examined(office):
    report = office.submit()
    return office.go(TO_EXAMINATION, report)


def deed(letter, name):
    return reverse("reports:letter_deed", args=[letter.key, name])


def test_from_a_step_without_letter_to_the_step_with_it(office, examined, sign_in, photo):
    """As two people do it, page by page."""
    bayu, sinta, day = sign_in("bayu"), sign_in("sinta"), office.today.isoformat()
    step = reverse("reports:move", args=[examined.reference, "ask_explanation"])
    page = text(bayu.get(step))
    begin = re.search(r'action="(/reports/[^"]+/letters/explanation_1/)"', page)[1]
    assert bayu.post(step, {"note": "Mohon."}).status_code == 422

    response = bayu.post(begin)
    letter = Letter.objects.get()
    assert response.url == deed(letter, "edit")
    page = text(bayu.get(response.url))
    assert "apa yang ditanyakan" in page and "Belum dibaca" in page
    given = {
        **{
            f: getattr(letter, f) for f in ("addressee_name", "addressee_place", "matter", "nature")
        },
        "enclosures": "-",
        "copies": "Bupati\n\n Arsip ",
        "place": "Balikpapan",
        "body": told(letter.body),
    }
    assert bayu.post(deed(letter, "edit"), given).status_code == 302
    letter.refresh_from_db()
    assert letter.copies == ["Bupati", "Arsip"]
    assert bayu.post(deed(letter, "review")).status_code == 409

    assert sinta.post(deed(letter, "review")).status_code == 302
    assert bayu.get(deed(letter, "send")).status_code == 302
    scan = {"signed_on": day, "scan": photo("Murni Astuti.png")}
    assert bayu.post(deed(letter, "sign"), scan).status_code == 302
    assert bayu.post(deed(letter, "send"), {"sent_on": day, "way": "post"}).status_code == 302
    slip = {"received_on": day, "received_by": "Loket", "proof": photo()}
    assert bayu.post(deed(letter, "receive"), slip).status_code == 302

    page = text(bayu.get(step))
    assert f'value="{letter.pk}" selected' in page and "Tulis:" not in page
    response = bayu.post(step, {"letter": letter.pk, "note": "Mohon penjelasan."})
    assert response.status_code == 302
    assert Report.objects.get().stage == "explanation_1"
    page = text(bayu.get(examined.get_absolute_url()))
    assert letter.number in page and "Diterima" in page
    assert "Murni" not in " ".join(LetterPaper.objects.values_list("name", flat=True))


def test_the_pdf_of_a_draft_is_made_anew_and_of_an_issued_letter_handed_out(
    office, examined, sign_in
):
    bayu = sign_in("bayu")
    draft = written(office, examined, "explanation_1", office.bayu, until="draft")
    response = bayu.get(reverse("reports:letter_pdf", args=[draft.key]))
    assert "KONSEP" in words_of(response.content)
    assert not LetterPaper.objects.exists()
    issued = written(office, examined, "explanation_1", office.bayu, until="review")
    url = reverse("reports:letter_pdf", args=[issued.key])
    first = b"".join(bayu.get(url).streaming_content)
    assert first == b"".join(bayu.get(url).streaming_content)
    assert "KONSEP" not in words_of(first)
    with open(issued.papers.get().cleaned.path, "ab") as file:
        file.write(b" ")
    assert bayu.get(url).status_code == 403


def test_a_letter_from_paper_is_entered_on_one_page(office, examined, sign_in, photo):
    bayu, day = sign_in("bayu"), office.today.isoformat()
    url = reverse("reports:letter_outside", args=[examined.reference])
    given = {"kind": "explanation_1", "number": "B/7/2026", "dated": day, "by_hand": 7}
    assert bayu.post(url, given).status_code == 422
    half = {**given, "scan": photo(), "received_on": day}
    assert bayu.post(url, half).status_code == 422
    whole = {**half, "scan": photo(), "way": "post", "received_by": "Loket"}
    assert bayu.post(url, whole).status_code == 302
    letter = Letter.objects.get()
    assert (letter.state, letter.seq, letter.written_outside) == ("received", 7, True)
    twice = {**whole, "scan": photo()}
    assert bayu.post(url, twice).status_code == 409


def test_a_name_of_a_secret_reporter_is_refused_in_words_and_what_was_typed_stays(office, sign_in):
    report = office.submit(secret_identity=True)
    office.go(TO_EXAMINATION, report)
    letter = written(office, report, "explanation_1", office.bayu, until="draft")
    given = {f: getattr(letter, f) for f in ("addressee_name", "matter", "nature", "place")}
    response = sign_in("bayu").post(deed(letter, "edit"), {**given, "body": "Ibu Murni menunggu."})
    assert response.status_code == 422
    assert "dirahasiakan" in text(response) and "Ibu Murni menunggu." in text(response)


def test_a_void_letter_is_written_anew_in_its_place(office, examined, sign_in):
    bayu = sign_in("bayu")
    letter = written(office, examined, "explanation_1", office.bayu, until="sign")
    assert bayu.post(deed(letter, "void"), {"reason": "Salah alamat."}).status_code == 302
    begin = reverse("reports:letter_new", args=[examined.reference, letter.kind])
    bayu.post(begin, {"replaces": letter.number})
    new = Letter.objects.latest("pk")
    assert new.replaces == letter


def test_the_agency_opens_its_letter_and_finds_no_way_into_the_file(world, office, examined):
    world.appoint("kepala", "Kepala Baru", "head", "disdukcapil")
    letter = written(office, examined, "explanation_1", office.bayu, until="send")
    letter.receive(office.bayu, received_on=office.today, received_by="Loket", proof=SCAN)
    client = enter(world.kepala)
    page = text(client.get(letter.get_absolute_url()))
    assert letter.number in page and letter.matter in page
    assert examined.get_absolute_url() not in page and "Bayu Prakoso" not in page.split("<aside")[1]
    assert client.get(reverse("reports:letter_pdf", args=[letter.key])).status_code == 200
    proof = letter.papers.get(part="delivery")
    assert client.get(reverse("reports:letter_paper", args=[proof.key])).status_code == 404
    for name in ("edit", "review", "void", "receive"):
        assert client.get(deed(letter, name)).status_code == 403
    assert client.get(reverse("reports:letters", args=[examined.reference])).status_code == 404


def test_letters_of_another_file_are_not_there(office, examined, sign_in):
    letter = written(office, examined, "explanation_1", office.bayu)
    yoga = sign_in("yoga")
    for url in (
        letter.get_absolute_url(),
        reverse("reports:letter_pdf", args=[letter.key]),
        deed(letter, "void"),
        reverse("reports:letters", args=[examined.reference]),
    ):
        assert yoga.get(url).status_code == 404


def test_the_page_of_letters_offers_what_the_stage_needs(office, sign_in):
    report = office.submit()
    office.go(f"{TO_PLENARY} close_intake", report)
    page = text(sign_in("eka").get(reverse("reports:letters", args=[report.reference])))
    near = page.partition("<main")[2].partition("<details")[0]
    assert "/letters/refuse_report/" in near and "/letters/summons/" not in near

"""A letter signed with the office's certificate: offered to who signs it and to nobody else; or brought signed."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pydantic import SecretStr

from narahubung.accounts.models import Appointment
from narahubung.accounts.tests.ways_in import enter_confirmed
from narahubung.documents import clean
from narahubung.documents.signing import signed, who_signed
from narahubung.documents.tests.certificates import OFFICE, set_up
from narahubung.operations.ombudsman import TO_EXAMINATION
from narahubung.operations.ombudsman_letters import printed, written
from narahubung.reports.letters import LetterPaper, forget_letters
from narahubung.reports.tests.test_pages import text

LABEL = "Tanda tangani dengan sertifikat kantor"


@pytest.fixture
def certificate(settings, tmp_path):
    set_up(settings, tmp_path)


@pytest.fixture
def reviewed(office):
    """A letter that Bayu wrote, and that Sinta reviewed, who heads the office and signs it."""
    report = office.go(TO_EXAMINATION, office.submit())
    return written(office, report, "explanation_1", office.bayu, until="review")


@pytest.fixture
def sinta(office):
    return enter_confirmed(office.sinta)


def deed(letter, name):
    return reverse("reports:letter_deed", args=[letter.key, name])


def body_of(paper):
    with paper.cleaned.open("rb") as file:
        return file.read()


def test_who_signs_a_letter_does_so_with_the_certificate_and_no_scan(
    office, reviewed, certificate, sinta
):
    for page in (reviewed.get_absolute_url(), deed(reviewed, "sign")):
        assert deed(reviewed, "certify") in text(sinta.get(page))
    assert LABEL in text(sinta.get(deed(reviewed, "certify")))
    assert sinta.post(deed(reviewed, "certify")).status_code == 302
    reviewed.refresh_from_db()
    assert (reviewed.state, reviewed.signed_on) == ("signed", office.today)

    issued, paper = (reviewed.papers.get(part=part) for part in ("issued", "signed"))
    body = body_of(paper)
    assert body.startswith(body_of(issued)) and who_signed(body) == [OFFICE]
    assert paper.sha256 == paper.sha256_shown in reviewed.fingerprints()
    event = reviewed.report.events.get(kind="letter_signed")
    assert event.facts["pades"] is True and event.facts["sha256"] == paper.sha256
    response = sinta.get(reverse("reports:letter_pdf", args=[reviewed.key]))
    assert b"".join(response.streaming_content) == body
    page = text(sinta.get(reviewed.get_absolute_url()))
    assert f"Tanda tangan elektronik {OFFICE}" in page
    reviewed.send(office.bayu, sent_on=office.today, way="mail")


def test_nobody_but_the_head_who_signs_may_use_the_certificate(office, reviewed, certificate):
    bayu = enter_confirmed(office.bayu)
    for page in (reviewed.get_absolute_url(), deed(reviewed, "sign")):
        assert "certify" not in text(bayu.get(page))
    assert bayu.post(deed(reviewed, "certify")).status_code == 409
    yesterday = office.today - timedelta(days=1)
    Appointment.objects.filter(pk=reviewed.signatory_id).update(ends_on=yesterday)
    with pytest.raises(PermissionDenied):
        reviewed.certify(office.sinta)
    assert not LetterPaper.objects.filter(part="signed").exists()


def test_the_head_is_asked_again_who_they_are(reviewed, certificate, sign_in):
    response = sign_in("sinta").post(deed(reviewed, "certify"))
    assert response.status_code == 302 and "reauthenticate" in response.url
    reviewed.refresh_from_db()
    assert reviewed.state == "reviewed"


def test_without_certificate_or_library_it_is_not_offered(
    reviewed, settings, sinta, tmp_path, monkeypatch
):
    assert "certify" not in text(sinta.get(deed(reviewed, "sign")))
    set_up(settings, tmp_path)
    assert "certify" in text(sinta.get(deed(reviewed, "sign")))
    monkeypatch.setattr("narahubung.documents.signing.find_spec", lambda _name: None)
    assert "certify" not in text(sinta.get(deed(reviewed, "sign")))
    assert sinta.get(deed(reviewed, "certify")).status_code == 302
    assert sinta.post(deed(reviewed, "certify")).status_code == 409


def test_a_certificate_that_does_not_open_leaves_the_letter_as_it_was(
    reviewed, certificate, settings, sinta
):
    settings.SIGNING_PASSPHRASE = SecretStr("lain")
    response = sinta.post(deed(reviewed, "certify"))
    assert response.status_code == 409 and "Sertifikat kantor" in text(response)
    reviewed.refresh_from_db()
    assert reviewed.state == "reviewed" and reviewed.papers.count() == 1


def test_a_pdf_that_was_changed_on_the_disk_is_not_signed(office, reviewed, certificate):
    with open(reviewed.papers.get().cleaned.path, "ab") as file:
        file.write(b" ")
    with pytest.raises(PermissionDenied):
        reviewed.certify(office.sinta)


def test_of_a_signed_pdf_that_was_brought_it_is_said_who_signed_and_an_erasure_forgets_it(
    office, reviewed, certificate, sign_in
):
    body = signed(printed(reviewed).body, reason="Surat", place="Balikpapan")
    scan = SimpleUploadedFile("surat.pdf", body, "application/pdf")
    given = {"signed_on": office.today.isoformat(), "scan": scan}
    bayu = sign_in("bayu")
    assert bayu.post(deed(reviewed, "sign"), given).status_code == 302
    paper = reviewed.papers.get(part="signed")
    assert paper.signers == OFFICE and paper.unsealed_original() == body
    assert "pades" not in reviewed.report.events.get(kind="letter_signed").facts
    page = text(bayu.get(reviewed.get_absolute_url()))
    assert re.search(rf"Tanda tangan elektronik {OFFICE}.+penerbitnya", page, re.DOTALL)
    forget_letters(reviewed.report)
    paper.refresh_from_db()
    assert paper.signers == ""


def test_of_a_pdf_without_signature_nothing_is_said(office, reviewed):
    scan = clean(BytesIO(printed(reviewed).body), "surat.pdf")
    reviewed.sign(office.bayu, signed_on=office.today, scan=scan)
    assert reviewed.papers.get(part="signed").signers == ""

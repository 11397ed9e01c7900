"""The page behind the QR code of a letter: genuine, void or unknown; and a PDF that is compared and forgotten."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from narahubung.operations.ombudsman import MURNI, TO_EXAMINATION, Ombudsman
from narahubung.operations.ombudsman_letters import written
from narahubung.portal.limits import LOOKS_OF_A_LETTER
from narahubung.reports.letter_writing import draft


@pytest.fixture
def office(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Ombudsman(world)


@pytest.fixture
def letter(office):
    report = office.submit()
    office.go(TO_EXAMINATION, report)
    return written(office, report, "explanation_1", office.bayu)


def page(client, letter):
    response = client.get(f"/surat/{letter.written_code}/")
    return response.content.decode(), response.status_code


def test_a_genuine_letter_is_told_without_a_person(client, letter):
    words, status = page(client, letter)
    assert status == 200 and "Asli" in words
    for told in (letter.number, letter.office.name, letter.addressee.name, letter.sha256):
        assert told in words
    for person in (MURNI.name, "Bayu", "Sinta", letter.report.title, letter.report.number):
        assert person not in words
    assert client.get(f"/surat/{letter.code.lower()}/").status_code == 200


def test_before_it_is_signed_and_for_a_wrong_code_nothing_is_known(client, office, letter):
    early = written(office, letter.report, "summons", office.bayu, until="review")
    for one in (early, draft(letter.report, "summons", office.bayu)):
        words, status = page(client, one)
        assert status == 404 and "tidak mengenal" in words
    assert client.get("/surat/ABCD-EFGH/").status_code == 404


def test_a_void_letter_says_so_and_a_replaced_one_too(client, office, letter):
    old = written(office, letter.report, "summons", office.bayu, until="send")
    old.void(office.sinta, "Salah hari.")
    assert "ditarik kembali" in page(client, old)[0] and "Salah hari" not in page(client, old)[0]
    new = draft(letter.report, "summons", office.bayu, replaces=old)
    assert "Diganti" not in page(client, old)[0]
    type(new).objects.filter(pk=new.pk).update(
        state="signed", signed_on=office.today, number="9/LM.12/2026"
    )
    assert "Diganti" in page(client, old)[0]


def test_a_pdf_is_compared_by_its_checksum_and_not_kept(client, letter, tmp_path):
    with letter.papers.get(part="issued").cleaned.open("rb") as file:
        body = file.read()
    before = sorted(tmp_path.rglob("*"))

    def compared(raw):
        upload = {"file": SimpleUploadedFile("surat.pdf", raw, "application/pdf")}
        return client.post(f"/surat/{letter.written_code}/", upload).content.decode()

    assert "sampai bita terakhir" in compared(body)
    assert "Tidak sama" in compared(body + b" ")
    assert sorted(tmp_path.rglob("*")) == before
    assert client.post(f"/surat/{letter.written_code}/").status_code == 422


def test_the_door_leads_from_a_typed_code_to_the_letter(client, letter):
    response = client.get("/surat/", {"kode": f" {letter.written_code.lower()} "})
    assert response.status_code == 302 and response.url == f"/surat/{letter.code}/"
    assert "16 huruf" in client.get("/surat/", {"kode": "x"}).content.decode()


def test_who_looks_too_often_is_asked_to_wait(client, letter):
    for _n in range(LOOKS_OF_A_LETTER.most):
        LOOKS_OF_A_LETTER.count("127.0.0.1")
    response = client.get(f"/surat/{letter.written_code}/")
    assert response.status_code == 429 and response["Retry-After"]


def test_the_page_is_kept_by_nobody(client, letter):
    response = client.get(f"/surat/{letter.written_code}/")
    assert "no-store" in response["Cache-Control"] and "noindex" in response["X-Robots-Tag"]

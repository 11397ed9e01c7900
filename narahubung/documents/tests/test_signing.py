"""Signatures in PDFs: made with the office's certificate, told by name, and worth nothing once a byte changed."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import SecretStr

from narahubung.documents import clean, signing
from narahubung.documents.signing import SigningFailed, can_sign, signed, who_signed
from narahubung.documents.tests.certificates import OFFICE, PASSPHRASE, set_up
from narahubung.documents.tests.test_letters import specimen


@pytest.fixture
def certificate(settings, tmp_path):
    set_up(settings, tmp_path)


def by_office(pdf):
    return signed(pdf, reason="012/HM/2026", place="Balikpapan")


def test_without_a_certificate_nothing_can_be_signed():
    assert not can_sign()
    with pytest.raises(SigningFailed):
        by_office(specimen())


def test_without_the_library_nothing_can_be_signed_and_no_signature_is_told_of(
    certificate, monkeypatch
):
    pdf = by_office(specimen())
    monkeypatch.setattr(signing, "find_spec", {}.get)
    assert not can_sign() and who_signed(pdf) == []
    with pytest.raises(SigningFailed):
        by_office(specimen())


def test_a_signature_names_its_certificate_and_leaves_what_was_there_byte_for_byte(certificate):
    pdf = specimen()
    after = by_office(pdf)
    assert can_sign() and after.startswith(pdf)
    assert who_signed(pdf) == [] and who_signed(after) == [OFFICE]
    with pikepdf.open(BytesIO(after)) as opened:
        signature = opened.Root.AcroForm.Fields[0].V
        assert signature.SubFilter == "/ETSI.CAdES.detached"
        assert (str(signature.Reason), str(signature.Location)) == ("012/HM/2026", "Balikpapan")


def test_a_signature_is_made_and_read_also_where_an_event_loop_runs(certificate):
    async def within():
        return who_signed(by_office(specimen()))

    with ThreadPoolExecutor(max_workers=1) as thread:
        assert thread.submit(asyncio.run, within()).result() == [OFFICE]


def test_what_makes_a_letter_pdf_a_is_kept(certificate):
    """ISO 19005-2: 6.1.2 header and 6.6.4 conformance as before; 6.3.2 and 6.3.3 what a field on a page must be; 6.4.1."""
    pdf = by_office(specimen())
    with pikepdf.open(BytesIO(pdf)) as opened:
        metadata = opened.open_metadata()
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert opened.pdf_version == "1.7" and "/Version" not in opened.Root
        assert not opened.is_encrypted and "/NeedAppearances" not in opened.Root.AcroForm
        widget = opened.Root.AcroForm.Fields[0]
        printed, hidden, invisible, no_view, toggled = (
            int(widget.F) & bit for bit in (4, 2, 1, 32, 256)
        )
        assert printed and not (hidden or invisible or no_view or toggled)
        assert [float(side) for side in widget.Rect] == [0, 0, 0, 0]
        assert "/A" not in widget and "/AA" not in widget
        assert b"<?xpacket begin" in opened.Root.Metadata.read_bytes()
        assert not opened.check_pdf_syntax()


@pytest.mark.parametrize("place", ["first", "appended"])
def test_a_changed_pdf_is_signed_by_nobody(certificate, place):
    pdf = by_office(specimen())
    if place == "first":
        changed = pdf.replace(b"/MediaBox[0 0 595", b"/MediaBox[0 0 495", 1)
        changed = changed if changed != pdf else pdf[:100] + bytes([pdf[100] ^ 1]) + pdf[101:]
        assert who_signed(changed) == []
        return
    writer = signing.libraries().incremental.IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = writer.root["/Pages"]["/Count"]
    writer.update_container(page)
    after = BytesIO()
    writer.write(after)
    assert after.getvalue().startswith(pdf) and who_signed(after.getvalue()) == []


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + b"\xff" * 500, b"{}" * 50])
def test_of_what_is_no_pdf_nobody_is_told(raw):
    assert who_signed(raw) == []


def test_a_copy_that_was_cleaned_bears_no_signature_any_more(certificate):
    sent = clean(BytesIO(by_office(specimen())), "surat.pdf")
    assert who_signed(sent.original) == [OFFICE] and who_signed(sent.body) == []


def test_a_certificate_that_cannot_be_used_says_why_and_never_its_passphrase(settings, tmp_path):
    set_up(settings, tmp_path)
    settings.SIGNING_PASSPHRASE = SecretStr("lain")
    with pytest.raises(SigningFailed, match="passphrase right") as wrong:
        by_office(specimen())
    assert "lain" not in str(wrong.value)
    set_up(settings, tmp_path, until=datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(SigningFailed, match="not valid today"):
        by_office(specimen())
    set_up(settings, tmp_path, curve=ec.SECP256R1())
    with pytest.raises(SigningFailed, match="RSA"):
        by_office(specimen())
    settings.SIGNING_KEY = str(tmp_path / "none.p12")
    with pytest.raises(SigningFailed, match="path"):
        by_office(specimen())
    assert PASSPHRASE not in repr(settings.SIGNING_PASSPHRASE)

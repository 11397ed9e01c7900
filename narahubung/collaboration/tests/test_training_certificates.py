"""Certificates: for who was there, once, fixed when issued, told as void when they were wrong."""

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied

from narahubung.collaboration.models import Certificate
from narahubung.collaboration.tests.training_of_tests import announce, at, crowd, enrol
from narahubung.collaboration.training_certificates import contents
from narahubung.portal.limits import LOOKS_OF_A_CERTIFICATE

SIGNED = {"signatory_name": "Sinta Maharani", "signatory_title": "Kepala Perwakilan"}


@pytest.fixture
def certified(world, office, time_machine):
    """Budi and a guest were there, Tono was not."""
    time_machine.move_to("2026-11-02 09:00+08:00")
    training = announce(world)
    budi, _tono = enrol(training, world, "budi", "tono")
    guest = training.enrol_guest(world.eka, "Kader Posyandu", None, "Desa Kuaro")
    at(time_machine, training)
    for one in (budi, guest):
        training.sign_in(one, world.eka)
    training.take("hold", by=world.eka)
    training.certify(world.eka, "7/BIMTEK/XI/2026", **SIGNED)
    return training


def of(name):
    return Certificate.objects.get(name=name)


def test_only_who_was_there_gets_one_and_each_has_its_number(certified):
    found = {c.name: c.number for c in Certificate.objects.all()}
    assert found == {
        "Budi Santoso": "7/BIMTEK/XI/2026/001",
        "Kader Posyandu": "7/BIMTEK/XI/2026/002",
    }
    assert len({c.code for c in Certificate.objects.all()}) == 2


def test_they_are_issued_once_and_the_roll_is_closed_by_it(world, certified):
    with pytest.raises(PermissionDenied):
        certified.certify(world.eka, "8", **SIGNED)
    with pytest.raises(PermissionDenied):
        certified.sign_in(certified.participants.get(name="Tono Haryadi"), world.eka)
    with pytest.raises(PermissionDenied):
        certified.enrol_guest(world.eka, "Terlambat", None, "Desa")


def test_where_nobody_was_there_none_is_issued(world, office, time_machine):
    time_machine.move_to("2026-11-02 09:00+08:00")
    training = announce(world)
    enrol(training, world, "budi")
    at(time_machine, training)
    training.take("hold", by=world.eka)
    with pytest.raises(PermissionDenied, match="Tidak seorang pun"):
        training.certify(world.eka, "7", **SIGNED)
    training.refresh_from_db()
    assert training.certified_on is None


def test_a_name_that_changes_later_stays_as_it_was_issued(world, certified):
    budi = world.budi.user
    budi.name = "Budi Santoso, S.Kep."
    budi.save(update_fields=["name"])
    assert contents(of("Budi Santoso"), "x")["name"] == "Budi Santoso"


def test_the_paper_says_who_what_when_how_long_and_who_signs(certified):
    said = contents(of("Budi Santoso"), "https://contoh.example/sertifikat/X/")
    for words in ("Bimbingan teknis".lower(), certified.title, "18 November 2026", "6"):
        assert words in said["sentence"]
    assert (said["signatory"], said["position"]) == tuple(SIGNED.values())
    assert "7/BIMTEK/XI/2026/001" in said["number"] and "sertifikat/X/" in said["note"]
    assert said["whose"] == "UPT Puskesmas Kuaro Hulu"


@pytest.mark.parametrize(
    ("name", "of_budi", "of_the_guest"),
    [
        ("budi", 200, 404),
        ("fitri", 200, 404),
        ("eka", 200, 200),
        ("tono", 404, 404),
        ("dewi", 404, 404),
        ("mira", 404, 404),
    ],
)
def test_who_opens_a_certificate(sign_in, certified, name, of_budi, of_the_guest):
    browser = sign_in(name)
    for holder, status in (("Budi Santoso", of_budi), ("Kader Posyandu", of_the_guest)):
        assert browser.get(of(holder).get_absolute_url()).status_code == status


def test_a_certificate_is_a_pdf_for_the_archive_on_one_page(sign_in, certified, tmp_path):
    path = tmp_path / "sertifikat.pdf"
    path.write_bytes(sign_in("budi").get(of("Budi Santoso").get_absolute_url()).content)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 1 and "pdfaid" in str(pdf.open_metadata())


def test_whoever_holds_it_reads_what_it_says_and_nothing_else(client, certified):
    found = of("Budi Santoso")
    answer = client.get(f"/sertifikat/{found.written_code.lower()}/")
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    for words in ("Asli", "Budi Santoso", certified.title, found.number, "18 November 2026"):
        assert words in answer.text
    for words in ("Puskesmas", "Kader", "Tono", certified.reference):
        assert words not in answer.text


def test_an_unknown_code_is_told_and_the_door_leads_to_a_known_one(client, certified):
    assert client.get("/sertifikat/ABCD-EFGH/").status_code == 404
    answer = client.get("/sertifikat/", {"kode": of("Budi Santoso").written_code})
    assert answer.url == f"/sertifikat/{of('Budi Santoso').code}/"
    assert "16 huruf" in client.get("/sertifikat/", {"kode": "x"}).text


def test_who_looks_too_often_is_asked_to_wait(client, certified):
    for _n in range(LOOKS_OF_A_CERTIFICATE.most):
        LOOKS_OF_A_CERTIFICATE.count("127.0.0.1")
    assert client.get(f"/sertifikat/{of('Budi Santoso').code}/").status_code == 429


def test_one_that_was_wrong_is_void_and_names_nobody_any_more(sign_in, client, world, certified):
    found = of("Budi Santoso")
    url = f"/training/certificate/{found.pk}/void/"
    assert sign_in("fitri").post(url, {"note": "Salah."}).status_code == 403
    sign_in("eka").post(url, {"note": "Hadir sebagai panitia."})
    shown = client.get(f"/sertifikat/{found.code}/").text
    assert "ditarik kembali" in shown and "Budi Santoso" not in shown
    assert sign_in("budi").get(found.get_absolute_url()).status_code == 404
    assert "Hadir sebagai panitia" not in sign_in("budi").get(certified.get_absolute_url()).text
    assert "Hadir sebagai panitia" in sign_in("eka").get(certified.get_absolute_url()).text
    with pytest.raises(PermissionDenied):
        certified.void_certificate(world.eka, found, "Lagi.")


def test_many_certificates_have_many_numbers(world, office, time_machine):
    time_machine.move_to("2026-11-02 09:00+08:00")
    training, names = announce(world, seats=40), crowd(world, 12)
    rows = enrol(training, world, *names)
    at(time_machine, training)
    for row in rows:
        training.sign_in(row, world.eka)
    training.take("hold", by=world.eka)
    training.certify(world.eka, "9", **SIGNED)
    assert len(set(Certificate.objects.values_list("number", flat=True))) == len(names)

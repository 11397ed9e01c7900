"""A reporter at the own report: through the same door as a complainant, with the steps that are theirs."""

import io
import json
import re
import zipfile
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from narahubung.accounts.actors import Complainant
from narahubung.accounts.models import Role
from narahubung.directory.models import Term
from narahubung.journal.publishing import publish
from narahubung.notify.contacts import person_of
from narahubung.operations.ombudsman import MURNI, PROOF, TO_EXAMINATION, TO_PLENARY, Ombudsman
from narahubung.portal.tests.conftest import photo, shows, words_in
from narahubung.reports.jobs import erase_asked
from narahubung.reports.models import Attachment, Report
from narahubung.reports.origin import take_over

FILE = "/lacak/berkas/"


@pytest.fixture
def office(citizen):
    office = Ombudsman(citizen.world)
    office.submit(person=replace(MURNI, email="murni@example.org"))
    return office


@pytest.fixture
def murni(citizen, office):
    """Murni with her report open on her phone."""
    assert citizen.open_file(office.report.reference, office.secret).status_code == 302
    return citizen


def page(citizen):
    response = citizen.client.get(FILE)
    assert response.status_code == 200
    return words_in(response)


def old(office):
    """Bring a report of the rules before 2023 to where the result lies with the reporter."""
    day = office.today.replace(year=2022, month=6, day=1)
    office.submit(received_on=day, happened_on=day)
    office.go("register", opened_on=day)
    office.go(f"{TO_EXAMINATION.removeprefix('register ')} confer show_reporter")


# The door.


def test_number_and_words_of_a_report_open_it_at_the_same_door(citizen, office):
    assert citizen.open_file(office.report.reference.lower(), office.secret.upper()).url == FILE
    words = page(citizen)
    assert "Laporan Anda kepada Ombudsman" in words and office.report.title in words
    assert citizen.open_file(office.report.reference, "salah-salah").status_code == 422


def test_one_key_opens_one_file_of_one_kind(citizen, office):
    complaint = citizen.world.submit()
    citizen.open_file(complaint.reference, citizen.world.secret)
    assert office.report.reference not in page(citizen)
    citizen.open_file(office.report.reference, office.secret)
    assert complaint.reference not in page(citizen)
    forged = citizen.client.cookies["lacak"].value.replace("laporan-", "")
    citizen.client.cookies["lacak"] = forged
    assert citizen.client.get(FILE).status_code == 403


def test_no_report_bears_the_number_of_a_complaint(office):
    complaint = office.world.submit(agency=office.world.place("kutai-raya"))
    assert office.report.reference.startswith("64R0-")
    assert not complaint.reference.startswith("64R0-")


def test_of_two_files_with_one_number_the_words_decide(citizen, office, monkeypatch):
    monkeypatch.setattr(
        "narahubung.complaints.intake.new_reference", lambda *_: office.report.reference
    )
    complaint = citizen.world.submit(title="Antrean panjang")
    assert complaint.reference == office.report.reference
    citizen.open_file(complaint.reference, citizen.world.secret)
    assert "Antrean panjang" in page(citizen)
    citizen.open_file(office.report.reference, office.secret)
    assert office.report.title in page(citizen)


def test_a_number_costs_the_same_whatever_kind_it_is_of(citizen, office):
    complaint = citizen.world.submit()
    asked = []
    for number in (complaint.reference, office.report.reference, "6469-26-00000-0"):
        with CaptureQueriesContext(connection) as seen:
            citizen.open_file(number, "salah")
        asked.append(len([q for q in seen if "_report" in q["sql"] or "_complaint" in q["sql"]]))
    assert len(set(asked)) == 1


def test_a_guesser_is_slowed_down_at_a_report_too(citizen, office):
    for _n in range(11):
        answer = citizen.open_file(office.report.reference, "salah")
    assert answer.status_code == 429


# The page.


def test_the_page_says_what_happened_who_holds_it_and_until_when(murni, office):
    assert "menunggu dicatat dalam register" in page(murni)
    office.go(TO_EXAMINATION)
    office.report.refresh_from_db()
    words = page(murni)
    assert office.report.number in words
    assert "Kantor memutuskan memeriksa laporan Anda" in words
    assert "dipegang Bayu Prakoso" in words
    office.go("ask_explanation")
    words = page(murni)
    assert "Instansi diminta menjelaskan apa yang terjadi" in words and "Paling lambat" in words


def test_what_officers_write_between_them_is_not_on_the_page(murni, office):
    office.go(TO_PLENARY)
    office.report.say("catatan antarpetugas", by=office.eka, side="internal")
    office.go("examine declare confer", files=[PROOF])
    words = page(murni)
    # The study sheet, the minutes and the draft are notes of these steps.
    for secret in ("catatan antarpetugas", "Sudah dijelaskan dengan kata biasa", "bukti.pdf"):
        assert secret not in words
    for paper in Attachment.objects.filter(report=office.report, side="internal"):
        assert murni.client.get(f"/lacak/file/{paper.key}/").status_code == 404


def test_an_inspection_is_told_when_it_is_over(murni, office):
    office.go(f"{TO_EXAMINATION} inspect")
    words = page(murni)
    assert "lapangan" not in words and "Laporan Anda sedang diperiksa" in words
    assert "lapangan" not in str(taken(murni))
    office.go("inspected")
    assert "langsung di lapangan" in page(murni)


def test_it_names_who_sees_it_and_who_opened_a_sealed_name(citizen, office):
    office.submit(secret_identity=True)
    citizen.open_file(office.report.reference, office.secret)
    assert "Belum ada yang membuka identitas Anda" in page(citizen)
    office.report.open_identity(office.eka, "Berkas asli harus dilihat.")
    words = page(citizen)
    assert "Eka Damayanti" in words and "Berkas asli harus dilihat." in words
    assert "Sinta Maharani" in words and "Mira Anggraini" not in words


def test_both_sides_write_and_read(murni, office):
    office.go("register check_formal")
    assert murni.client.post(f"{FILE}message/", {"note": "Apa kabarnya?"}).url == FILE
    office.report.say("Sedang kami periksa.", by=office.eka)
    words = page(murni)
    assert "Apa kabarnya?" in words and "Sedang kami periksa." in words
    assert office.report.messages.first().role == Role.REPORTER


def test_it_is_open_for_half_an_hour(murni):
    murni.time.shift(31 * 60)
    answer = murni.client.post(f"{FILE}message/", {"note": "Panjang sekali ceritanya."})
    assert answer.status_code == 403 and shows(answer, "Panjang sekali ceritanya.")


# The steps.


def test_what_is_missing_is_listed_and_sent(murni, office):
    office.go("register check_formal")
    office.verify(office.report, "formal", identity=("missing", "Nomor KTP tidak terbaca.", None))
    office.go("ask", note="Mohon kirim foto KTP.")
    for words in (page(murni), words_in(murni.client.get(f"{FILE}complete/"))):
        assert "Nomor KTP tidak terbaca." in words and "Mohon kirim foto KTP." in words
        assert "Identitas pelapor lengkap" in words and "Paling lambat" in words
    answer = murni.client.post(f"{FILE}complete/", {"note": "Ini.", "files": photo("ktp.jpg")})
    assert answer.url == FILE
    office.report.refresh_from_db()
    assert office.report.stage == "formal"
    paper = office.report.attachments.get()
    assert (paper.role, paper.side) == (Role.REPORTER, "both")
    assert "ktp" in page(murni)
    assert murni.client.post(f"{FILE}complete/", {"note": "Lagi."}).status_code == 409


def test_under_the_old_rules_the_result_may_be_commented_within_its_days(citizen, office):
    old(office)
    citizen.open_file(office.report.reference, office.secret)
    assert "Sekarang giliran Anda: sampaikan tanggapan" in page(citizen)
    form = words_in(citizen.client.get(f"{FILE}comment/"))
    assert "Sudah dijelaskan dengan kata biasa." in form and "Paling lambat" in form
    assert citizen.client.post(f"{FILE}comment/", {"note": ""}).status_code == 422
    given = {"note": "Kuitansi ini belum dilihat.", "files": photo("kuitansi.jpg")}
    assert citizen.client.post(f"{FILE}comment/", given).url == FILE
    event = office.report.events.get(kind="commented")
    assert event.public and office.report.messages.get().pk == event.facts["message"]
    assert [str(office.report.attachments.get(role="reporter").key)] == event.facts["papers"]
    assert "Kuitansi ini belum dilihat." in page(citizen)
    assert "Kuitansi" not in json.dumps(event.facts) + event.note
    citizen.time.shift(15 * 24 * 3600)
    citizen.open_file(office.report.reference, office.secret)
    assert citizen.client.post(f"{FILE}comment/", {"note": "Terlambat."}).status_code == 409


def test_under_the_new_rules_no_result_is_shown_before_it_is_issued(murni, office):
    office.go(f"{TO_EXAMINATION} confer")
    assert murni.client.post(f"{FILE}comment/", {"note": "Apa pun."}).status_code == 409
    assert not office.report.events.filter(kind="commented").exists()


def test_after_the_end_one_may_object_and_is_told_to_what(murni, office):
    office.go(f"{TO_PLENARY} close_intake")
    words = page(murni)
    assert "Sudah dijelaskan dengan kata biasa." in words and "Ajukan keberatan" in words
    assert "Anda boleh membawa bukti baru" in words
    assert murni.client.post(f"{FILE}object/", {"note": "Berkas saya lengkap."}).url == FILE
    office.report.refresh_from_db()
    assert office.report.stage == "objection"
    assert "Kantor pusat Ombudsman memeriksa keberatan Anda" in page(murni)


def test_one_may_withdraw(murni, office):
    office.go("register")
    assert murni.client.post(f"{FILE}withdraw/", {"note": ""}).url == FILE
    office.report.refresh_from_db()
    assert (office.report.stage, office.report.closing_reason.code) == ("closed", "withdrawn")
    assert murni.client.post(f"{FILE}message/", {"note": "Halo?"}).status_code == 409


def test_steps_of_a_complaint_are_no_steps_of_a_report(murni, citizen):
    for name in ("confirm", "reply", "reopen", "escalate"):
        assert murni.client.get(f"{FILE}{name}/").status_code == 404
    citizen.world.submit()
    citizen.open_file(citizen.world.queue.reference, citizen.world.secret)
    for name in ("comment", "object"):
        assert citizen.client.get(f"{FILE}{name}/").status_code == 404


def test_advice_is_not_withdrawn_nor_objected_to(citizen, office):
    office.submit(kind="knl")
    office.go("register")
    citizen.open_file(office.report.reference, office.secret)
    assert citizen.client.get(f"{FILE}withdraw/").status_code == 409
    office.go("conclude")
    assert citizen.client.get(f"{FILE}object/").status_code == 409


# One's own data.


def taken(citizen):
    response = citizen.client.get(f"{FILE}data-saya.zip")
    book = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    return {name: book.read(name).decode("utf-8", "replace") for name in book.namelist()}


def test_the_zip_holds_what_was_given_and_nothing_between_officers(murni, office):
    office.report.say("catatan antarpetugas", by=office.eka, side="internal")
    office.go("register check_formal")
    book = taken(murni)
    data = json.loads(book["data.json"])
    assert data["about_you"]["name"] == "Murni Astuti"
    assert data["report"]["text"] == office.report.text and data["report"]["register_number"]
    assert [step["kind"] for step in data["history"]] == ["received", "register", "check_formal"]
    assert "Murni Astuti" in book["baca-saya.html"] and "Tempat lahir" in book["baca-saya.html"]
    assert "catatan antarpetugas" not in "".join(book.values())


def test_how_one_is_told_can_be_changed(murni, office):
    assert person_of(office.report).email == "murni@example.org"
    answer = murni.client.post(f"{FILE}kabar/", {"way": "none"})
    assert answer.url == FILE
    assert person_of(Report.objects.get(pk=office.report.pk)).way == "none"
    assert office.report.events.filter(kind="contact_changed", public=True).exists()
    assert "Kabar untuk Anda:" in page(murni)


def test_who_asks_to_be_erased_waits_until_the_report_has_ended(murni, office):
    office.go("register")
    assert "Ombudsman masih" in words_in(murni.client.get(f"{FILE}hapus/"))
    assert murni.client.post(f"{FILE}hapus/", {"sure": "on"}).url == f"{FILE}hapus/"
    assert "dicatat" in words_in(murni.client.get(f"{FILE}hapus/"))
    murni.client.post(f"{FILE}withdraw/", {"note": ""})
    erase_asked()
    assert murni.client.get(FILE).status_code == 403
    assert murni.open_file(office.report.reference, office.secret).status_code == 422


def test_who_asks_after_the_end_is_erased_at_once(murni, office):
    office.go("register")
    murni.client.post(f"{FILE}withdraw/", {"note": ""})
    answer = murni.client.post(f"{FILE}hapus/", {"sure": "on"})
    assert answer.status_code == 200 and not answer.cookies["lacak"].value
    assert not Report.objects.get(pk=office.report.pk).text


def test_requests_to_the_officer_of_an_agency_are_not_of_a_report(murni):
    assert murni.client.get(f"{FILE}data/").status_code == 404
    assert f"{FILE}data/" not in page(murni)


def test_the_proof_of_a_report_can_be_checked(murni, office):
    assert murni.client.get(f"{FILE}bukti.json").status_code == 404
    publish()
    receipt = murni.client.get(f"{FILE}bukti.json").content.decode()
    assert json.loads(receipt)["text"] == office.report.text
    assert "Murni" not in receipt and office.secret not in receipt
    checked = Client().post("/buku-besar/periksa/", {"words": receipt})
    assert checked.status_code == 200 and checked.context["listed"]


# The way over from a complaint.


@pytest.fixture
def risen(citizen, office):
    """Sari takes her complaint to the Ombudsman, and Eka opens a report from it."""
    complaint = citizen.world.submit(received_on=office.today.replace(month=8))
    complaint.take("escalate", by=Complainant(complaint.pk), note="Tidak ada kabar.")
    access = Term.objects.in_force().get(list="access_kind", code="lm")
    office.report, office.secret = take_over(Report, complaint, office.eka, access)
    return complaint


def test_who_took_the_complaint_there_opens_the_report_from_its_page(citizen, office, risen):
    citizen.open_file(risen.reference, citizen.world.secret)
    words = page(citizen)
    assert "punya nomor dan kata rahasia sendiri" in words and office.report.reference in words
    assert citizen.client.post("/lacak/laporan/").url == FILE
    words = page(citizen)
    assert "Laporan Anda kepada Ombudsman" in words and risen.reference in words
    # Neither opens by the words of the other.
    assert citizen.open_file(office.report.reference, citizen.world.secret).status_code == 422
    assert citizen.open_file(office.report.reference, office.secret).status_code == 302


def test_without_that_consent_nobody_goes_over(citizen, office):
    complaint = citizen.world.submit(received_on=office.today.replace(month=8), shield="anonymous")
    complaint.take("escalate", by=Complainant(complaint.pk), note="Tidak ada kabar.")
    access = Term.objects.in_force().get(list="access_kind", code="lm")
    report, _secret = take_over(Report, complaint, office.eka, access)
    citizen.open_file(complaint.reference, citizen.world.secret)
    assert report.reference not in page(citizen)
    assert citizen.client.post("/lacak/laporan/").status_code == 404
    citizen.open_file(office.report.reference, office.secret)
    assert citizen.client.post("/lacak/laporan/").status_code == 404
    assert Client().post("/lacak/laporan/").status_code == 404


# What is not theirs.


def test_another_report_changes_nothing_that_a_reporter_sees(murni, office, time_machine):
    time_machine.move_to("2026-11-20 10:00+08:00", tick=False)
    murni.open_file(office.report.reference, office.secret)
    mine, urls = office.report, (FILE, f"{FILE}bukti/", f"{FILE}message/", f"{FILE}hapus/")
    before = [look(murni, url) for url in urls]
    other = office.submit(title="Milik orang lain")
    office.go("register", other)
    assert [look(murni, url) for url in urls] == before
    assert Report.objects.filter(pk=mine.pk).exists()


def look(citizen, url):
    with CaptureQueriesContext(connection) as asked:
        words = words_in(citizen.client.get(url))
    return re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", words), len(asked)

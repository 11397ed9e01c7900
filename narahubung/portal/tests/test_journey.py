"""The whole story through HTTP, without script: told, followed, disputed, confirmed."""

from narahubung.complaints.lifecycle import MOVES
from narahubung.complaints.models import Attachment, Complaint
from narahubung.portal.models import DraftFile
from narahubung.portal.story import HAPPENED
from narahubung.portal.tests.conftest import STORY, photo, shows, words_in


def test_what_is_told_is_looked_at_and_then_sent_with_its_photo(citizen):
    citizen.open_form()
    look = citizen.preview(files=[photo()], name="Sari Melati", phone="0812-5555-0101")
    assert look.status_code == 200
    assert shows(look, STORY)
    assert shows(look, "loket.jpg")
    assert not Complaint.objects.exists()

    sent = citizen.send(name="Sari Melati", phone="0812-5555-0101")
    assert (sent.status_code, sent.url) == (303, "/lapor/tanda-terima/")
    complaint = Complaint.objects.get()
    assert complaint.attachments.get().name == "loket.jpg"
    assert complaint.identity.person().name == "Sari Melati"
    assert not DraftFile.objects.exists()


def test_an_answer_is_disputed_and_then_confirmed(citizen):
    number, words = citizen.complain()
    citizen.world.queue = complaint = Complaint.objects.get()
    assert citizen.open_file(number, words).url == "/lacak/berkas/"
    assert shows(citizen.client.get("/lacak/berkas/"), STORY)

    citizen.world.answer()
    page = citizen.client.get("/lacak/berkas/")
    assert shows(page, "Loket kedua dibuka mulai Senin")
    assert "/lacak/berkas/confirm/" in words_in(page)

    disputed = citizen.client.post(
        "/lacak/berkas/reply/", {"note": "Loket kedua tetap tutup.", "files": photo("lagi.jpg")}
    )
    assert disputed.status_code == 302
    complaint.refresh_from_db()
    assert (complaint.stage, complaint.outcome) == ("followed_up", "disputed")

    answer_again(citizen.world)
    citizen.client.post("/lacak/berkas/confirm/", {"rating": "4", "note": "Terima kasih."})
    complaint.refresh_from_db()
    assert (complaint.stage, complaint.outcome) == ("closed", "confirmed")
    assert complaint.last_remedy().rating == 4
    assert shows(citizen.client.get("/lacak/berkas/"), "4")


def answer_again(world):
    world.queue.take(
        "answer",
        by=world.budi,
        kind=world.term("remedy", "full"),
        text="Loket kedua sekarang buka setiap hari.",
        signatory="dr. Hana Prasetya",
    )


def test_what_was_asked_can_be_sent_with_a_photo(citizen):
    number, words = citizen.complain()
    complaint = Complaint.objects.get()
    complaint.take("verify", by=citizen.world.rina)
    complaint.take("ask", by=citizen.world.rina, note="Tanggal berapa Anda datang?")
    citizen.open_file(number, words)
    assert shows(citizen.client.get("/lacak/berkas/"), "Tanggal berapa Anda datang?")

    citizen.client.post("/lacak/berkas/complete/", {"note": "Senin lalu.", "files": photo()})
    complaint.refresh_from_db()
    assert complaint.stage == "verifying"
    assert complaint.attachments.count() == 1


def test_a_message_reaches_the_agency(citizen):
    citizen.open_file(*citizen.complain())
    citizen.client.post("/lacak/berkas/message/", {"note": "Saya bisa ditelepon sore."})
    assert Complaint.objects.get().messages.get().text == "Saya bisa ditelepon sore."
    assert shows(citizen.client.get("/lacak/berkas/"), "Saya bisa ditelepon sore.")


def test_a_complaint_can_be_withdrawn(citizen):
    citizen.open_file(*citizen.complain())
    citizen.client.post("/lacak/berkas/withdraw/", {"note": ""})
    assert Complaint.objects.get().stage == "withdrawn"


def test_a_step_that_is_not_open_is_refused_and_the_words_stay(citizen):
    citizen.open_file(*citizen.complain())
    refused = citizen.client.post("/lacak/berkas/reply/", {"note": "Belum selesai, Pak."})
    assert refused.status_code == 409
    assert shows(refused, "Belum selesai, Pak.")


def test_an_empty_reply_is_asked_for_again(citizen):
    citizen.world.answer()
    citizen.open_file(citizen.world.queue.reference, citizen.world.secret)
    assert citizen.client.post("/lacak/berkas/reply/", {"note": " "}).status_code == 422


def test_a_file_is_handed_out_in_a_closed_box(citizen):
    number, words = citizen.complain(files=[photo()])
    citizen.open_file(number, words)
    paper = Attachment.objects.get()
    response = citizen.client.get(f"/lacak/file/{paper.key}/")
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Disposition"].startswith("attachment")

    citizen.client.post("/lacak/tutup/")
    assert citizen.client.get(f"/lacak/file/{paper.key}/").status_code == 403


def test_words_between_officers_are_not_shown(citizen):
    citizen.world.answer()
    queue = citizen.world.queue
    queue.say("KENARI-DALAM", by=citizen.world.rina, side="internal")
    citizen.open_file(queue.reference, citizen.world.secret)
    page = citizen.client.get("/lacak/berkas/")
    assert page.status_code == 200
    assert not shows(page, "KENARI-DALAM")


def test_the_promised_date_is_told_with_its_sum_in_both_languages(citizen):
    citizen.open_file(*citizen.complain())
    page = citizen.client.get("/lacak/berkas/")
    assert shows(page, "3 hari kerja sejak")
    citizen.client.post("/ui/language/", {"language": "en"})
    english = citizen.client.get("/lacak/berkas/")
    assert shows(english, "3 working days from")


def test_the_receipt_letter_opens_as_pdf_and_keeps_the_secret(citizen):
    _number, words = citizen.complain(name="Sari Melati")
    letter = citizen.client.get("/lapor/tanda-terima/pdf/")
    assert letter["Content-Type"] == "application/pdf"
    assert letter.content.startswith(b"%PDF")
    assert words.encode() not in letter.content


def test_every_public_step_of_the_lifecycle_has_its_words():
    assert {move.name for move in MOVES if move.public} <= set(HAPPENED)

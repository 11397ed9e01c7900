"""The corpus of hostile text, in by every door, out on pages, letters, sheets and mails: all come out sound."""

import csv
import io
import unicodedata

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from narahubung.accounts.tests.ways_in import enter
from narahubung.complaints.intake import Person
from narahubung.complaints.models import Complaint
from narahubung.directory.tests.sheets import csv_of
from narahubung.documents import neutral_name
from narahubung.notify.dispatch import deliver_due, dispatch_next
from narahubung.portal import receipts
from narahubung.portal.plain import plain
from tests.forms_found import Field, Form, encoded, forms_of, send
from tests.hostile import LONG_WORD, OPENS_A_FORMULA, TEXTS
from tests.journeys.every_page import with_key

MARKUP = ("<script>alert(1)", "<svg/onload", "<img src=x", "onerror=alert(2)>")


def sound(response):
    """A page is sound if nothing of what was written became markup, and it is whole to its end."""
    page = response.content.decode()
    assert response.status_code < 500
    assert page.rstrip().endswith("</html>")
    assert not [mark for mark in MARKUP if mark in page]
    # A form that comes back shows what was typed, which no browser reads as a null byte.
    assert "\x00" not in page or response.status_code == 422
    return page


def post(client, url, **words):
    """Post as a browser would, halves of surrogate pairs included."""
    return send(client, Form(url, "POST", False, ()), list(words.items()))


def test_the_public_form_takes_or_refuses_every_text_and_shows_it_soundly(world):
    client = Client()
    for name, text in TEXTS.items():
        answer = post(client, "/lapor/", text=text, title=text, place=text, name=text, phone=text)
        assert answer.status_code in (200, 422), name
        sound(answer)


def stored(world, text):
    """File what remains of a text after the form, in every place that holds words."""
    words = plain(text) or "kosong"
    world.submit(text=words, title=words[:200], place=words[:200], person=Person(name=words[:120]))
    return world.queue


def test_every_text_passes_through_steps_and_messages_to_both_sides(world):
    rina, budi = enter(world.rina), enter(world.budi)
    for name, text in TEXTS.items():
        file = stored(world, text)
        sari = with_key(file.pk)
        assert post(rina, f"/work/{file.reference}/say/", text=text, side="both").status_code < 500
        assert post(sari, "/lacak/berkas/message/", note=text).status_code < 500
        changed = post(rina, f"/work/{file.reference}/reclassify/", title=text, text_final=text)
        assert changed.status_code in (302, 422), name
        file.take("verify", by=world.rina)
        assert post(rina, f"/work/{file.reference}/ask/", note=text).status_code in (302, 422), name
        for answer in (rina.get(f"/work/{file.reference}/"), sari.get("/lacak/berkas/")):
            sound(answer)
    sound(rina.get("/work/?tab=all"))
    sound(budi.get("/work/?tab=all"))


def test_entry_by_staff_takes_or_refuses_every_text(world):
    client = enter(world.rina)
    form = next(f for f in forms_of(client.get("/work/new/")) if f.url == "/work/new/")
    for name, text in TEXTS.items():
        pairs = [
            (f.name, written(f, n, text)) for n, f in enumerate(form.fields) if f.kind != "file"
        ]
        answer = send(client, form, pairs)
        assert answer.status_code in (302, 422), name


def written(field: Field, n, text):
    return text if field.kind in ("text", "textarea") else field.plausible(n)


def test_every_text_can_be_searched_for_and_filtered_by(world):
    stored(world, "antrean panjang")
    client = enter(world.rina)
    for name, text in TEXTS.items():
        for path, field in (("/work/", "q"), ("/accounts/people/", "q"), ("/instansi/", "cari")):
            answer = client.get(path, QUERY_STRING=encoded([(field, text), ("tab", "all")]))
            assert answer.status_code == 200, (name, path)
            sound(answer)
        assert post(client, "/work/filters/keep/", name=text, query=f"q={text}").status_code < 500


def test_a_sheet_shows_what_was_written_and_calculates_nothing(world):
    for text in TEXTS.values():
        stored(world, text)
    client = enter(world.rina)
    plain_sheet = b"".join(client.get("/work/complaints.csv?tab=all").streaming_content).decode()
    rows = list(csv.reader(io.StringIO(plain_sheet.lstrip("\ufeff"), newline=""), delimiter=";"))
    assert len(rows) == len(TEXTS) + 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not [cell for row in rows for cell in row if cell.startswith(OPENS_A_FORMULA)]
    book = b"".join(client.get("/work/complaints.xlsx?tab=all").streaming_content)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    assert len(sheet) == len(rows)
    assert not [c for row in sheet for c in row if str(c).startswith(OPENS_A_FORMULA)]


def test_every_text_is_set_in_a_letter_as_words_and_runs_nothing(world):
    for name, text in TEXTS.items():
        file = stored(world, text)
        letter = receipts.letter(file, "https://example.go.id/lacak/")
        assert letter.startswith(b"%PDF"), name


def test_no_text_writes_a_header_of_a_mail(world):
    for text in TEXTS.values():
        file = stored(world, text)
        file.say(plain(text) or "kosong", by=world.rina)
    while dispatch_next():
        pass
    while deliver_due():
        pass
    assert len(mail.outbox) >= len(TEXTS)
    for letter in mail.outbox:
        heads = letter.message()
        assert not heads["Bcc"] and not heads["Set-Cookie"]
        assert letter.to and "semua@example.org" not in heads.as_string().partition("\n\n")[0]
        assert "\n" not in letter.subject


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_as_a_file_name_becomes_harmless(name):
    kept = neutral_name(TEXTS[name], ".pdf")
    assert kept.count(".") == 1 and not set(kept) & set('/\\<>:"|?*\r\n\x00')
    assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs") for letter in kept)


def test_every_text_in_a_sheet_of_agencies_is_taken_or_refused_and_shown_soundly(world):
    client = enter(world.adi)
    for n, (name, text) in enumerate(TEXTS.items()):
        sheet = xlsx_or_csv(n, text)
        answer = client.post(
            "/directory/import/", {"file": SimpleUploadedFile("instansi.csv", sheet)}
        )
        assert answer.status_code in (302, 422), name
        if answer.status_code == 302:
            sound(client.get(answer.url))
            sound_or_redirect(client.post(answer.url))
    sound(client.get("/directory/"))
    sound(Client().get("/instansi/"))


def xlsx_or_csv(n, text):
    words = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").replace('"', '""')
    row = (f"dinas-{n}", f'"{words}"', "department", "kutai-raya", "64.69", f'"{words}"')
    return csv_of(row)


def sound_or_redirect(answer):
    assert answer.status_code == 302 or sound(answer)


def test_every_text_in_a_sheet_of_lapor_is_taken_or_refused(world):
    client = enter(world.rina)
    for name, text in TEXTS.items():
        words = text.encode("utf-8", "surrogatepass")
        for body in (words, b"Tracking ID;Isi\n1;" + words, b"PK\x03\x04" + words):
            sent = {"file": SimpleUploadedFile("lapor.csv", body)}
            assert client.post("/lapor-exchange/import/", sent).status_code in (302, 422), name


LONG = {
    "/lapor/": ("text", "title", "where", "place", "name", "phone", "email", "website"),
    "/lacak/": ("number", "words"),
    "/accounts/login/": ("login", "password"),
    "/accounts/password/reset/": ("email",),
}


@pytest.mark.parametrize("url", LONG)
def test_a_word_of_a_megabyte_is_refused_and_not_stored(world, url):
    """Its length is checked before anything else is done with it; what is asked of the database stays small."""
    answer = post(Client(), url, **dict.fromkeys(LONG[url][:2], LONG_WORD))
    assert answer.status_code in (200, 422)
    assert not Complaint.objects.exists()


def test_staff_cannot_store_a_word_of_a_megabyte_either(world, django_assert_max_num_queries):
    world.submit()
    world.queue.take("verify", by=world.rina)
    client, file = enter(world.rina), world.queue
    before = list(file.events.values_list("pk", flat=True))
    with django_assert_max_num_queries(200):
        for end, field in (
            ("say", "text"),
            ("reclassify", "title"),
            ("ask", "note"),
            ("refer", "note"),
        ):
            answer = post(client, f"/work/{file.reference}/{end}/", **{field: LONG_WORD})
            assert answer.status_code == 422, end
    assert list(file.events.values_list("pk", flat=True)) == before

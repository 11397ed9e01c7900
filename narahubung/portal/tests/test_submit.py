"""The form: what is refused keeps what was typed, and what was sent is sent once."""

import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from narahubung.complaints.models import Complaint
from narahubung.directory.models import Agency, Region
from narahubung.portal import limits, pressure
from narahubung.portal.jobs import sweep
from narahubung.portal.models import Draft, DraftFile, Tally
from narahubung.portal.tests.conftest import STORY, hidden, photo, shows, words_in

KB = 1000


def test_one_sentence_is_enough(citizen):
    citizen.open_form()
    citizen.send(agency="", shield="open")
    assert Complaint.objects.get().agency == citizen.world.place("kutai-raya")


def test_nothing_told_is_asked_for_and_the_rest_stays(citizen):
    refused = citizen.preview(text=" ", place="Loket 3")
    assert refused.status_code == 422
    assert shows(refused, "Loket 3")


def test_a_refused_file_is_named_and_text_and_good_files_stay(citizen):
    program = SimpleUploadedFile("hama.exe", b"MZ" + b"\0" * 200)
    refused = citizen.preview(files=[photo(), program])
    assert refused.status_code == 422
    assert shows(refused, "hama.exe")
    assert shows(refused, STORY)
    assert DraftFile.objects.get().name == "loket.jpg"


def test_more_than_three_files_are_refused(citizen):
    refused = citizen.preview(files=[photo(f"{n}.jpg") for n in range(4)])
    assert refused.status_code == 422
    assert DraftFile.objects.count() == 3


def test_a_waiting_file_is_sealed_and_can_be_left_out(citizen, django_capture_on_commit_callbacks):
    citizen.preview(files=[photo()])
    waiting = DraftFile.objects.get()
    assert waiting.cleaned.read()[:2] != b"\xff\xd8"
    with django_capture_on_commit_callbacks(execute=True):
        citizen.preview(drop=str(waiting.key))
    assert not DraftFile.objects.exists()
    assert not waiting.cleaned.storage.exists(waiting.cleaned.name)


def test_nobody_leaves_out_the_file_of_another(citizen):
    citizen.preview(files=[photo()])
    key = DraftFile.objects.get().key
    citizen.open_form()
    citizen.preview(drop=str(key))
    assert DraftFile.objects.filter(key=key).exists()


def test_going_back_from_the_preview_keeps_everything(citizen):
    citizen.preview(files=[photo()], place="Loket 3")
    back = citizen.client.post("/lapor/", {"step": "edit", **citizen.fill(place="Loket 3")})
    assert back.status_code == 200
    assert shows(back, STORY)
    assert shows(back, "Loket 3")
    assert shows(back, "loket.jpg")


def test_who_hides_sees_before_sending_how_officers_read_it(citizen):
    words = {"text": "Saya Sari Melati, loket tutup.", "name": "Sari Melati"}
    hidden_away = citizen.preview(shield="secret", **words)
    assert shows(hidden_away, "Saya [nama], loket tutup.")
    assert shows(hidden_away, "Yang mengarah kepada Anda diganti tanda.")
    plainly = citizen.preview(shield="open", **words)
    assert shows(plainly, words["text"])
    assert not shows(plainly, "diganti tanda")


def test_two_clicks_make_one_complaint(citizen):
    citizen.open_form()
    assert citizen.send().url == citizen.send().url == "/lapor/tanda-terima/"
    assert Complaint.objects.count() == 1


def test_the_secret_is_not_shown_again_once_put_away(citizen):
    number, words = citizen.complain()
    citizen.client.post("/lapor/tanda-terima/simpan/")
    citizen.send()
    again = citizen.client.get("/lapor/tanda-terima/")
    assert shows(again, number)
    assert not shows(again, words)
    assert bytes(Draft.objects.get().secret) == b""


def test_the_receipt_is_gone_after_half_an_hour(citizen):
    citizen.complain()
    citizen.time.shift(31 * 60)
    assert citizen.client.get("/lapor/tanda-terima/").url == "/lacak/"


def test_the_receipt_belongs_to_the_browser_that_sent(citizen):
    citizen.complain()
    assert Client().get("/lapor/tanda-terima/").url == "/lacak/"
    assert Client().get("/lapor/tanda-terima/pdf/").url == "/lacak/"


def test_the_secret_stands_in_no_address_and_in_no_row(citizen):
    _number, words = citizen.complain()
    assert words not in citizen.client.cookies["tanda-terima"].value
    assert words.encode() not in bytes(Draft.objects.get().secret)


@pytest.mark.parametrize("seconds", [0, 13 * 3600])
def test_who_sends_too_fast_or_too_late_sends_again_with_the_text_kept(citizen, seconds):
    citizen.stamp = hidden(citizen.client.get("/lapor/"), "stamp")
    citizen.time.shift(seconds)
    refused = citizen.send()
    assert refused.status_code == 422
    assert shows(refused, STORY)
    assert not Complaint.objects.exists()

    citizen.stamp = hidden(refused, "stamp")
    citizen.time.shift(10)
    assert citizen.send().status_code == 303


def test_a_stamp_that_is_not_ours_is_refused(citizen):
    citizen.stamp = "abc:def:ghi"
    assert citizen.send().status_code == 422
    assert not Complaint.objects.exists()


def test_a_program_that_fills_every_field_is_asked_again(citizen):
    citizen.open_form()
    assert citizen.send(website="https://example.com").status_code == 422
    assert not Complaint.objects.exists()


def test_a_day_that_has_not_come_is_refused(citizen):
    assert citizen.preview(happened_on="2027-05-01").status_code == 422


def test_the_limit_of_one_address_spares_others(citizen, monkeypatch):
    monkeypatch.setattr(pressure, "BY_ADDRESS", limits.Limit("submit", 2))
    monkeypatch.setattr(pressure, "EASY_FOR_AN_ADDRESS", 2)
    citizen.open_form()
    assert [citizen.preview().status_code for _ in range(3)] == [200, 200, 429]
    slow = citizen.preview()
    assert shows(slow, STORY)
    assert 0 < int(slow["Retry-After"]) <= 3600
    given = {"step": "preview", **citizen.fill()}
    assert citizen.client.post("/lapor/", given, REMOTE_ADDR="203.0.113.9").status_code == 200


def test_what_is_old_is_forgotten(citizen, django_capture_on_commit_callbacks):
    citizen.preview(files=[photo()])
    stored = DraftFile.objects.get().original
    citizen.complain()
    citizen.time.shift(25 * 3600)
    with django_capture_on_commit_callbacks(execute=True):
        sweep()
    assert not Draft.objects.exists()
    assert not Tally.objects.exists()
    assert not stored.storage.exists(stored.name)


def test_with_several_regencies_the_place_is_found_by_its_name(citizen):
    paser = Region.objects.create(
        code="64.01", name="Kabupaten Paser", level=2, parent=citizen.world.regency.parent
    )
    Region.objects.create(code="64.01.04", name="Kuaro Hulu", level=3, parent=paser)
    Region.objects.create(code="64.01.05", name="Tanah Grogot", level=3, parent=paser)
    Agency.objects.create(
        name="Pemerintah Kabupaten Paser", slug="paser", kind="government", region=paser
    )

    several = citizen.preview(where="kuaro hulu", agency="")
    assert several.status_code == 422
    assert shows(several, "Kuaro Hulu, Kabupaten Paser")
    unknown = citizen.preview(where="Atlantis", agency="")
    assert unknown.status_code == 422
    nowhere = citizen.preview(where="", agency="")
    assert nowhere.status_code == 422

    citizen.send(where="tanah grogot", agency="")
    complaint = Complaint.objects.get()
    assert complaint.region.name == "Tanah Grogot"
    assert complaint.agency.slug == "paser"


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite in memory does not wait for a lock"
)
@pytest.mark.django_db(transaction=True)
def test_two_posts_at_the_same_instant_make_one_complaint(citizen):
    citizen.open_form()
    given = {"step": "send", **citizen.fill()}

    def post(_n):
        try:
            return Client().post("/lapor/", given).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(post, range(4))) == [303] * 4
    assert Complaint.objects.count() == 1


def test_the_page_weighs_less_than_a_hundred_kilobytes(citizen):
    page = citizen.client.get("/lapor/")
    names = re.findall(r'(?:src|href)="/static/([^"]+)"', words_in(page))
    assert any(name.endswith(".css") for name in names)
    assert weight(page.content) + sum(map(weight_of, names)) < 100 * KB


def weight(body):
    return len(gzip.compress(body))


def weight_of(name):
    """Weigh a file with all that it imports."""
    body = Path(finders.find(name)).read_bytes()
    imports = re.findall(rb'@import url\("([^"]+)"\)', body)
    folder = name.rpartition("/")[0]
    return weight(body) + sum(weight_of(f"{folder}/{part.decode()}") for part in imports)

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from narahubung.accounts.tests.ways_in import enter
from narahubung.protection.jobs import tell_people
from narahubung.protection.models import Breach, DataRequest
from narahubung.protection.tests.conftest import FRIDAY

DESK = "/data-protection/"


@pytest.fixture
def nadia(world):
    return enter(world.nadia)


@pytest.mark.parametrize("name", ["rina", "hana", "budi", "wati", "agus", "adi"])
def test_the_desk_is_closed_to_everybody_else(world, ask, name):
    case, client = ask(), enter(getattr(world, name))
    for path in ("", "requests/new/", "breaches/new/", f"requests/{case.reference}/"):
        assert client.get(DESK + path).status_code == 403


def test_a_stranger_is_led_to_sign_in(client, db):
    assert client.get(DESK).url.startswith("/accounts/login/")


def test_what_is_due_first_stands_first(world, friday, ask, nadia):
    first = ask()
    friday.move_to(FRIDAY + timedelta(hours=5))
    second = ask(kind="access", complaint=first.complaint)
    page = nadia.get(DESK).content.decode()
    assert page.index(first.reference) < page.index(second.reference)
    assert "66 jam lagi" in page or "67 jam lagi" in page


def test_the_list_asks_as_much_for_many_as_for_few(world, ask, nadia):
    ask()
    nadia.get(DESK)
    with CaptureQueriesContext(
        connection,
    ) as few:
        nadia.get(DESK)
    for _n in range(6):
        ask()
    with CaptureQueriesContext(connection) as many:
        nadia.get(DESK)
    assert len(many) == len(few)


def test_a_letter_is_written_down_and_its_clock_runs_from_the_stamp(world, friday, nadia):
    answer = nadia.post(DESK + "requests/new/", entry(received_at="2026-11-20T08:00"))
    case = DataRequest.objects.get()
    assert answer.url == f"{DESK}requests/{case.reference}/"
    # Typed in the zone of the office, which is not that of the server.
    assert case.due_words("id") == "Senin 23 November 2026 pukul 08.00 WITA"
    page = nadia.get(answer.url).content.decode()
    assert "Senin 23 November 2026 pukul 08.00 WITA" in page
    assert "Siti Aminah" in page


def entry(**changes):
    return {
        "channel": "letter",
        "kind": "access",
        "text": "Apa yang disimpan?",
        "name": "Siti Aminah",
        "contact": "RT 3 Kuaro Hulu",
        **changes,
    }


def test_a_letter_about_a_file_is_seen_on_the_page_of_that_file(world, friday, nadia):
    file = world.submit()
    nadia.post(DESK + "requests/new/", entry(received_at="2026-11-20T08:00", number=file.reference))
    assert DataRequest.objects.get().complaint == file
    assert file.events.filter(kind="data_request", public=True).exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"received_at": "2026-11-21T08:00"},
        {"received_at": "2025-11-20T08:00"},
        {"received_at": ""},
        {"received_at": "2026-11-20T08:00", "number": "6469-26-00000-0"},
        {"received_at": "2026-11-20T08:00", "kind": "portability"},
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_is_kept(world, friday, nadia, changes):
    answer = nadia.post(DESK + "requests/new/", entry(**changes))
    assert answer.status_code == 422
    assert "Siti Aminah" in answer.content.decode()
    assert not DataRequest.objects.exists()


def test_the_page_of_a_correction_shows_nothing_of_what_is_on_file(world, ask, nadia):
    case = ask(text="Nama saya salah tulis.")
    case.take("grant", by=world.nadia)
    for path in ("", "finish/"):
        page = nadia.get(f"{DESK}requests/{case.reference}/{path}").content.decode()
        for kept in ("Sari", "0812", "sari@example.org", "Antrean"):
            assert kept not in page
    answer = nadia.post(f"{DESK}requests/{case.reference}/finish/", {"name": "Melati Sari"})
    assert answer.status_code == 302
    assert "Melati" not in nadia.get(answer.url).content.decode()


def test_a_correction_of_nothing_is_refused(world, ask, nadia):
    case = ask()
    case.take("grant", by=world.nadia)
    answer = nadia.post(f"{DESK}requests/{case.reference}/finish/", {"note": "x"})
    assert answer.status_code == 422


def test_a_refusal_needs_ground_and_reason(world, ask, nadia):
    case = ask("restriction")
    url = f"{DESK}requests/{case.reference}/refuse/"
    page = nadia.get(url).content.decode()
    assert "Pasal 15 ayat (1) huruf b" in page
    assert "Pasal 33" not in page
    assert nadia.post(url, {"ground": "law_enforcement"}).status_code == 422
    assert nadia.post(url, {"ground": "others_data", "note": "x"}).status_code == 422
    assert nadia.post(url, {"ground": "law_enforcement", "note": "Diperiksa."}).status_code == 302


def test_a_step_that_is_no_longer_open_says_so(world, ask, nadia):
    case = ask()
    case.take("refuse", by=world.nadia, ground="nothing_kept", note="Tidak ada.")
    assert nadia.post(f"{DESK}requests/{case.reference}/grant/", {}).status_code == 409


def test_a_breach_from_the_first_line_to_its_end(world, friday, nadia):
    files = [world.submit(), world.submit()]
    nadia.post(DESK + "breaches/new/", {
        "found_at": "2026-11-20T10:00", "what": "Laptop hilang.", "data": "Nama.",
    })  # fmt: skip
    case = Breach.objects.get()
    url = f"{DESK}breaches/{case.reference}/"
    assert "65 jam lagi" in nadia.get(url).content.decode()
    assert "Laptop hilang." in nadia.get(DESK).content.decode()
    numbers = "\n".join(file.reference for file in files)
    assert nadia.post(url + "add_files/", {"numbers": "6469-26-00000-0"}).status_code == 422
    assert nadia.post(url + "add_files/", {"numbers": numbers}).status_code == 302
    assert case.files.count() == 2
    assert nadia.post(url + "tell_people/").status_code == 302
    tell_people()
    sent = {"sent_at": "2026-11-20T16:00", "note": "Resi 17"}
    assert nadia.post(url + "tell_authority/", sent).status_code == 302
    assert nadia.post(url + "close/", {"note": "Laptop kini dienkripsi."}).status_code == 302
    case.refresh_from_db()
    assert case.closed_at
    assert case.reference not in nadia.get(DESK).content.decode()
    assert case.reference in nadia.get(DESK + "?tab=past").content.decode()
    for to in ("people", "authority"):
        letter = nadia.get(f"{url}{to}.pdf")
        assert letter["Content-Type"] == "application/pdf"
        assert letter.content.startswith(b"%PDF")


def test_whole_tables_are_named_by_days(world, friday, breach, nadia):
    world.submit(), world.submit()
    url = f"{DESK}breaches/{breach.reference}/add_files/"
    assert nadia.post(url, {}).status_code == 422
    nadia.post(url, {"first": "2026-11-01", "last": "2026-11-30"})
    assert breach.files.count() == 2


def test_without_files_the_way_of_telling_must_be_said(world, breach, nadia):
    url = f"{DESK}breaches/{breach.reference}/tell_people/"
    assert nadia.post(url, {}).status_code == 422
    assert nadia.post(url, {"note": "Pengumuman di koran."}).status_code == 302

"""What anybody can read: true figures, no person, and an answer to whatever is thrown at a form."""

from collections import Counter
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narahubung.complaints.intake import Person
from narahubung.complaints.models import Complaint
from narahubung.portal import figures, steps
from narahubung.portal.figures import Figures, shown
from narahubung.portal.tests.conftest import shows, words_in

PUBLIC = (
    "/",
    "/instansi/",
    "/instansi/dinkes/",
    "/instansi/?cari=dinas",
    "/tentang/",
    "/privasi/",
    "/lapor/",
    "/lacak/",
    "/robots.txt",
    "/.well-known/security.txt",
)
HOSTILE = (
    "\0",
    "\u202ekab\u202c",
    "a" * 1_000_000,
    "\ud7ff\u200b\ufeff",
    "'; DROP TABLE--",
    "<script>alert(1)</script>",
    "١٢٣",
    "𝕏" * 50,
    "\r\n\r\n",
    "%00%0d",
    "{{ 7 }}",
)


@pytest.mark.parametrize("path", PUBLIC)
def test_every_public_page_answers_in_both_languages(citizen, path):
    assert citizen.client.get(path).status_code == 200
    citizen.client.post("/ui/language/", {"language": "en"})
    assert citizen.client.get(path).status_code == 200


def test_no_public_page_says_a_word_or_a_name(citizen):
    canary = Person(name="KENARI-NAMA", phone="0812-0000-7777", email="kenari@example.org")
    for shield in ("open", "secret", "anonymous"):
        citizen.world.submit(
            text="KENARI-TEKS",
            title="KENARI-JUDUL",
            place="KENARI-TEMPAT",
            person=canary,
            shield=shield,
        )
    for path in PUBLIC:
        page = words_in(citizen.client.get(path)).lower()
        assert "kenari" not in page
        assert "0000-7777" not in page
        assert citizen.world.queue.reference.lower() not in page


def test_a_secret_complaint_moves_no_public_number(citizen):
    for _n in range(6):
        citizen.world.submit()
    before = figures.counted(citizen.world.queue.received_on)
    citizen.world.submit(shield="secret")
    assert figures.counted(citizen.world.queue.received_on) == before


def busy(world, citizen):
    """A dozen complaints: some answered after days, some confirmed, some closed by the clock."""
    for n in range(12):
        world.submit()
        if n < 9:
            world.dispose()
            world.queue.take("accept", by=world.budi)
            citizen.time.shift(86_400 * (n % 4))
            world.queue.take(
                "answer",
                by=world.budi,
                kind=world.term("remedy", "full"),
                text="Sudah.",
                signatory="Hana",
            )
        if n < 6:
            world.queue.take("confirm", by=world.sari, rating=5)
        elif n < 8:
            world.queue.take("close", by=world.rina)
    citizen.time.shift(86_400 * 20)


def test_the_figures_of_an_agency_agree_with_a_recount(citizen):
    busy(citizen.world, citizen)
    citizen.world.submit()
    today = citizen.world.queue.received_on
    counted = figures.counted(today)[citizen.world.place("dinkes").pk]
    assert counted == recount(today)
    assert counted.received == 13
    assert (counted.closed, counted.confirmed) == (8, 6)


def recount(today):
    """The same, one file after the other, in plain words."""
    sums = Figures()
    for complaint in Complaint.objects.all():
        first = complaint.remedies.order_by("claimed_at").first()
        broken = any(
            (d.stopped_day() if d.stopped_at else today) > d.due
            for d in complaint.deadlines.filter(binds="agency")
        )
        sums.received += 1
        sums.closed += complaint.stage == "closed"
        sums.confirmed += complaint.outcome == "confirmed"
        if first:
            sums.answered += 1
            sums.days[(first.claimed_at.date() - complaint.received_on).days] += 1
        if first or broken:
            sums.settled += 1
            sums.in_time += not broken
    return sums


def test_the_page_asks_for_its_figures_once(citizen, django_assert_num_queries):
    citizen.client.get("/")
    with django_assert_num_queries(0):
        citizen.client.get("/")


def test_few_are_not_told_exactly(citizen):
    citizen.world.submit()
    page = citizen.client.get("/instansi/dinkes/")
    assert shows(page, "<5")
    assert shows(page, "belum cukup data")
    assert [shown(n) for n in (0, 4, 5)] == ["<5", "<5", 5]


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_the_median_is_the_middle(days):
    assert figures.median(Counter(days)) == median(days)


@given(st.integers(0, 4), st.integers(0, 4))
def test_no_share_is_told_of_fewer_than_five(part, whole):
    assert figures.percent(min(part, whole), whole) is None


@pytest.mark.parametrize("wild", HOSTILE, ids=range(len(HOSTILE)))
def test_no_form_stumbles_over_hostile_words(citizen, wild):
    fields = (
        "text",
        "title",
        "place",
        "agency",
        "region",
        "happened_on",
        "shield",
        "name",
        "phone",
        "email",
        "website",
        "stamp",
        "drop",
    )
    for step in ("preview", "send", "edit"):
        answer = citizen.client.post("/lapor/", {"step": step, **dict.fromkeys(fields, wild)})
        assert answer.status_code < 500
    for field in fields:
        assert citizen.preview(**{field: wild}).status_code < 500
    assert citizen.open_file(wild, wild).status_code < 500
    assert citizen.client.get("/lacak/", {"nomor": wild[:2000]}).status_code < 500
    assert (
        citizen.client.get("/instansi/", {"cari": wild[:2000], "page": wild[:50]}).status_code < 500
    )
    assert citizen.client.get("/lapor/", {"instansi": wild[:2000]}).status_code < 500


@pytest.mark.parametrize("wild", HOSTILE, ids=range(len(HOSTILE)))
def test_no_step_stumbles_over_hostile_words(citizen, wild):
    citizen.world.answer()
    citizen.open_file(citizen.world.queue.reference, citizen.world.secret)
    for name in steps.FORMS:
        answer = citizen.client.post(f"/lacak/berkas/{name}/", {"note": wild, "rating": wild})
        assert answer.status_code < 500


def test_text_that_turns_the_reading_direction_is_straightened(citizen):
    citizen.open_form()
    citizen.send(text="Biaya \u202e0005\u202c rupiah\0")
    assert Complaint.objects.get().text == "Biaya 0005 rupiah"


def test_robots_stay_out_of_files(citizen):
    page = words_in(citizen.client.get("/robots.txt"))
    assert "Disallow: /lacak/" in page
    assert "Disallow: /lapor/tanda-terima/" in page


def test_an_agency_that_takes_no_complaints_has_a_page_without_the_button(citizen):
    page = citizen.client.get("/instansi/puskesmas-kuaro/")
    assert page.status_code == 200
    assert not shows(page, "?instansi=puskesmas-kuaro")
    assert not shows(citizen.client.get("/instansi/"), "UPT Puskesmas Kuaro Hulu")


@pytest.mark.parametrize(
    ("closed", "confirmed", "share", "shown"),
    [
        (10, 2, None, "<5"),
        (8, 6, None, ">3"),
        (12, 6, 50, 6),
        (9, 9, 100, 9),
        (9, 0, 0, "<5"),
        (4, 3, None, "<5"),
    ],
)
def test_a_share_tells_no_small_number_of_those_beside_it(closed, confirmed, share, shown):
    told = Figures(closed=closed, confirmed=confirmed)
    assert (told.share_confirmed, told.confirmed_shown) == (share, shown)

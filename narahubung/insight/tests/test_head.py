"""At a glance: each number opens a list of its length, and the page costs the same for any size."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from narahubung.agreements.jobs import judge_all
from narahubung.complaints.models import Complaint
from narahubung.figures.registry import FIGURES
from narahubung.figures.rolling import roll_all
from narahubung.insight.head import listed
from narahubung.insight.tests.test_home import meeting_that_decided
from narahubung.insight.tests.test_pages import NUMBER, rows_behind
from narahubung.operations.ombudsman import TO_EXAMINATION
from narahubung.reports.models import LiaisonTask, Report

PAGE = "/home/glance/"
TILE = re.compile(r'<a class="figure" href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
BAR = re.compile(r'<li><a href="([^"]+)">.*?<b>(\d+)</b>', re.DOTALL)


def full(world, office, paperwork):
    """Something late, promised and coming back at every floor."""
    past = timezone.localdate() - timedelta(days=5)
    paperwork.in_force("dinkes", "disdukcapil")
    for _n in range(3):
        world.dispose()
        del world.queue
    world.answer()
    world.queue.take("reply", by=world.sari, note="Belum.")
    Complaint.objects.filter(stage="disposed").update(next_due=past)
    meeting_that_decided(world, office, past)
    for _n in range(2):
        office.submit(reported=world.place("dinkes"))
        office.go(f"{TO_EXAMINATION} ask_explanation")
    LiaisonTask.objects.update(next_due=past)
    LiaisonTask.objects.filter(pk=office.report.tasks.get().pk).update(repeated=True)
    Report.objects.update(next_due=past)
    roll_all()
    judge_all()


@pytest.mark.parametrize("name", ["hana", "agus", "wati", "sinta"])
def test_every_number_and_every_bar_opens_a_list_of_its_length(
    world, office, paperwork, sign_in, name
):
    full(world, office, paperwork)
    client = sign_in(name)
    page = client.get(PAGE).content.decode()
    tiles = [(url, NUMBER.search(body)[1]) for url, body in TILE.findall(page)]
    found = tiles + BAR.findall(page)
    assert len(tiles) >= 8 and any(n != "0" for _url, n in found)
    for url, number in found:
        url = url.replace("&amp;", "&")
        assert rows_behind(client, url) == int(number), url


def test_where_most_of_what_is_late_lies_is_drawn(world, office, paperwork, sign_in):
    full(world, office, paperwork)
    page = sign_in("hana").get(PAGE).content.decode()
    assert "UPT Puskesmas Kuaro Hulu" in page and "<rect" in page


@pytest.mark.parametrize(
    "name, status",
    [
        *[("hana", 200), ("agus", 200), ("wati", 200), ("sinta", 200)],
        *[("rina", 403), ("budi", 403), ("bayu", 403), ("eka", 403), ("nadia", 403)],
    ],
)
def test_only_who_heads_something_has_the_page(world, sign_in, name, status):
    assert sign_in(name).get(PAGE).status_code == status


def test_every_code_of_the_page_is_declared():
    assert {code for codes in listed().values() for code in codes} <= set(FIGURES)
    assert set(listed()) == {"late", "promised", "back"}


@pytest.mark.parametrize("name", ["hana", "sinta"])
def test_the_numbers_take_eight_statements_however_many_files_there_are(
    world, office, paperwork, sign_in, name
):
    client = sign_in(name)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as bare:
        client.get("/home/promises/")
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    full(world, office, paperwork)
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE)
    assert len(many) == len(few)
    # What every page asks, who one is and for whom, is no statement about numbers.
    assert len(few) <= len(bare) + 8


@pytest.mark.parametrize("name, status", [("hana", 200), ("sinta", 200), ("budi", 403)])
def test_promises_are_for_both_sides(world, sign_in, name, status):
    assert sign_in(name).get("/home/promises/").status_code == status


def test_promises_stand_by_their_state(world, paperwork, sign_in):
    agreement = paperwork.in_force("dinkes")
    first = agreement.commitments.first()
    agreement.commitments.filter(pk=first.pk).update(state="missed")
    page = sign_in("hana").get("/home/promises/?state=missed").content.decode()
    assert page.count('<article class="row">') == 1 and first.text in page
    page = sign_in("dewi").get("/home/promises/").content.decode()
    assert first.text not in page

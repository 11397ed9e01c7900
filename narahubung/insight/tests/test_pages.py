"""The pages of figures: each number opens a list of its length, for whoever asks, at the same price for any size."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from narahubung.accounts.tests.ways_in import enter
from narahubung.complaints.models import Complaint
from narahubung.figures.models import Mark
from narahubung.figures.registry import FIGURES
from narahubung.figures.rolling import roll_all
from narahubung.operations.ombudsman import TO_EXAMINATION, TO_RESULT, Ombudsman
from tests.test_invisible_counts import TOKENS

PAGE = "/figures/"
LINK = re.compile(r'class="figure" href="(/figures/[^"]+)"')
ROW = re.compile(r'<article class="row">')
NEXT = re.compile(r'rel="next" href="([^"]+)"')
NUMBER = re.compile(r'class="figure-value">([\d.,–]+)')
OF = re.compile(r"Dihitung dari (\d+)")


def rows_behind(client, url):
    """Turn all pages of a list, and return how many rows stand on them."""
    rows, path = 0, url
    while True:
        page = client.get(path).content.decode()
        rows += len(ROW.findall(page))
        more = NEXT.search(page)
        if more is None:
            return rows
        path = url.partition("?")[0] + more[1].replace("&amp;", "&")


@pytest.fixture
def office(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Ombudsman(world)


def figures_of(world, name):
    actor = getattr(world, name)
    return [figure for figure in FIGURES.values() if figure.source.scope(actor) is not None]


def busy(world):
    for n in range(30):
        world.submit(shield="secret" if n % 3 else "open")
    world.answer()
    world.queue.take("reply", by=world.sari, note="Belum.")
    roll_all()


@pytest.mark.parametrize("name", ["rina", "hana", "budi", "wati", "agus"])
def test_every_number_opens_a_list_of_its_length(world, name):
    busy(world)
    actor = getattr(world, name)
    client = enter(actor)
    page = client.get(PAGE).content.decode()
    links = LINK.findall(page)
    assert len(links) == len(figures_of(world, name))
    for url in links:
        shown = client.get(url).content.decode()
        number = NUMBER.search(shown)[1]
        if FIGURES[url.split("/")[2]].spread:
            number = OF.search(shown)[1] if OF.search(shown) else 0
        assert rows_behind(client, url) == int(number), url


def test_each_tile_stands_with_its_definition(world):
    busy(world)
    page = enter(world.rina).get(PAGE).content.decode()
    assert "dihitung pada hari diterima" in page
    assert page.count("<polyline") == len(figures_of(world, "rina"))


@pytest.mark.parametrize("name", ["nadia", "adi"])
def test_who_has_no_part_in_complaints_has_no_figures_of_them(world, name):
    client = enter(getattr(world, name))
    assert client.get(PAGE).status_code == 403
    assert client.get("/figures/complaints.received/").status_code == 404


def test_a_figure_that_nobody_declared_is_not_found(world):
    assert enter(world.rina).get("/figures/complaints.moon/").status_code == 404


def test_another_liaison_reads_nothing_of_the_file(world):
    world.answer()
    roll_all()
    client = enter(world.tono)
    assert rows_behind(client, "/figures/complaints.received/?months=12") == 0
    assert "Antrean" not in client.get("/figures/complaints.received/").content.decode()


def test_who_is_reported_finds_neither_the_file_nor_a_number_that_is_larger(world):
    roll_all()
    client = enter(world.wati)
    urls = [PAGE, *(f"/figures/{code}/" for code in FIGURES)]
    client.get(PAGE)
    before = [TOKENS.sub("", client.get(url).content.decode()) for url in urls]
    world.submit(agency=world.place("inspektorat"), reported=world.place("inspektorat"))
    roll_all()
    assert [TOKENS.sub("", client.get(url).content.decode()) for url in urls] == before
    assert Mark.objects.filter(walled=True).exists()


@pytest.mark.parametrize("wild", ["months=0", "months=999999", "months=x", "at=x", "months=3&at=x"])
def test_what_is_not_understood_is_as_if_it_had_not_been_asked(world, wild):
    busy(world)
    client = enter(world.rina)
    assert client.get(f"{PAGE}?{wild}").status_code == 200
    assert client.get(f"/figures/complaints.received/?{wild}").status_code == 200


def statements(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return len(asked)


@pytest.mark.parametrize(
    "url", [PAGE, "/figures/complaints.received/", "/figures/complaints.backlog/"]
)
def test_a_page_asks_the_same_however_many_files_there_are(world, url):
    world.submit()
    roll_all()
    client = enter(world.rina)
    few = statements(client, url)
    busy(world)
    assert Complaint.objects.count() > 30
    assert statements(client, url) == few <= 8


OF_THE_OFFICE = ["/figures/", "/figures/reports.received/", "/figures/tasks.waiting/"]


@pytest.mark.parametrize("url", [*OF_THE_OFFICE, "/figures/meetings.held/"])
def test_an_office_reads_its_figures_in_as_few_statements(world, office, url):
    office.submit()
    office.go(f"{TO_EXAMINATION} ask_explanation")
    roll_all()
    client = enter(office.sinta)
    few = statements(client, url)
    for _ in range(4):
        office.submit()
        office.go(f"{TO_EXAMINATION} ask_explanation")
    roll_all()
    assert statements(client, url) == few <= 8


@pytest.mark.parametrize("name", ["sinta", "laras", "gita"])
def test_every_number_of_the_ombudsmans_files_opens_a_list_of_its_length(world, office, name):
    world.appoint("gita", "Gita", "focal_point", "kutai-raya")
    for secret in (True, False):
        office.submit(secret_identity=secret)
        office.go(f"{TO_RESULT} deliver")
    roll_all()
    actor = getattr(office if name in office.people else world, name)
    client = enter(actor)
    links = LINK.findall(client.get(PAGE).content.decode())
    assert "/figures/tasks.received/?months=12" in links and len(links) > 15
    for url in links:
        shown = client.get(url).content.decode()
        number = NUMBER.search(shown)[1]
        if FIGURES[url.split("/")[2]].spread:
            number = OF.search(shown)[1] if OF.search(shown) else 0
        assert rows_behind(client, url) == int(number), url
        assert "Murni" not in shown


def test_the_files_stand_under_the_name_of_their_kind(world, office):
    office.submit()
    roll_all()
    page = enter(office.sinta).get(PAGE).content.decode()
    for name in ("Laporan kepada Ombudsman", "Surat Ombudsman", "Pertemuan", "Komitmen"):
        assert f"<h2>{name}</h2>" in page

"""What the form says, before anything is sent, of who will see what; held against what they do see."""

import re
from html import unescape

import pytest

from narahubung.complaints.identity import Identity
from narahubung.complaints.models import Complaint
from narahubung.portal.tests.conftest import words_in

STORY, NAME, OPENS = "cerita", "nama", "alasan"
ROWS = {
    "Pengelola pengaduan instansi": ("rina",),
    "Unit yang bersangkutan dan pimpinannya": ("budi", "hana"),
    "Inspektorat": ("wati",),
}
COLUMNS = ("open", "secret", "anonymous")


def table_in(page):
    """Return {who: the three cells} of the table on a page."""
    rows = re.findall(r'<tr><th scope="row">(.+?)</th>(.+?)</tr>', words_in(page))
    return {unescape(who): re.findall(r"<td[^>]*>(.+?)</td>", cells) for who, cells in rows}


@pytest.mark.parametrize("path", ["/lapor/", "/tentang/"])
@pytest.mark.parametrize("column", COLUMNS)
def test_the_table_before_sending_says_what_officers_will_really_see(world, client, path, column):
    said = table_in(client.get(path))
    world.submit(shield=column)
    world.dispose()
    for who, people in ROWS.items():
        cell = said[who][COLUMNS.index(column)]
        for actor in (getattr(world, name) for name in people):
            assert (STORY in cell) == Complaint.objects.visible_to(actor).exists()
            knows = Identity.objects.visible_to(actor).exists()
            opens = Identity.objects.openable_by(actor).exists()
            assert (NAME in cell and OPENS not in cell) == knows
            assert (OPENS in cell) == opens


@pytest.mark.parametrize("column", COLUMNS)
def test_the_public_finds_as_much_as_the_table_says(world, client, column):
    cell = table_in(client.get("/lapor/"))["Umum"][COLUMNS.index(column)]
    world.submit(shield=column)
    assert ("jumlah" in cell) == Complaint.objects.public().exists()

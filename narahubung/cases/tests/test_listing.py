"""Paging by key: nothing is shown twice, nothing is left out, and a bad cursor harms nobody."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narahubung.cases.listing import BACK, BY_DUE, FORWARD, NEWEST
from narahubung.complaints.models import Complaint

DAY = date(2026, 3, 2)


@dataclass
class Row:
    next_due: date | None
    pk: int


@pytest.fixture
def files(world):
    """Eleven files of which many share a day and some have none."""
    days = [0, 0, 0, 1, 1, None, 2, 2, None, None, 2]
    for n in days:
        file = world.submit()
        file.next_due = None if n is None else DAY + timedelta(n)
        file.received_on = DAY - timedelta(n or 0)
        file.save(update_fields=["next_due", "received_on"])
    return Complaint.objects.all()


def walk(keyset, rows, size):
    pages, cursor = [], ""
    while True:
        page = keyset.page(rows, cursor, size)
        pages.append(page)
        if not page.next:
            return pages
        cursor = page.next


@pytest.mark.parametrize("size", [1, 2, 3, 5, 11, 20])
@pytest.mark.parametrize("keyset", [BY_DUE, NEWEST])
def test_every_row_is_shown_once_whatever_the_size_of_a_page(files, keyset, size):
    whole = [row.pk for row in keyset.page(files, size=100).rows]
    shown = [row.pk for page in walk(keyset, files, size) for row in page.rows]
    assert shown == whole
    assert len(set(shown)) == 11


@pytest.mark.parametrize("size", [1, 2, 3, 5])
@pytest.mark.parametrize("keyset", [BY_DUE, NEWEST])
def test_the_way_back_shows_the_same_pages(files, keyset, size):
    pages = walk(keyset, files, size)
    assert not pages[0].previous
    for before, after in zip(pages, pages[1:], strict=False):
        back = keyset.page(files, after.previous, size)
        assert [r.pk for r in back.rows] == [r.pk for r in before.rows]
        assert bool(back.previous) == bool(before.previous)
        assert back.next


def test_what_is_due_first_comes_first_and_what_has_no_day_last(files):
    days = [row.next_due for row in BY_DUE.page(files, size=100).rows]
    assert days[:8] == sorted(days[:8])
    assert days[8:] == [None] * 3


@settings(deadline=None)
@given(
    day=st.none() | st.dates(),
    pk=st.integers(min_value=1, max_value=2**62),
    way=st.sampled_from([FORWARD, BACK]),
)
def test_a_cursor_comes_back_as_it_was_written(day, pk, way):
    assert BY_DUE.read(BY_DUE.write(way, Row(day, pk))) == (way, (day, pk))


@settings(deadline=None)
@given(st.text())
def test_a_cursor_that_we_did_not_write_is_the_first_page(text):
    assert BY_DUE.read(text) == (FORWARD, ())


def test_a_cursor_of_another_order_is_the_first_page():
    longer = BY_DUE.write(FORWARD, Row(DAY, 1)) + "x"
    assert BY_DUE.read(longer) == (FORWARD, ())

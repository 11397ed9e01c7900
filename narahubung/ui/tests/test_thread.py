import re
from datetime import date

import pytest
from django.template import engines
from django.utils.html import strip_tags

from narahubung.ui import samples
from narahubung.ui.thread import STATES, Knot, tied


def drawn(knots, way="vertical"):
    template = engines["django"].from_string("{% thread knots way %}")
    return template.render({"knots": knots, "way": way})


def heard(html):
    return re.sub(r"\s+", " ", strip_tags(html)).strip()


KNOTS = [
    Knot("Diterima", at=date(2026, 3, 12)),
    Knot("Di Puskesmas", who="Budi", state="open"),
    Knot("Jawaban", at=date(2026, 3, 27), state="late", sentence="Lewat 3 hari kerja"),
]


def test_a_thread_without_a_knot_is_empty():
    assert tied([]) == []
    assert heard(drawn([])) == ""


def test_a_thread_reads_well_aloud():
    words = heard(drawn(KNOTS))
    assert "1 dari 3: Diterima, selesai Kamis, 12 Maret 2026" in words
    assert "2 dari 3: Di Puskesmas, sedang berjalan Budi" in words
    assert "3 dari 3: Jawaban, lewat tenggat Jumat, 27 Maret 2026 Lewat 3 hari kerja" in words


def test_a_short_thread_says_the_same_as_a_long_one():
    assert heard(drawn(KNOTS)) == heard(drawn(KNOTS, "horizontal"))


def test_each_stretch_is_drawn_as_the_knot_it_leads_to():
    assert [knot.then for knot in tied(KNOTS)] == ["open", "late", ""]


def test_only_the_open_knot_is_the_current_step():
    html = drawn(samples.threads()["running"])
    assert html.count('aria-current="step"') == 1


def test_names_are_written_as_text():
    assert "<b>" not in drawn([Knot("<b>x</b>", who="<b>y</b>", note="<b>z</b>")])


def test_a_knot_of_an_unknown_state_is_refused():
    with pytest.raises(ValueError):
        Knot("Diterima", state="finished")


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_said_in_words(state):
    assert str(STATES[state]) in heard(drawn([Knot("Diterima", state=state)]))

import re
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from narahubung.ui import dates, navigation
from narahubung.ui.paging import Pager

SHOWN = ["thread", "badge", "clock", "person", "figure", "notice", "row", "pager", "table"]
SHOWN += ["bubble", "choice", "slip", "empty", "facts", "story", "tabs", "problems", "dialog"]


def written(source, **context):
    request = RequestFactory().get("/list/?unit=3&page=2")
    return engines["django"].from_string(source).render(context, request)


def test_the_page_of_components_shows_them_all(client):
    page = client.get("/ui/components/", headers={"accept-language": "id"})
    assert page.status_code == 200
    html = page.content.decode()
    for name in SHOWN:
        assert f'class="{name}' in html, name


def test_a_badge_says_its_word_and_escapes_it():
    assert "&lt;i&gt;" in written("{% badge word 'late' %}", word="<i>")
    assert 'data-tone="late"' in written("{% badge 'Lewat' 'late' %}")


def test_a_slot_is_a_link_where_somebody_answers():
    html = written("{% slot 'ui:components' label='Serupa' %}")
    assert 'href="/ui/components/"' in html and 'hx-get="/ui/components/"' in html


def test_a_slot_is_nothing_where_nobody_answers():
    assert written("{% slot 'nobody:there' 'KR-1' %}") == ""


class Asking(forms.Form):
    way = forms.ChoiceField(choices=[("email", "Surel"), ("none", "Jangan")], initial="email")
    place = forms.CharField(required=False)


@pytest.mark.parametrize(
    ("form", "is_open"),
    [
        (Asking(), False),
        (Asking({"way": "email", "place": ""}), False),
        (Asking({"way": "none", "place": ""}), True),
        (Asking(initial={"way": "email", "place": "Loket"}), True),
        (Asking({"place": ""}), True),
    ],
    ids=["untouched", "as it began", "chosen", "kept", "wrong"],
)
def test_a_fold_opens_where_something_is_chosen_or_wrong(form, is_open):
    html = written("{% fold 'Cara' form.way form.place form.gone %}isi{% endfold %}", form=form)
    assert ('<details class="disclosure" open>' in html) == is_open
    assert "<summary>Cara</summary>" in html and "isi" in html


def test_a_notice_keeps_what_is_inside():
    html = written("{% notice 'error' %}<p>{{ word }}</p>{% endnotice %}", word="<i>")
    assert 'data-tone="late"' in html and "<p>&lt;i&gt;</p>" in html


def test_a_figure_links_to_the_files_behind_it():
    html = written("{% figure 1204 'laporan' href='/x/' unit='hari' %}")
    assert '<a class="figure" href="/x/"' in html and "1.204" in html


def test_a_trend_is_drawn_from_zero_to_its_highest():
    html = written("{% figure 8 'laporan' trend=numbers %}", numbers=[0, 8])
    assert 'points="0.0,23.0 100.0,1.0"' in html


def test_a_trend_of_nothing_at_all_stays_on_the_ground():
    assert 'points="0.0,23.0 100.0,23.0"' in written("{% figure 0 'x' trend=n %}", n=[0, 0])


def test_a_person_of_one_name_has_one_initial():
    assert ">S<" in written("{% person 'Sari' %}")


def test_pages_keep_the_filter_of_the_list():
    html = written("{% pager page %}", page=Paginator(range(50), 20).page(2))
    assert "?unit=3&amp;page=1" in html and "Halaman 2 dari 3" in html


def test_a_list_paged_by_key_brings_its_own_links():
    html = written("{% pager page %}", page=Pager(next="?after=91"))
    assert 'href="?after=91"' in html and 'rel="prev"' not in html


def test_dates_are_long_in_both_languages():
    assert dates.long_date(date(2026, 3, 27)) == "Jumat, 27 Maret 2026"
    with translation.override("en"):
        assert dates.long_date(date(2026, 3, 27)) == "Friday, 27 March 2026"


def test_a_moment_is_the_day_of_the_office():
    assert dates.day_of(datetime(2026, 3, 26, 18, tzinfo=UTC)) == date(2026, 3, 27)


@pytest.mark.parametrize(
    "day, indonesian, english",
    [
        (26, "kemarin", "yesterday"),
        (27, "hari ini", "today"),
        (28, "besok", "tomorrow"),
        (30, "3 hari lagi", "in 3 days"),
        (20, "7 hari yang lalu", "7 days ago"),
    ],
)
def test_near_days_are_said_in_words(day, indonesian, english):
    today = date(2026, 3, 27)
    assert dates.near(date(2026, 3, day), today) == indonesian
    with translation.override("en"):
        assert dates.near(date(2026, 3, day), today) == english


@pytest.fixture
def entries(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", [])


def test_an_entry_is_shown_to_whom_it_concerns(entries):
    navigation.add("Komponen", "ui:components", "inbox", lambda actor: actor.role == "manager")
    request = RequestFactory().get("/ui/components/")
    assert navigation.entries(request) == []

    request.actor = SimpleNamespace(role="manager")
    (link,) = navigation.entries(request)
    assert link.current and link.url == "/ui/components/"


def test_only_the_nearest_entry_is_the_current_one(entries, settings):
    navigation.add("Bahasa", "ui:language", "inbox")
    navigation.add("Komponen", "ui:components", "inbox")
    navigation.add("Tidak ada", "nobody:there", "inbox")
    links = navigation.entries(RequestFactory().get("/ui/components/more/"))
    assert [link.current for link in links] == [False, True]


def test_the_bar_has_room_for_five_and_the_rest_stands_under_the_name(entries, settings):
    for name in ("components", "language"):
        navigation.add(name, f"ui:{name}", "inbox", place="person")
    settings.ROOT_URLCONF = "narahubung.ui.tests.six_addresses"
    for n in range(6):
        navigation.add(f"{n}", f"six:{n}", "inbox", order=n)
    navigation.add("news", "six:news", "bell", count=lambda request: 2, order=90)
    request = RequestFactory().get("/")
    assert [link.label for link in navigation.entries(request)] == ["0", "1", "2", "3", "news"]
    assert [link.label for link in navigation.entries(request, "person")][:2] == ["4", "5"]


def test_the_language_changes_without_a_script(client):
    answer = client.post("/ui/language/", {"language": "en"}, headers={"referer": "/"})
    assert answer.status_code == 302
    assert client.cookies["language"].value == "en"


def test_the_staff_page_has_its_frame():
    html = written("{% extends 'ui/work.html' %}{% block main %}<h1>x</h1>{% endblock %}")
    assert re.search(r'<meta name="htmx-config" content=.{"includeIndicatorStyles":false', html)
    assert 'href="#main"' in html and '<main id="main"' in html

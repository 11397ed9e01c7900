"""Every address, asked for with whatever question, in whatever way, and addresses that are none."""

import re
from urllib.parse import parse_qsl, quote_from_bytes, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from hypothesis import given
from hypothesis import strategies as st

from narahubung.accounts.tests.ways_in import enter
from tests.forms_found import encoded, forms_of, raw
from tests.hostile import LONG_WORD, TEXTS
from tests.journeys.every_page import Full
from tests.test_fuzz import WALKERS, like, opened, profile, texts, undone

METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "GET", "POST")
HREF = re.compile(r'href="[^"?#]*\?([^"#]*)"')
PAIRS = st.lists(st.tuples(st.integers(0, 60), texts), min_size=1, max_size=4)


@pytest.fixture
def town(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return Full(world)


def questions(town, who):
    """Return {path: (cookies, names that its forms and links ask with)}."""
    asked = {}
    for url, cookies, response in opened(town, who):
        names = asked.setdefault(urlsplit(url).path, (cookies, {"q", "page", "next"}))[1]
        names.update(name for name, _value in parse_qsl(urlsplit(url).query))
        if "html" in response["Content-Type"]:
            for form in forms_of(response):
                names.update(f.name for f in form.fields if form.method == "GET")
            for query in HREF.findall(response.content.decode()):
                names.update(name for name, _v in parse_qsl(query.replace("&amp;", "&")))
    return asked


def kind_of_page(url):
    try:
        match = resolve(urlsplit(url).path)
    except Resolver404:
        return url
    return match.view_name, match.kwargs.get("name")


@pytest.mark.parametrize("who", WALKERS)
def test_no_question_breaks_a_page(town, who):
    asked = questions(town, who)
    assert len(asked) > 3 or who not in ("stranger", "rina", "adi")
    once = {kind_of_page(path): path for path in asked}
    for path, (cookies, names) in ((path, asked[path]) for path in once.values()):
        ask_anything(path, cookies, sorted(names))


def ask_anything(path, cookies, names):
    @profile
    @given(PAIRS)
    def tried(pairs):
        query = encoded((names[n % len(names)], value) for n, value in pairs)
        answer = undone(lambda: like(cookies).get(path, QUERY_STRING=query))
        assert answer.status_code < 500, (path, pairs)

    tried()


@pytest.mark.parametrize("who", ("stranger", "answered", "rina", "adi"))
def test_no_address_breaks_in_whatever_way_it_is_asked(town, who):
    pages = {kind_of_page(url): (url, cookies) for url, cookies, _answer in opened(town, who)}
    for url, cookies in pages.values():
        for method in METHODS:
            answer = undone(lambda m=method, u=url, c=cookies: like(c).generic(m, u))
            assert answer.status_code < 500, (method, url)


MADE_UP = """/{} /work/{}/ /work/{}/say/ /work/{}/answer/ /lacak/berkas/{}/ /lacak/berkas/lampiran/{}/
    /instansi/{}/ /accounts/invitation/{}/ /accounts/password/reset/key/1-{}/ /directory/agencies/{}/
    /directory/import/{}/ /buku-besar/{}.txt /work/file/{}/ /work/complaints.{} /accounts/register/{}/
    /accounts/register/accounts/user/{}/change/ /accounts/people/{}/ /static/{} /notices/{}/open/"""


@pytest.mark.parametrize("who", ("stranger", "rina", "adi"))
def test_no_address_can_be_made_up_that_breaks(world, who):
    client = Client() if who == "stranger" else enter(getattr(world, who))
    for pattern in MADE_UP.split():
        for name, text in TEXTS.items():
            path = pattern.format(quote_from_bytes(raw(text), safe=""))
            assert client.get(path).status_code < 500, (pattern, name)


def test_a_very_long_address_is_no_address(world):
    assert Client().get(f"/instansi/{LONG_WORD[:60_000]}/").status_code == 404
    assert Client().get("/instansi/", {"cari": LONG_WORD[:60_000]}).status_code == 200

import re

import pytest
from django.template.loader import get_template
from django.test import RequestFactory

PAGES = [
    "400.html",
    "403.html",
    "403_csrf.html",
    "404.html",
    "429.html",
    "500.html",
    "503.html",
    "507.html",
]


@pytest.mark.parametrize("name", PAGES)
def test_an_error_page_says_what_happened_and_where_to_go(name):
    html = get_template(name).render()
    assert len(re.findall(r"<h1>", html)) == 1
    assert len(re.findall(r"<p>[^<]{20,}</p>", html)) >= 2
    assert 'href="/"' in html and "Terjadi kesalahan" not in html


@pytest.mark.parametrize("name", PAGES)
def test_an_error_page_does_not_need_an_actor(name):
    assert "<h1>" in get_template(name).render({}, RequestFactory().get("/x/"))

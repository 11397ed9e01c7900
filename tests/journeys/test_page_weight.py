"""What the public form costs on a thin network: all of it, as it is served, on the first visit."""

import re
from html import unescape

import pytest
from django.core.management import call_command
from django.test import Client

from narahubung.operations.regency import Regency

BUDGET = 100_000
NAMES = re.compile(r'(?:src|href)="(/static/[^"]+)"')
ACCEPTS = {"accept-encoding": "gzip, deflate, br"}


@pytest.fixture
def collected(settings, tmp_path):
    """The sheets and scripts as an installation serves them: joined, named by their content, compressed."""
    settings.STATIC_ROOT = tmp_path / "static"
    backend = "narahubung.ui.sheets.OneSheetStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}
    call_command("collectstatic", verbosity=0, interactive=False)


def weight(response):
    assert response.status_code == 200
    heads = sum(len(f"{name}: {value}\r\n") for name, value in response.headers.items())
    return heads + len(response.getvalue())


def first_visit(path):
    """Return what a browser that was never here is sent for a page, in bytes."""
    visitor = Client(headers=ACCEPTS)
    page = visitor.get(path)
    parts = sorted(set(map(unescape, NAMES.findall(page.content.decode()))))
    assert len([part for part in parts if part.endswith(".css")]) == 1
    served = {part: visitor.get(part) for part in parts}
    assert all("immutable" in answer.headers["Cache-Control"] for answer in served.values())
    assert all(answer.headers["Content-Encoding"] == "br" for answer in served.values())
    return weight(page) + sum(map(weight, served.values()))


@pytest.mark.django_db
def test_the_first_visit_weighs_less_than_100_kilobytes(collected):
    Regency().build()
    weights = {path: first_visit(path) for path in ("/", "/lapor/", "/lacak/")}
    assert max(weights.values()) < BUDGET, weights

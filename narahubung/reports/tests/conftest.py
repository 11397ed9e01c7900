"""The Ombudsman's people, and a browser of each, signed in."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from narahubung.accounts.tests.ways_in import enter
from narahubung.complaints.tests.conftest import photo  # noqa: F401
from narahubung.operations.ombudsman import Ombudsman


@pytest.fixture(autouse=True)
def files_of_tests(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def office(world):
    return Ombudsman(world)


@pytest.fixture
def sign_in(office):
    return lambda name: enter(getattr(office, name))


@pytest.fixture
def pass_days(time_machine):
    return lambda days: time_machine.move_to(timezone.now() + timedelta(days=days))


@pytest.fixture(autouse=True)
def empty_index(request):
    """The index is no table of Django, so it is not emptied after a test with transactions of its own."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_report")

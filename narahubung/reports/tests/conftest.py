"""The Ombudsman's people, and a browser of each, signed in."""

from datetime import timedelta

import pytest
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

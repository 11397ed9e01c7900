"""The Ombudsman's people and those of the regency, and an agreement between them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from narahubung.accounts.tests.ways_in import enter
from narahubung.agreements.models import Agreement
from narahubung.complaints.tests.conftest import photo  # noqa: F401
from narahubung.operations.agreements_told import Paperwork


@pytest.fixture(autouse=True)
def files_of_tests(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def paperwork(world):
    return Paperwork(world)


@pytest.fixture
def office(paperwork):
    return paperwork.office


@pytest.fixture
def agreement(paperwork):
    """Four clauses with the health office, in force since today."""
    return paperwork.in_force()


@pytest.fixture
def sign_in(world, office):
    return lambda name: enter(getattr(office if name in office.people else world, name))


@pytest.fixture
def fresh():
    return lambda agreement: Agreement.objects.get(pk=agreement.pk)


@pytest.fixture
def pass_days(time_machine):
    return lambda days: time_machine.move_to(timezone.now() + timedelta(days=days))

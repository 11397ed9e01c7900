"""The Ombudsman's people, the instruments of the house, and a browser of each person, signed in."""

import pytest

from narahubung.accounts.tests.ways_in import enter
from narahubung.assessment.loading import load_instruments
from narahubung.assessment.models import Draft, Version
from narahubung.operations.ombudsman import Ombudsman


@pytest.fixture
def office(world):
    return Ombudsman(world)


@pytest.fixture
def instruments(office):
    """Return the versions of the house by the code of their instrument."""
    return {version.code: version for version in load_instruments()}


@pytest.fixture
def draft(office, instruments):
    """A draft of Bayu's office for 2027, copied from that of 2025."""
    return Draft.objects.submit(
        by=office.bayu, version=instruments["2025"], code="2027", name="Opini 2027"
    )


@pytest.fixture
def sign_in(world, office):
    return lambda name: enter(getattr(office if name in office.people else world, name))


@pytest.fixture
def fresh():
    return lambda row: type(row).objects.get(pk=row.pk)


@pytest.fixture
def newest():
    return lambda code: Version.objects.newest().get(instrument__code=code)

"""The Ombudsman's people and those of the regency, with their evaluations."""

import pytest

from narahubung.accounts.models import Role
from narahubung.accounts.tests.ways_in import enter
from narahubung.insight.models import Evaluation
from narahubung.operations.agreements_told import Paperwork
from narahubung.operations.evaluations_told import Evaluations


@pytest.fixture
def paperwork(world):
    return Paperwork(world)


@pytest.fixture
def office(paperwork):
    return paperwork.office


@pytest.fixture
def evaluations(world, office):
    return Evaluations(world, office)


@pytest.fixture
def focal_point(world):
    """Fani, named for the health office since the first day of the world."""
    world.appoint("fani", "Fani Rahma", Role.FOCAL_POINT, "dinkes")
    return world.people["fani"]


@pytest.fixture
def sheet(evaluations, focal_point):
    return evaluations.open("dinkes", focal_point)


@pytest.fixture
def sign_in(world, office):
    return lambda name: enter(getattr(office if name in office.people else world, name))


@pytest.fixture
def fresh():
    return lambda sheet: Evaluation.objects.get(pk=sheet.pk)

"""The town in which the journeys happen. They begin on an ordinary Monday morning."""

import pytest

from tests.journeys.people import Citizen, Town


@pytest.fixture
def town(world, time_machine, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    time_machine.move_to("2026-11-02 09:00+08:00")
    return Town(world, time_machine)


@pytest.fixture
def sari(town):
    return Citizen(town)


@pytest.fixture
def rina(town):
    """She manages the complaints of the health office."""
    return town.officer("rina")


@pytest.fixture
def budi(town):
    """He is the liaison of the clinic."""
    return town.officer("budi")


@pytest.fixture
def dewi(town):
    """She manages the complaints of the registry office."""
    return town.officer("dewi")

"""The town in which the journeys happen, from an ordinary Monday morning on, and the browsers in it."""

import pytest

from tests.journeys.elsewhere import weather_site
from tests.journeys.office import Office
from tests.journeys.people import Citizen, Town
from tests.journeys.phones import Phones


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


@pytest.fixture
def office(world, time_machine, settings, tmp_path):
    """The office of the Ombudsman, on an ordinary Monday morning."""
    settings.MEDIA_ROOT = tmp_path / "files"
    time_machine.move_to("2026-11-02 09:00+08:00")
    return Office(world, time_machine)


@pytest.fixture
def phones(browser, live_server, world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    phones = Phones(browser, live_server.url, world)
    yield phones
    phones.close()


@pytest.fixture
def weather(settings):
    """A site somewhere else, to which one leaves quickly."""
    with weather_site() as site:
        settings.EXIT_URL = site.url
        yield site

"""A series of meetings of the office of Kalimantan Timur with two departments, and a browser of each person."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from narahubung.accounts.tests.ways_in import enter
from narahubung.collaboration.models import Series
from narahubung.complaints.tests.conftest import photo  # noqa: F401
from narahubung.operations.mentorships import Mentorship
from narahubung.operations.ombudsman import Ombudsman

NUMBER = "BA-01/PB/XI/2026"


@pytest.fixture(autouse=True)
def files_of_tests(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def office(world):
    office = Ombudsman(world)
    world.people.update(office.people)
    # Fitri answers for the regency at the Ombudsman; the registry has its manager alone.
    world.appoint("fitri", "Fitri Handayani", "focal_point", "dinkes")
    return office


@pytest.fixture
def sign_in(world, office):
    return lambda name: enter(getattr(world, name))


@pytest.fixture
def series(world, office, time_machine):
    time_machine.move_to("2026-11-02 09:00+08:00")
    return begin(world)


def begin(world, **changes):
    terms = {
        "name": "Pertemuan berkala Kutai Raya",
        "place": "Aula Inspektorat",
        "first_month": date(2026, 11, 1),
        "every": 3,
        "week": 2,
        "weekday": 2,
        "begins": time(9),
        "minutes": 120,
        "if_day_off": "next",
        "convenor": world.eka.user,
        "members": [world.place("dinkes"), world.place("disdukcapil")],
        **changes,
    }
    return Series.objects.submit(by=world.eka, **terms)


@pytest.fixture
def meeting(series):
    """The meeting of Wednesday, 11 November 2026."""
    return series.meetings.order_by("starts_at").first()


@pytest.fixture
def held(world, meeting, time_machine):
    meeting.take("invite", by=world.eka)
    time_machine.move_to(meeting.starts_at + timedelta(minutes=5))
    meeting.take("hold", by=world.eka)
    return meeting


@pytest.fixture
def decision(world, held):
    day = timezone.localdate() + timedelta(days=14)
    return held.decide(world.eka, "Loket kedua dibuka.", world.place("dinkes"), day)


@pytest.fixture
def ship(world, office):
    """The health office asks by Fitri, its focal point; Bayu mentors."""
    return Mentorship(world, office, world.fitri)

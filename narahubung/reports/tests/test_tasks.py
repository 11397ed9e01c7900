"""A task on the focal point's desk: opened with its step, done by the agency, settled by the report."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from narahubung.accounts.actors import Officer
from narahubung.accounts.models import Absence, Appointment, Role
from narahubung.operations.ombudsman import PROOF, TO_EXAMINATION, TO_RESULT
from narahubung.reports.jobs import count_again
from narahubung.reports.models import LiaisonTask, Report
from narahubung.reports.task_holders import holders_of

R = Role
ASKED = f"{TO_EXAMINATION} ask_explanation"


@pytest.fixture
def desk(world):
    """A focal point of the registry with a deputy, and one of the government."""
    for key, place in (("fani", "disdukcapil"), ("dita", "disdukcapil"), ("gita", "kutai-raya")):
        world.appoint(key, key.title(), R.FOCAL_POINT, place)
    world.people["dita"].substitutes = world.people["fani"]
    world.people["dita"].save()
    world.appoint("hilman", "Hilman", R.HEAD, "disdukcapil")
    return world


@pytest.fixture
def asked(desk, office):
    office.submit()
    office.go(ASKED)
    return office.report.tasks.get()


def names(task):
    return [post.user.name for post in holders_of(task)]


def away(world, *keys):
    from django.utils import timezone

    today = timezone.localdate()
    for key in keys:
        Absence.objects.create(
            user=world.people[key].user, starts_on=today, ends_on=today + timedelta(days=3)
        )


# fmt: off
OPENED = (
    # row   the way there                                              step               kind              settled by
    ("B11", "",                                                        "respond_at_once", "rapid",          "contact"),
    ("B12", TO_EXAMINATION,                                            "ask_explanation", "explanation",    "explained"),
    ("B14", ASKED,                                                     "ask_again",       "second",         "explained"),
    ("B16", TO_EXAMINATION,                                            "summon",          "summons",        "heard"),
    ("B18", TO_EXAMINATION,                                            "conciliate",      "conciliation",   "end_talks"),
    ("B18", TO_EXAMINATION,                                            "mediate",         "mediation",      "settle"),
    ("B25", TO_RESULT,                                                 "deliver",         "correction",     "corrected"),
)
# fmt: on


@pytest.mark.parametrize(("row", "way", "step", "kind", "settles"), OPENED)
def test_each_row_of_the_law_opens_and_settles_its_task(desk, office, row, way, step, kind, settles):
    report = office.submit()
    office.go(f"{way} {step}")
    task = report.tasks.get(kind=kind)
    assert (task.event.kind, task.settled_at) == (step, None)
    assert report.events.filter(kind="task_opened", facts__task=task.reference).exists()
    if task.clock:
        assert task.due == task.clock.due
    if step == "respond_at_once":
        office.go("declare")
    office.go(settles)
    task.refresh_from_db()
    assert task.settled_by == settles and task.settled_on and task.next_due is None

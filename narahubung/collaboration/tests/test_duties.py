"""What mentoring and training put on the home of each side."""

from datetime import timedelta

import pytest
from django.utils import timezone

from narahubung.collaboration import duties
from narahubung.collaboration.tests.training_of_tests import plan


def found(source, actor):
    return {duty.url: duty.deed for duty in source(actor, timezone.localdate(), 60)}


def test_a_mentoring_waits_for_whoever_has_to_answer(world, ship):
    asked = ship.asked().get_absolute_url()
    assert asked in found(duties.mentoring, world.sinta)
    assert not found(duties.mentoring, world.fitri) and not found(duties.mentoring, world.mira)


def test_an_offer_waits_for_the_agency(world, ship):
    offered = ship.offered().get_absolute_url()
    assert [*found(duties.mentoring, world.fitri)] == [offered]
    assert not found(duties.mentoring, world.sinta) and not found(duties.mentoring, world.dewi)


def test_the_next_step_waits_for_the_mentor(world, ship):
    mentoring = ship.planned()
    assert [*found(duties.mentoring, world.bayu)] == [mentoring.get_absolute_url()]
    assert not found(duties.mentoring, world.sinta)


@pytest.mark.parametrize("days, waits", [(10, True), (60, False)])
def test_a_training_waits_to_be_announced_when_its_day_comes_near(world, office, days, waits):
    day = timezone.localdate() + timedelta(days=days)
    training = plan(world, starts_on=day, ends_on=day)
    assert (training.get_absolute_url() in found(duties.trainings, world.sinta)) is waits
    assert not found(duties.trainings, world.mira)

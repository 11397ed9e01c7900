"""Who is told of trainings: each once, what is theirs to know, and nobody of what is no more true."""

from datetime import timedelta

import pytest
from django.core import mail

from narahubung.collaboration.jobs import follow_training
from narahubung.collaboration.models import Training
from narahubung.collaboration.tests.conftest import files_of_tests, office  # noqa: F401
from narahubung.collaboration.tests.training_of_tests import (
    TERMS,
    announce,
    crowd,
    enrol,
    hold_with,
    plan,
)
from narahubung.collaboration.training_lifecycle import HAPPENED
from narahubung.notify.jobs import work_on_trainings
from narahubung.notify.trainings import TRAINING_RECIPIENTS

pytestmark = pytest.mark.usefixtures("office")


@pytest.fixture(autouse=True)
def early(time_machine):
    time_machine.move_to("2026-11-02 09:00+08:00")


def post():
    """Let the worker work twice and return who was written to."""
    mail.outbox.clear()
    work_on_trainings()
    work_on_trainings()
    return sorted(m.to[0].partition("@")[0] for m in mail.outbox)


def test_it_is_settled_for_every_event_who_is_told():
    assert set(TRAINING_RECIPIENTS) == set(HAPPENED)


def test_of_a_request_office_and_agency_are_told_in_turn(world):
    terms = {**TERMS, "invited": [world.place("dinkes")]}
    training = Training.objects.submit(by=world.fitri, is_asked=True, **terms)
    assert post() == ["sinta"]
    training.take("propose", by=world.eka, day=training.starts_on, note="")
    assert post() == ["fitri"]
    training.take("settle_day", by=world.fitri, day=training.starts_on)
    assert post() == ["sinta"]
    training.take("name_speaker", by=world.sinta, post=world.people["bayu"])
    assert post() == ["bayu", "fitri"]


def test_a_reason_stands_in_the_mail_that_declines(world):
    terms = {**TERMS, "invited": [world.place("dinkes")]}
    training = Training.objects.submit(by=world.fitri, is_asked=True, **terms)
    post()
    training.take("decline", by=world.eka, note="Semua asisten di lapangan.")
    assert post() == ["fitri"]
    assert "Semua asisten di lapangan." in mail.outbox[0].body
    assert training.get_absolute_url() in mail.outbox[0].body


def test_a_plan_tells_nobody_and_an_announcement_those_invited(world):
    training = plan(world)
    assert post() == []
    training.take("announce", by=world.eka)
    assert "fitri" in post()
    assert post() == []


def test_who_is_enrolled_by_somebody_else_is_told_and_who_did_it_herself_is_not(world):
    training = announce(world)
    post()
    enrol(training, world, "budi")
    assert post() == []
    training.enrol(world.fitri, world.tono.user, world.place("puskesmas-senaken"))
    assert post() == ["tono"]


def test_all_who_are_enrolled_are_told_of_another_day_and_of_its_end(world):
    training = announce(world)
    enrol(training, world, "budi", "tono")
    post()
    training.edit(world.eka, list(training.invited.all()), place="Pendopo")
    assert post() == ["budi", "tono"]
    training.take("cancel", by=world.eka, note="Banjir.")
    told = post()
    assert {"budi", "tono", "fitri"} <= set(told) and len(told) == len(set(told))


def test_an_announcement_that_was_called_off_is_not_sent(world):
    training = announce(world)
    training.take("cancel", by=world.eka, note="Banjir.")
    work_on_trainings()
    assert {m.subject.partition(" ·")[0] for m in mail.outbox} == {"Pelatihan dibatalkan."}


def test_who_was_there_is_asked_at_once_and_again_after_ninety_days(world, time_machine):
    names = crowd(world, 2)
    training = hold_with(world, time_machine, names)
    told = post()
    assert [name for name in told if name.startswith("murid")].count("murid0") >= 1
    asked = [m for m in mail.outbox if "Terima kasih" in m.subject]
    assert sorted(m.to[0].partition("@")[0] for m in asked) == names
    assert "2 Desember 2026" in asked[0].body
    time_machine.move_to(training.moment(training.ends_on, training.ends) + timedelta(days=90))
    follow_training()
    follow_training()
    assert post() == names


def test_who_has_left_their_office_is_not_asked(world, time_machine):
    training = hold_with(world, time_machine, crowd(world, 2))
    post()
    letter = world.people["murid0"]
    letter.revoked_at = training.moment(training.ends_on, training.ends)
    letter.save(update_fields=["revoked_at"])
    time_machine.move_to(training.moment(training.ends_on, training.ends) + timedelta(days=90))
    follow_training()
    assert post() == ["murid1"]


def test_certificates_are_told_to_their_holders_alone(world, time_machine):
    training = hold_with(world, time_machine, crowd(world, 1))
    post()
    training.certify(world.eka, "7", "Sinta Maharani", "Kepala Perwakilan")
    assert post() == ["murid0"]
    certificate = training.participants.get().certificate
    training.void_certificate(world.eka, certificate, "Salah nama.")
    assert post() == ["murid0"]

"""Trainings: who sees and runs one, from the request for a speaker to the end, and who may be on the roll."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from narahubung.collaboration.models import Participant, Training
from narahubung.collaboration.tests.training_of_tests import (
    DAY,
    TERMS,
    announce,
    at,
    crowd,
    enrol,
    hold_with,
    plan,
)
from narahubung.journal.verification import Tally, faults


@pytest.fixture
def early(office, time_machine):
    time_machine.move_to("2026-11-02 09:00+08:00")


@pytest.fixture
def asked(world, early):
    terms = {**TERMS, "ends_on": DAY + timedelta(days=1)}
    invited = [world.place("dinkes")]
    return Training.objects.submit(by=world.fitri, invited=invited, is_asked=True, **terms)


def sees(actor):
    return Training.objects.visible_to(actor).exists()


@pytest.mark.parametrize(
    ("name", "planned", "announced", "asked_by_the_health_office"),
    [
        ("eka", True, True, True),
        ("mira", False, False, False),
        ("fitri", False, True, True),
        ("rina", False, True, True),
        ("budi", False, True, False),
        ("dewi", False, True, False),
        ("wati", False, True, True),
        ("agus", False, True, True),
        ("adi", False, False, False),
    ],
)
def test_who_sees_a_training(world, early, name, planned, announced, asked_by_the_health_office):
    training, actor = plan(world), getattr(world, name)
    assert sees(actor) is planned
    training.take("announce", by=world.eka)
    assert sees(actor) is announced
    Training.objects.filter(pk=training.pk).update(stage="cancelled")
    training.invited.clear()
    terms = {"by": world.fitri, "is_asked": True, **TERMS}
    Training.objects.submit(invited=[world.place("dinkes")], **terms)
    assert sees(actor) is (asked_by_the_health_office or name == "eka")


def test_a_speaker_of_another_office_sees_where_she_speaks(world, early):
    training = plan(world)
    assert not sees(world.mira)
    training.add_speaker(world.eka, "Mira Anggraini", user=world.mira.user)
    assert sees(world.mira)


def test_a_request_goes_back_and_forth_until_a_speaker_is_named(world, asked):
    assert asked.office == world.eka.office and asked.agency == world.place("dinkes")
    with pytest.raises(PermissionDenied):
        asked.take("name_speaker", by=world.fitri, post=world.people["bayu"])
    later = DAY + timedelta(days=7)
    asked.take("propose", by=world.eka, day=later, note="Hari itu ada pleno.")
    asked.take("settle_day", by=world.fitri, day=later)
    assert (asked.starts_on, asked.ends_on) == (later, later + timedelta(days=1))
    asked.take("name_speaker", by=world.sinta, post=world.people["bayu"])
    assert asked.stage == "planned"
    assert [s.user for s in asked.speakers.all()] == [world.bayu.user]
    with pytest.raises(PermissionDenied):
        asked.take("announce", by=world.eka)
    asked.take("announce", by=world.fitri)
    assert [e.kind for e in asked.events.all()] == [
        *("asked", "propose", "settle_day", "name_speaker", "announce"),
    ]
    assert not list(faults(Tally(), {}))


def test_a_request_is_declined_with_its_reason_and_that_is_its_end(world, asked):
    asked.take("decline", by=world.eka, note="Semua asisten di lapangan.")
    assert asked.is_of_the_office(world.eka) and asked.moves_for(world.eka) == []
    assert asked.closed_at is not None


@pytest.mark.parametrize("name", ["fitri", "budi", "dewi", "mira", "rina"])
def test_nobody_runs_the_training_of_an_office_but_the_office(world, early, name):
    training, actor = announce(world), getattr(world, name)
    for deed in (
        lambda: training.take("cancel", by=actor, note="Batal."),
        lambda: training.add_speaker(actor, "Orang lain"),
        lambda: training.edit(actor, [], title="Lain"),
        lambda: training.certify(actor, "1", "A", "B"),
    ):
        with pytest.raises((PermissionDenied, Training.DoesNotExist)):
            deed()


def test_an_agency_enrols_its_own_people_and_nobody_else(world, early):
    training = announce(world)
    training.enrol(world.fitri, world.budi.user, world.place("puskesmas-kuaro"))
    with pytest.raises(PermissionDenied):
        training.enrol(world.fitri, world.dewi.user, world.place("disdukcapil"))
    with pytest.raises(PermissionDenied):
        training.enrol(world.budi, world.tono.user, world.place("puskesmas-senaken"))
    training.enrol(world.tono, world.tono.user, world.place("puskesmas-senaken"))
    training.enrol_guest(world.fitri, "Kader posyandu", world.place("dinkes"))
    with pytest.raises(PermissionDenied):
        training.enrol_guest(world.fitri, "Tamu", None, "RT 05")
    training.enrol_guest(world.eka, "Tamu", None, "RT 05")
    seen = {name: names_seen_by(getattr(world, name)) for name in ("eka", "fitri", "budi", "dewi")}
    assert seen == {
        "eka": {"Budi Santoso", "Tono Haryadi", "Kader posyandu", "Tamu"},
        "fitri": {"Budi Santoso", "Tono Haryadi", "Kader posyandu"},
        "budi": {"Budi Santoso"},
        "dewi": set(),
    }


def names_seen_by(actor):
    return set(Participant.objects.visible_to(actor).values_list("name", flat=True))


def test_nobody_is_enrolled_beyond_the_seats_or_twice(world, early):
    training = announce(world, seats=2)
    first = enrol(training, world, "budi")[0]
    assert enrol(training, world, "budi") == [first]
    enrol(training, world, "tono")
    with pytest.raises(PermissionDenied):
        enrol(training, world, "rina")
    training.strike(world.budi, first)
    enrol(training, world, "rina")
    with pytest.raises(PermissionDenied):
        enrol(training, world, "budi")
    with pytest.raises(IntegrityError), transaction.atomic():
        training.participants.create(user=world.tono.user, name="Tono")


def test_who_leaves_may_come_back_and_who_was_there_stays(world, early, time_machine):
    training = announce(world)
    [row] = enrol(training, world, "budi")
    with pytest.raises(Participant.DoesNotExist):
        Participant.objects.visible_to(world.tono).get(pk=row.pk)
    with pytest.raises(PermissionDenied):
        training.strike(world.dewi, row)
    training.strike(world.fitri, row)
    assert enrol(training, world, "budi")[0].pk == row.pk
    at(time_machine, training)
    training.sign_in(row, world.budi)
    with pytest.raises(PermissionDenied):
        training.strike(world.eka, row)


@pytest.mark.parametrize(
    ("hour", "is_open"), [(7, False), (8, True), (10, True), (12, True), (14, False)]
)
def test_one_signs_in_by_oneself_in_the_hours_of_the_day(world, early, time_machine, hour, is_open):
    training = announce(world)
    [row] = enrol(training, world, "budi")
    at(time_machine, training, hour=hour)
    if not is_open:
        with pytest.raises(PermissionDenied):
            training.sign_in(row, world.budi)
    else:
        assert training.sign_in(row, world.budi).way == "herself"
    with pytest.raises(PermissionDenied):
        training.sign_in(row, world.fitri)


def test_of_several_days_each_is_written_down_and_none_ahead(world, early, time_machine):
    training = announce(world, ends_on=DAY + timedelta(days=1))
    budi, tono = enrol(training, world, "budi", "tono")
    at(time_machine, training)
    training.sign_in(budi, world.budi, day=DAY + timedelta(days=1))
    assert budi.days() == {DAY}
    with pytest.raises(PermissionDenied):
        training.sign_in(tono, world.eka, day=DAY + timedelta(days=1))
    at(time_machine, training, DAY + timedelta(days=1))
    training.sign_in(tono, world.eka, day=DAY)
    training.sign_in(budi, world.budi)
    training.take("hold", by=world.eka)
    training.certify(world.eka, "7/BIMTEK", "Sinta Maharani", "Kepala Perwakilan")
    # Tono was there on one day of two.
    assert [
        c.certificate.name for c in training.participants.filter(certificate__isnull=False)
    ] == ["Budi Santoso"]


def test_it_is_held_once_it_has_begun_and_announced_before(world, early, time_machine):
    training = announce(world)
    with pytest.raises(PermissionDenied):
        training.take("hold", by=world.eka)
    late = plan(world)
    at(time_machine, training)
    training.take("hold", by=world.eka)
    with pytest.raises(PermissionDenied):
        late.take("announce", by=world.eka)


def test_another_day_is_told_only_once_others_know_of_it(world, early):
    training = plan(world)
    invited = list(training.invited.all())
    training.edit(world.eka, invited, place="Balai kota")
    training.take("announce", by=world.eka)
    training.edit(world.eka, invited, seats=20)
    training.edit(world.eka, invited, place="Pendopo")
    kinds = [e.kind for e in training.events.all()]
    assert kinds == ["planned", "edited", "announce", "edited", "moved"]


def test_a_speaker_taken_off_leaves_the_point_of_the_programme(world, early):
    training = plan(world)
    speaker = training.add_speaker(world.eka, "Guru tamu", "Universitas")
    hours = {"day": DAY, "begins": TERMS["begins"], "ends": TERMS["ends"]}
    point = training.add_point(world.eka, words="Delapan syarat", speaker=speaker, **hours)
    training.remove_speaker(world.eka, speaker)
    point.refresh_from_db()
    assert point.speaker is None and not training.speakers.exists()


def test_the_chain_of_a_training_holds(world, early, time_machine):
    hold_with(world, time_machine, crowd(world, 3))
    assert not list(faults(Tally(), {}))

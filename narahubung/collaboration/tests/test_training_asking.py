"""The two forms: answered once by who was there, without a trace of who it was, and never shown in single answers."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from narahubung.collaboration.jobs import follow_training
from narahubung.collaboration.models import Answer, Round
from narahubung.collaboration.tests.training_of_tests import (
    answer_all,
    answers,
    crowd,
    hold_with,
)
from narahubung.collaboration.training_questions import forms, scale


@pytest.fixture
def names(world, office, time_machine):
    time_machine.move_to("2026-11-02 09:00+08:00")
    return crowd(world, 6)


@pytest.fixture
def held(world, names, time_machine):
    return hold_with(world, time_machine, names)


@pytest.fixture
def pass_days(time_machine, held):
    def move(days):
        time_machine.move_to(held.moment(held.ends_on, held.ends) + timedelta(days=days))

    return move


def first(training):
    return training.rounds.get(name="after")


def test_the_forms_are_those_that_were_agreed_and_bilingual():
    asked = {name: (len(f.marked), len(f.spoken)) for name, f in forms().items()}
    assert asked == {"after": (5, 2), "later": (1, 2)}
    assert [mark.value for mark in scale()] == [5, 4, 3, 2, 1]
    every = [q for form in forms().values() for q in form.questions]
    assert all(q.text_id and q.text_en and q.text_id != q.text_en for q in every)


def test_each_participant_answers_once(world, held):
    held.answer(world.murid0, "after", **answers("after"))
    with pytest.raises(PermissionDenied):
        held.answer(world.murid0, "after", **answers("after"))
    assert first(held).answers.count() == 1


def test_who_was_not_there_answers_nothing(world, names, time_machine):
    training = hold_with(world, time_machine, names[:2])
    for name in (names[2], "fitri"):
        with pytest.raises(PermissionDenied):
            training.answer(getattr(world, name), "after", **answers("after"))


def test_who_was_enrolled_and_did_not_come_answers_nothing(world, names, time_machine):
    training = hold_with(world, time_machine, names[:2])
    assert not training.is_open_for_enrolment()
    row = training.enrol(world.eka, world.budi.user, world.place("dinkes"))
    with pytest.raises(PermissionDenied):
        training.answer(world.budi, "after", **answers("after"))
    training.sign_in(row, world.eka)
    training.answer(world.budi, "after", **answers("after"))


def test_nothing_that_is_kept_joins_an_answer_to_a_person(world, names, held):
    answer_all(world, held, names)
    columns = {field.name for field in Answer._meta.get_fields()}
    assert columns == {"id", "round", "marks", "words"}
    events = held.events.filter(kind="answered")
    assert events.count() == len(names)
    assert {(e.actor_id, e.role, e.place, e.note) for e in events} == {(None, "system", "", "")}
    assert {tuple(e.facts) for e in events} == {("form",)}
    # Keys are drawn by lot: their order tells nothing about that of the answers.
    assert {answer.pk.version for answer in Answer.objects.all()} == {4}


def test_results_wait_for_the_end_of_the_form_and_for_five(world, names, held, pass_days):
    answer_all(world, held, names[:4], best="Latihan menjawab.")
    assert first(held).results() is None
    pass_days(13)
    held.answer(world.murid4, "after", **answers("after", 5))
    assert first(held).results() is None
    pass_days(15)
    results = first(held).results()
    assert [result.question.code for result in results] == [
        *("useful", "clear", "part", "material", "ready", "best", "better"),
    ]
    assert [number for _mark, number in results[0].bars] == [1, 1, 1, 1, 1]
    assert results[0].mean == 3
    assert results[5].words == ("Latihan menjawab.",) * 4 and results[6].words == ()


def test_four_answers_are_never_shown(world, names, held, pass_days):
    answer_all(world, held, names[:4])
    pass_days(40)
    assert first(held).results() is None


def test_after_its_days_nobody_answers(world, held, pass_days):
    pass_days(15)
    with pytest.raises(PermissionDenied):
        held.answer(world.murid0, "after", **answers("after"))


def test_after_ninety_days_it_is_asked_once_what_was_used(world, names, held, pass_days):
    pass_days(89)
    assert follow_training() == 0
    pass_days(90)
    assert (follow_training(), follow_training()) == (1, 0)
    answer_all(world, held, names, "later", what="Buku register.")
    assert held.events.filter(kind="asked_later").count() == 1
    pass_days(121)
    later = held.rounds.get(name="later").results()
    assert later[1].words == ("Buku register.",) * 6
    assert follow_training() == 1
    held.refresh_from_db()
    assert held.stage == "closed" and held.closed_at is not None


def test_a_training_nobody_held_is_never_asked_about(world, names, time_machine):
    training = hold_with(world, time_machine, names[:1])
    type(training).objects.filter(pk=training.pk).update(stage="announced")
    time_machine.move_to(training.moment(training.ends_on, training.ends) + timedelta(days=99))
    assert follow_training() == 0
    assert Round.objects.filter(name="later").count() == 0


@pytest.mark.parametrize(
    ("name", "status"),
    [("eka", 200), ("mira", 200), ("murid0", 403), ("fitri", 403), ("dewi", 403), ("adi", 404)],
)
def test_results_are_for_the_office_the_holder_and_who_spoke(
    world, names, held, sign_in, pass_days, name, status
):
    held.speakers.create(user=world.mira.user, name="Mira Anggraini")
    answer_all(world, held, names)
    pass_days(15)
    answer = sign_in(name).get(f"/training/{held.reference}/results/")
    assert answer.status_code == status
    if status == 200:
        assert "6 jawaban dari 6" in answer.text


def test_the_page_of_results_shows_no_bar_too_early(world, names, held, sign_in):
    answer_all(world, held, names)
    shown = sign_in("eka").get(f"/training/{held.reference}/results/").text
    assert "<progress" not in shown and "6 jawaban" in shown


def test_guests_have_no_account_and_are_not_counted_as_asked(world, names, held):
    guest = held.enrol_guest(world.eka, "Kader", world.place("dinkes"))
    held.sign_in(guest, world.eka)
    assert held.participants.who_came().filter(user__isnull=False).count() == len(names)
    assert guest in held.participants.who_came()

"""What is counted of meetings: each once for whoever asks for several agencies, and nothing of what one may not see."""

from datetime import timedelta

import pytest

from narahubung.collaboration.tests.training_of_tests import announce, at, plan
from narahubung.figures import asking
from narahubung.figures.asking import Period
from narahubung.figures.checking import differences
from narahubung.figures.registry import FIGURES
from narahubung.figures.rolling import roll_all


@pytest.fixture
def early(office, time_machine):
    time_machine.move_to("2026-11-02 09:00+08:00")
    return time_machine


def counted(actor, day, *codes):
    roll_all()
    found = {a.figure.code: a.value for a in asking.all_answers(actor, Period(day))}
    return tuple(found[code] for code in codes)


def behind(actor, day, code):
    return asking.marks(FIGURES[code], actor, Period(day)).count()


def test_a_meeting_with_two_departments_counts_once_for_their_government(world, held):
    for actor in (world.fitri, world.dewi, world.agus, world.eka, world.sinta, world.system):
        assert counted(actor, held.day, "meetings.held") == (1,), actor
        assert behind(actor, held.day, "meetings.held") == 1
    assert counted(world.mira, held.day, "meetings.held") == (0,)
    assert [*differences()] == []


def test_a_meeting_that_is_only_planned_was_not_held(world, meeting):
    meeting.take("invite", by=world.eka)
    codes = ("meetings.held", "attendance.invited")
    assert counted(world.eka, meeting.day, *codes) == (0, 0)


def test_attendance_is_counted_where_people_come_from(world, held):
    for invitation in held.invitations.filter(agency=world.place("dinkes")):
        held.sign_in(invitation, world.eka)
    codes = ("attendance.invited", "attendance.came")
    assert counted(world.fitri, held.day, *codes) == (1, 1)
    assert counted(world.dewi, held.day, *codes) == (1, 0)
    assert counted(world.eka, held.day, *codes) == (3, 1)
    assert [*differences()] == []


def test_a_decision_is_made_late_and_done(world, held, decision, time_machine):
    codes = "decisions.made decisions.overdue decisions.done decisions.done_in_time".split()
    assert counted(world.fitri, held.day, *codes) == (1, 0, 0, 0)
    day = decision.due_on + timedelta(days=2)
    assert counted(world.fitri, day, *codes) == (1, 1, 0, 0)
    decision.report_done(world.fitri, "Sudah.")
    decision.confirm(world.eka)
    assert counted(world.eka, held.day, *codes) == (1, 0, 1, 1)
    assert [*differences()] == []


def test_a_decision_reported_after_its_date_is_not_in_time(world, held, decision, time_machine):
    time_machine.move_to(held.starts_at + timedelta(days=20))
    decision.report_done(world.fitri, "Sudah.")
    decision.give_back(world.eka, "Belum semua.")
    decision.report_done(world.fitri, "Sekarang semua.")
    decision.confirm(world.eka)
    codes = ("decisions.done", "decisions.done_in_time", "decisions.overdue")
    assert counted(world.fitri, decision.today, *codes) == (1, 0, 0)


def test_who_was_not_invited_does_not_count_what_was_decided_for_them(world, held):
    world.appoint("siti", "Siti", "focal_point", "puskesmas-kuaro")
    held.decide(world.eka, "Menyusun SOP.", world.place("puskesmas-kuaro"), held.day)
    assert counted(world.siti, held.day, "decisions.made") == (0,)
    assert counted(world.eka, held.day, "decisions.made") == (1,)
    assert counted(world.agus, held.day, "decisions.made") == (1,)
    assert [*differences()] == []


def test_a_training_counts_once_for_whoever_holds_it_and_whoever_is_invited(world, office, early):
    asked = plan(world, world.fitri, invited=("disdukcapil",), is_asked=True)
    asked.take("name_speaker", by=world.sinta, post=world.people["bayu"])
    asked.take("announce", by=world.fitri)
    codes = ("trainings.held", "trainings.with_speaker")
    assert counted(world.fitri, asked.starts_on, *codes) == (0, 0)
    at(early, asked)
    asked.take("hold", by=world.fitri)
    for actor in (world.fitri, world.dewi, world.agus, world.eka):
        assert counted(actor, asked.starts_on, *codes) == (1, 1), actor
        assert behind(actor, asked.starts_on, "trainings.held") == 1
    assert [*differences()] == []


def test_a_training_that_nobody_asked_a_speaker_for_is_only_held(world, office, early):
    training = announce(world)
    at(early, training)
    training.take("hold", by=world.eka)
    codes = ("trainings.held", "trainings.with_speaker")
    assert counted(world.fitri, training.starts_on, *codes) == (1, 0)

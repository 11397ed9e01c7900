"""The life of a mentoring: asked or offered, planned, held in sessions, measured before and after, completed."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from narahubung.collaboration import mentoring_reach as reach
from narahubung.collaboration.mentoring_conditions import conditions, highest, levels, source
from narahubung.collaboration.mentoring_lifecycle import ENDED, HAPPENED, MOVES, Stage
from narahubung.collaboration.models import (
    ConditionScore,
    Mentoring,
    MentoringEvent,
    MentoringPaper,
)
from narahubung.directory.models import Agency, OmbudsmanOffice
from narahubung.figures.asking import Period, all_answers
from narahubung.figures.checking import differences
from narahubung.figures.models import Mark
from narahubung.figures.rolling import roll_all
from narahubung.journal.verification import Tally, faults
from narahubung.operations.mentorships import AFTER, BEFORE
from narahubung.operations.ombudsman import HERE


def test_every_stage_can_be_reached_and_every_open_one_left():
    reached = {move.to_stage for move in MOVES} | {Stage.OFFERED}
    assert reached == set(Stage)
    left = {stage for move in MOVES for stage in move.from_stages}
    assert left == set(Stage) - set(ENDED)


def test_a_mentoring_goes_from_asking_to_its_result(ship):
    found = ship.done()
    assert found.stage == Stage.DONE and found.closed_at and found.next_due is None
    kinds = [event.kind for event in found.events.all()]
    assert kinds[0] == "asked" and kinds[-1] == "finish" and set(kinds) <= set(HAPPENED)
    assert not list(faults(Tally(), {}))


def test_who_asks_gets_the_office_of_the_province_and_else_the_national_one(ship):
    assert ship.asked().office.code == HERE
    OmbudsmanOffice.objects.get(code=HERE).provinces.clear()
    assert ship.asked(kind="innovation").office.national


def test_an_offer_is_taken_up_by_the_agency_or_declined(world, ship):
    offer = ship.offered()
    with pytest.raises(PermissionDenied):
        offer.take("accept", by=world.eka)
    with pytest.raises(PermissionDenied):
        offer.take("accept", by=world.rina)
    offer.take("accept", by=world.hana)
    assert offer.stage == Stage.ASKED
    other = ship.offered(kind="innovation")
    with pytest.raises(PermissionDenied):
        other.take("decline", by=world.sinta, note="x")
    other.take("decline", by=world.fitri, note="Tahun ini belum.")
    assert other.stage == Stage.DECLINED


def test_what_was_asked_is_declined_by_the_office_with_its_reason(world, ship):
    found = ship.asked()
    with pytest.raises(PermissionDenied):
        found.take("decline", by=world.hana, note="x")
    found.take("decline", by=world.eka, note="Semua pendamping penuh.")
    assert found.events.last().note == "Semua pendamping penuh."


def test_the_agency_plans_nothing_and_the_neighbour_office_nothing_at_all(world, ship):
    found = ship.running()
    session = ship.session(found, days=3)
    for deed in (
        lambda by: found.add_step(by, "x", found.today),
        lambda by: found.set_session(by, day=found.today, begins=time(9), place="x", about="x"),
        lambda by: found.cancel_session(by, session, "x"),
        lambda by: found.take("finish", by=by, result="x"),
    ):
        with pytest.raises(PermissionDenied):
            deed(world.fitri)
        with pytest.raises(Mentoring.DoesNotExist):
            deed(world.mira)


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        *[(name, True) for name in ("eka", "bayu", "sinta", "fitri", "hana", "rina")],
        *[(name, True) for name in ("wati", "agus")],
        *[(name, False) for name in ("dewi", "mira", "laras", "budi", "tono", "nadia", "adi")],
        ("sari", False),
    ],
)
def test_who_sees_a_mentoring_and_its_papers(world, ship, name, sees):
    world.submit()
    ship.done()
    actor = getattr(world, name)
    for model in (Mentoring, MentoringEvent, MentoringPaper, ConditionScore):
        assert model.objects.visible_to(actor).exists() is sees


def test_a_second_click_is_refused(world, ship):
    found = ship.offered()
    copy = Mentoring.objects.get(pk=found.pk)
    found.take("accept", by=world.fitri)
    with pytest.raises(PermissionDenied):
        copy.take("accept", by=world.hana)


def test_the_same_help_does_not_run_twice_at_once(world, ship):
    first = ship.asked()
    with pytest.raises(IntegrityError), transaction.atomic():
        ship.offered()
    first.take("withdraw", by=world.fitri, note="Belum siap.")
    assert ship.offered().stage == Stage.OFFERED


def test_with_the_first_session_written_down_it_has_begun(ship):
    found = ship.planned()
    session = ship.session(found, days=2)
    assert found.next_due == session.day
    with pytest.raises(PermissionDenied):
        ship.hold(found, session)
    session = ship.session(found)
    ship.hold(found, session)
    assert found.stage == Stage.RUNNING
    assert [e.kind for e in found.events.all()][-2:] == ["begin", "session_held"]
    with pytest.raises(PermissionDenied):
        ship.hold(found, session)


def test_a_session_moves_and_the_list_follows(world, ship):
    found = ship.planned()
    session = ship.session(found, days=2)
    later = found.today + timedelta(days=9)
    found.move_session(world.bayu, session, day=later, place="Daring", is_online=True)
    session.refresh_from_db()
    assert (session.day, session.place, found.next_due) == (later, "Daring", later)
    assert found.events.last().facts["from"] < later.isoformat()
    found.cancel_session(world.bayu, session, "Banjir")
    assert session.state == "cancelled"
    # What is still to be done is the first step of the plan.
    assert found.next_due == found.steps.get().due


def test_given_up_it_takes_its_sessions_along(world, ship):
    found = ship.planned()
    ship.session(found, days=2)
    found.take("withdraw", by=world.sinta, note="Gedung terbakar.")
    assert found.next_due is None
    assert [s.state for s in found.sessions.all()] == ["cancelled"]


def test_a_result_is_checked_by_the_office_and_never_by_who_handed_it_in(world, ship):
    found = ship.running()
    before = len(found.missing())
    output = ship.output(found, check=False)
    assert len(found.missing()) == before + 1
    with pytest.raises(PermissionDenied):
        found.check_output(world.fitri, output, accepted=True)
    found.check_output(world.bayu, output, accepted=False, remark="Belum ada tenggat.")
    assert (output.state, output.checked_by) == ("returned", world.bayu.user)
    with pytest.raises(PermissionDenied):
        found.check_output(world.bayu, output, accepted=True)


def test_the_eight_conditions_stand_as_data_with_their_source():
    assert len(conditions()) == 8 and highest() == 2 and len(levels()) == 3
    assert "2022" in source()
    assert all(one.id and one.en and one.about_id and one.basis for one in conditions())


def test_scores_are_written_by_one_side_and_agreed_by_the_other(world, ship):
    found = ship.asked()
    sheet = ship.measure(found, "before", agree=False)
    for name in ("fitri", "hana", "rina"):
        with pytest.raises(PermissionDenied):
            found.agree(getattr(world, name), sheet)
    found.agree(world.bayu, sheet)
    assert sum(score.value for score in sheet.scores.all()) == sum(BEFORE)
    with pytest.raises(PermissionDenied):
        ship.measure(found, "before")


def test_scores_written_anew_have_to_be_agreed_anew(world, ship):
    found = ship.asked()
    ship.measure(found, "before", agree=False)
    sheet = ship.measure(found, "before", by=world.bayu, agree=False)
    assert sheet.scores.count() == 8
    with pytest.raises(PermissionDenied):
        found.agree(world.eka, sheet)
    found.agree(world.hana, sheet)
    assert sheet.agreed_at


def test_after_is_scored_once_it_runs_and_before_is_agreed(ship):
    found = ship.planned()
    ship.measure(found, "before", agree=False)
    ship.hold(found, ship.session(found))
    with pytest.raises(PermissionDenied):
        ship.measure(found, "after")
    found.agree(ship.office.bayu, found.sheets.get())
    sheet = ship.measure(found, "after")
    assert sum(score.value for score in sheet.scores.all()) == sum(AFTER)


def test_it_is_not_completed_while_something_is_missing(ship):
    found = ship.running()
    assert not found.is_complete()
    with pytest.raises(PermissionDenied):
        found.take("finish", by=ship.office.sinta, result="Selesai.")
    ship.measure(found, "after")
    ship.session(found, days=4)
    assert len(found.missing()) == 2
    found.step_done(ship.office.bayu, found.steps.get(), found.today)
    assert len(found.missing()) == 1
    with pytest.raises(PermissionDenied):
        found.take("finish", by=ship.office.sinta, result="Selesai.")


def test_only_help_with_complaints_is_measured_by_the_eight_conditions(ship):
    found = ship.planned(kind="innovation")
    with pytest.raises(PermissionDenied):
        ship.measure(found, "before")
    ship.hold(found, ship.session(found))
    found.step_done(ship.office.bayu, found.steps.get(), found.today)
    found.take("finish", by=ship.office.sinta, result="Inovasi terdaftar.")
    assert found.stage == Stage.DONE


@pytest.mark.parametrize("value, words", [(3, "x"), (1, "")])
def test_the_database_knows_no_score_without_a_reason(ship, value, words):
    sheet = ship.measure(ship.asked(), "before")
    with pytest.raises(IntegrityError), transaction.atomic():
        ConditionScore.objects.filter(sheet=sheet).update(value=value, words=words)


def test_not_reached_is_who_neither_asked_nor_was_offered_anything(world, ship):
    circle = reach.chosen("")
    assert circle.name == "programme"
    names = {str(one) for one in reach.not_reached(world.sinta, circle)}
    assert names == {"Dinas Kesehatan"}
    ship.offered().take("decline", by=world.fitri, note="Belum.")
    assert not reach.not_reached(world.sinta, circle).exists()


def test_each_circle_holds_agencies_of_the_area_and_those_of_agreements_come_from_above(
    world, office
):
    assert [c.name for c in reach.circles()] == ["programme", "area", "parties"]
    for one in reach.circles():
        assert set(one.find(world.sinta)) <= set(Agency.objects.all())
        assert not one.find(world.mira).exists()


def test_a_circle_has_one_name():
    with pytest.raises(ValueError, match="two circles"):
        reach.circle("area", "x")(lambda actor: None)


def test_asked_and_completed_are_counted_on_their_days(ship):
    ship.done()
    ship.offered(kind="innovation")
    roll_all()
    figures = Mark.objects.filter(figure__startswith="mentoring.").values_list("figure", flat=True)
    assert sorted(figures) == ["mentoring.asked", "mentoring.done"]
    assert not list(differences())


def test_a_mentoring_at_an_assessment_counts_for_the_clause_that_asks_for_it(world, ship):
    found = ship.planned(kind="assessment")
    ship.hold(found, ship.session(found))
    found.step_done(ship.office.bayu, found.steps.get(), found.today)
    found.take("finish", by=ship.office.sinta, result="Loket dinilai bersama.")
    roll_all()
    found = {a.figure.code: a.value for a in all_answers(world.sinta, Period(timezone.localdate()))}
    assert found["mentoring.done_assessment"] == found["mentoring.done"] == 1
    assert found["mentoring.done_innovation"] == 0

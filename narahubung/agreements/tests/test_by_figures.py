"""Commitments that hang on live figures: their states follow from files alone, and nobody reports."""

from datetime import timedelta

import pytest
from django.core import mail

from narahubung.agreements.jobs import judge_all
from narahubung.agreements.models import Commitment
from narahubung.agreements.timeline import HAPPENED
from narahubung.complaints.models import Complaint
from narahubung.figures.rolling import roll_all
from narahubung.notify.agreements import TOLD, AgreementMail
from narahubung.notify.jobs import tell_of_agreements


def judged(figure="complaints.answered_in_time"):
    roll_all()
    judge_all()
    return Commitment.objects.get(figure=figure)


def answer_one(world):
    world.submit()
    return world.answer()


def late_answer(world, pass_days):
    world.submit()
    pass_days(70)
    return world.answer()


def test_where_nothing_was_answered_there_is_nothing_to_judge(agreement):
    owed = judged()
    assert (owed.state, owed.reason, owed.evidence_on) == ("on_track", "figure_quiet", None)


def test_answers_in_time_keep_a_promise_without_any_report(world, agreement):
    answer_one(world)
    owed = judged()
    assert (owed.state, owed.reason) == ("on_track", "figure_fine")
    assert owed.numbers["value"] == "100.0"
    assert owed.evidence_on == agreement.today


def test_a_commitment_turns_at_risk_by_itself_when_answers_slow_down(
    world, office, agreement, pass_days
):
    answer_one(world)
    assert judged().state == "on_track"
    late_answer(world, pass_days)
    owed = judged()
    assert owed.state == "at_risk", owed.sentence
    event = agreement.events.filter(kind="state_changed", facts__commitment=owed.pk).last()
    assert (event.facts["before"], event.facts["state"], event.actor) == (
        "on_track",
        "at_risk",
        None,
    )


def test_who_owes_it_and_the_office_are_told_once(world, office, agreement, pass_days):
    answer_one(world)
    judged()
    tell_of_agreements()
    mail.outbox.clear()
    late_answer(world, pass_days)
    owed = judged()
    for _again in range(3):
        tell_of_agreements()
    about = [m for m in mail.outbox if owed.text in m.body]
    assert sorted(m.to[0].partition("@")[0] for m in about) == ["hana", "sinta"]
    assert all("Berisiko" in m.body and "/agreements/" in m.body for m in about)


def test_files_of_other_agencies_are_not_counted(world, agreement):
    answer_one(world)
    agreement.commitments.filter(how="figure").update(agency=world.place("disdukcapil"))
    assert judged().reason == "figure_quiet"


def test_a_file_hidden_from_its_own_place_is_in_no_state(world, paperwork, pass_days):
    agreement = paperwork.in_force("inspektorat", template_code="inspectorates")
    here = {"agency": world.place("inspektorat")}
    world.submit(**here)
    world.submit(**here, reported=world.place("puskesmas-kuaro"), about_head=True)
    pass_days(90)
    assert Complaint.objects.filter(agency=here["agency"]).count() == 2
    assert judged("complaints.overdue").numbers["value"] == "1"
    assert agreement.commitments.filter(figure="complaints.overdue").exists()


def test_a_unit_can_be_counted_alone(world, paperwork, agreement):
    Commitment.objects.filter(how="figure").update(agency=world.place("puskesmas-senaken"))
    answer_one(world)
    assert judged().reason == "figure_quiet"
    Commitment.objects.filter(how="figure").update(agency=world.place("puskesmas-kuaro"))
    assert judged().reason == "figure_fine"


def test_judging_again_for_a_past_day_gives_what_was_kept(world, agreement, pass_days):
    answer_one(world)
    owed = judged()
    kept = owed.standings.get(day=agreement.today)
    pass_days(40)
    assert owed.standings.get() == kept
    late_answer(world, pass_days)
    judged()
    assert owed.standings.count() == 2


@pytest.mark.parametrize("kind", HAPPENED)
def test_for_every_event_it_is_settled_who_is_told(kind):
    assert kind in TOLD


def test_nobody_is_told_of_an_event_that_is_not_known():
    assert set(TOLD) == set(HAPPENED)


def test_a_renewal_is_told_to_the_agency_and_to_the_office(world, paperwork, pass_days):
    until = paperwork.today + timedelta(days=185)
    paperwork.in_force(in_force_until=until)
    tell_of_agreements()
    mail.outbox.clear()
    pass_days(6)
    judge_all()
    tell_of_agreements()
    said = [m for m in mail.outbox if "Masa berlakunya" in m.body]
    assert sorted(m.to[0].partition("@")[0] for m in said) == ["hana", "sinta"]
    assert AgreementMail.objects.filter(sent_at=None).count() == 0

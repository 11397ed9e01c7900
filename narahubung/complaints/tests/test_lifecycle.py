"""The tables of the lifecycle hold together, and nothing happens beside them."""

import pytest
from django.core.exceptions import PermissionDenied

from narahubung.clocks.models import Rule
from narahubung.complaints.lifecycle import CLOCKS, ENDED, MOVES, OPEN, Stage
from narahubung.complaints.models import Complaint
from narahubung.directory.models import Term

STEPS = {move.name for move in MOVES} | {"received"}


def test_every_stage_can_be_reached():
    reached = {move.to_stage for move in MOVES} | {Stage.RECEIVED}
    assert reached == set(Stage)


@pytest.mark.parametrize("stage", OPEN)
def test_every_open_stage_can_be_left_by_those_who_work_on_it(stage):
    assert [m for m in MOVES if stage in m.from_stages and m.name not in ("withdraw", "escalate")]


def test_every_clock_hangs_on_steps_that_exist():
    named = {
        step for clock in CLOCKS for step in f"{clock.starts} {clock.stops} {clock.then}".split()
    }
    assert named <= STEPS


def test_every_clock_has_its_rule_of_law(world):
    rules = set(Rule.objects.values_list("code", flat=True))
    assert {clock.rule for clock in CLOCKS} <= rules


def test_every_guard_is_a_question_that_a_complaint_can_answer():
    guards = {row.guard for row in (*MOVES, *CLOCKS) if row.guard}
    assert all(callable(getattr(Complaint, guard)) for guard in guards)


def test_every_class_brings_a_rule_whose_clock_starts_when_the_unit_has_the_file(world):
    rules = {clock.rule for clock in CLOCKS if "dispose" in clock.starts.split()}
    classes = Term.objects.in_force().filter(list="classification").exclude(rule="")
    assert classes
    assert {term.rule for term in classes} <= rules


def test_a_complaint_goes_from_the_phone_to_a_confirmed_remedy(world):
    world.answer()
    world.queue.take("confirm", by=world.sari, rating=5)
    kinds = list(world.queue.events.values_list("kind", flat=True))
    assert kinds == ["received", "verify", "dispose", "accept", "answer", "confirm"]
    assert world.queue.stage == Stage.CLOSED
    assert world.queue.outcome == "confirmed"


def test_silence_is_unconfirmed_and_never_solved(world):
    world.answer()
    world.queue.take("close", by=world.system)
    assert (world.queue.stage, world.queue.outcome) == (Stage.CLOSED, "unconfirmed")
    assert world.queue.last_remedy().verdict == "silent"


def test_a_disputed_answer_goes_back_to_the_unit_with_a_new_clock(world):
    world.answer()
    world.queue.take("reply", by=world.sari, note="Loket kedua tutup lagi.")
    assert (world.queue.stage, world.queue.outcome) == (Stage.FOLLOWED_UP, "disputed")
    assert "sp4n.first_followup" in running(world.queue)


def test_the_second_of_two_clicks_is_refused(world):
    world.submit()
    twice = Complaint.objects.get(pk=world.queue.pk)
    world.queue.take("verify", by=world.rina)
    with pytest.raises(PermissionDenied):
        twice.take("verify", by=world.rina)


def test_nobody_moves_what_they_cannot_see(world):
    world.dispose()
    with pytest.raises(Complaint.DoesNotExist):
        world.queue.take("accept", by=world.tono)


@pytest.mark.parametrize("step", [move for move in MOVES if move.name != "verify"])
def test_a_received_complaint_takes_no_other_step_of_the_agency(world, step):
    world.submit()
    if Stage.RECEIVED in step.from_stages:
        return
    with pytest.raises(PermissionDenied):
        world.queue.move(step.name, by=world.rina)


def test_a_file_that_is_passed_on_needs_the_other_agency_to_accept(world):
    world.submit()
    world.queue.take("verify", by=world.rina)
    reason = world.term("pass_on_reason", "other_agency")
    disdukcapil = world.place("disdukcapil")
    world.queue.take("pass_on", by=world.rina, to_agency=disdukcapil, reason=reason)
    assert {m.name for m in world.queue.moves_for(world.dewi)} == {"take_over", "decline"}
    assert not world.queue.moves_for(world.rina)

    world.queue.take("take_over", by=world.dewi)
    assert (world.queue.agency, world.queue.stage) == (disdukcapil, Stage.VERIFYING)
    assert world.queue.handovers.get().accepted is True
    assert not Complaint.objects.visible_to(world.rina).exists()


def test_a_declined_file_comes_back(world):
    world.submit()
    world.queue.take("verify", by=world.rina)
    reason = world.term("pass_on_reason", "other_agency")
    world.queue.take("pass_on", by=world.rina, to_agency=world.place("disdukcapil"), reason=reason)
    world.queue.take("decline", by=world.dewi, note="Bukan urusan kependudukan.")
    assert world.queue.agency == world.place("dinkes")
    assert not Complaint.objects.visible_to(world.dewi).exists()
    assert "sp4n.verify" in running(world.queue)


def test_the_end_of_a_case_stops_every_clock(world):
    world.dispose()
    world.queue.take("withdraw", by=world.sari, note="Sudah dilayani.")
    assert world.queue.stage in ENDED
    assert not running(world.queue)
    assert world.queue.next_due is None


def test_a_supervisory_complaint_is_examined_and_decided(world):
    world.submit()
    world.queue.take("verify", by=world.rina)
    world.queue.take(
        "dispose",
        by=world.rina,
        unit=world.place("puskesmas-kuaro"),
        about=world.place("puskesmas-senaken"),
        classification=world.term("classification", "complaint_supervisory"),
        category=Term.objects.filter(list="category").first(),
    )
    world.queue.take("accept", by=world.budi)
    world.queue.take("examine", by=world.wati)
    world.queue.take("decide", by=world.hana, note="Petugas dipindahkan.")
    assert running(world.queue) == {"uu25.deliver"}


def test_a_complainant_reopens_with_new_facts(world):
    world.answer()
    world.queue.take("confirm", by=world.sari)
    world.queue.take("reopen", by=world.sari, note="Hari ini antre enam jam.")
    assert world.queue.stage == Stage.FOLLOWED_UP
    assert world.queue.closed_at is None


def test_reopening_has_its_time(world, time_machine):
    time_machine.move_to("2026-03-02 09:00+08:00")
    world.answer()
    world.queue.take("confirm", by=world.sari)
    time_machine.move_to("2026-05-02 09:00+08:00")
    with pytest.raises(PermissionDenied):
        world.queue.take("reopen", by=world.sari, note="Kembali antre.")


def test_the_way_to_the_ombudsman_opens_when_a_promise_is_broken(world, time_machine):
    time_machine.move_to("2026-03-02 09:00+08:00")
    world.submit()
    assert "escalate" not in {m.name for m in world.queue.moves_for(world.sari)}
    time_machine.move_to("2026-03-30 09:00+08:00")
    assert "escalate" in {m.name for m in world.queue.moves_for(world.sari)}


def running(complaint):
    return set(complaint.deadlines.running().values_list("rule__code", flat=True))

"""The clocks of a complaint: both laws run, the earlier rules, pauses cost nobody a day."""

from datetime import date

from narahubung.clocks.models import Holiday
from narahubung.journal.chain import first_fault


def test_a_promise_is_kept_under_the_rule_it_was_made_by(world, time_machine):
    time_machine.move_to("2026-03-17 09:00+08:00")
    world.submit()

    verify = world.queue.deadlines.get(rule__code="sp4n.verify")
    assert verify.due == date(2026, 3, 27)
    assert "2026" in verify.sentence("id")


def test_both_laws_run_and_the_earlier_one_rules(world, time_machine):
    time_machine.move_to("2026-11-23 09:00+08:00")
    world.submit()
    due = {d.rule.code: d.due for d in world.queue.deadlines.running()}
    assert due["sp4n.verify"] == date(2026, 11, 26)
    assert due["uu25.respond"] == date(2026, 12, 7)
    assert due["uu25.decide"] == date(2027, 1, 22)
    assert world.queue.next_due == date(2026, 11, 26)


def test_a_complaint_late_in_the_evening_of_jakarta_is_tomorrows_in_kutai(world, time_machine):
    time_machine.move_to("2026-11-23 23:30+07:00")
    world.submit()
    assert world.queue.received_on == date(2026, 11, 24)


def test_a_pause_loses_no_day(world, time_machine):
    time_machine.move_to("2026-11-02 09:00+08:00")
    world.submit()
    world.queue.take("verify", by=world.rina)
    before = world.queue.deadlines.get(rule__code="uu25.decide").due
    time_machine.move_to("2026-11-03 09:00+08:00")
    world.queue.take(
        "postpone",
        by=world.rina,
        ground=world.term("postpone_ground", "awaiting_other_agency"),
        resume_on=date(2026, 11, 13),
    )
    assert world.queue.deadlines.get(rule__code="uu25.decide").due is None
    assert world.queue.next_due is None

    time_machine.move_to("2026-11-13 09:00+08:00")
    world.queue.take("resume", by=world.rina)
    after = world.queue.deadlines.get(rule__code="uu25.decide").due
    assert (after - before).days == 10
    assert world.queue.next_due is not None


def test_a_late_decree_moves_the_right_deadlines(world, time_machine):
    time_machine.move_to("2026-11-23 09:00+08:00")
    world.submit()
    Holiday.objects.create(
        day=date(2026, 11, 25),
        kind="regional",
        region_code="64.69",
        name_id="Hari jadi kabupaten",
        name_en="Regency day",
        decree="SK Bupati 1/2026",
    )
    moved = {deadline.rule.code: after for deadline, _before, after in world.queue.recount()}
    assert moved == {"sp4n.verify": date(2026, 11, 27)}
    assert world.queue.next_due == date(2026, 11, 27)


def test_the_chain_of_a_file_verifies_and_names_what_was_changed(world):
    world.answer()
    events = list(world.queue.events.order_by("seq"))
    assert first_fault(world.queue.reference, events) == ""
    assert world.queue.chain_head == events[-1].hash

    events[1].facts = {"to": "closed"}
    assert "entry 2 was changed" in first_fault(world.queue.reference, events)
    del events[1]
    assert "entry 2 is missing" in first_fault(world.queue.reference, events)


def test_erased_words_leave_the_chain_whole(world):
    world.answer()
    events = list(world.queue.events.order_by("seq"))
    for event in events:
        event.note = event.salt = ""
    assert first_fault(world.queue.reference, events) == ""

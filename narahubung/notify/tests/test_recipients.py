import pytest

from narahubung.complaints.lifecycle import MOVES
from narahubung.complaints.models import Complaint, Event
from narahubung.notify.kinds import COMPLAINTS, recipients_of
from narahubung.notify.recipients import MUST_ACT, RECIPIENTS

# Sari's file lies with Budi of the clinic; it was filed with the health office of Rina and Hana.
TOLD = [
    #  what             by        who is told            who of them must act
    ("received", "sari", "complainant rina", "rina"),
    ("received", "rina", "complainant", ""),
    ("verify", "rina", "", ""),
    ("ask", "rina", "complainant", ""),
    ("complete", "sari", "rina", "rina"),
    ("lapse", "system", "complainant rina", ""),
    ("postpone", "rina", "complainant", ""),
    ("resume", "system", "complainant rina", "rina"),
    ("archive", "rina", "complainant", ""),
    ("dispose", "rina", "complainant budi", "budi"),
    ("pass_on", "rina", "complainant dewi", "dewi"),
    ("take_over", "dewi", "complainant rina", "rina"),
    ("decline", "dewi", "rina", "rina"),
    ("refer", "rina", "complainant", ""),
    ("accept", "budi", "", ""),
    ("give_back", "budi", "rina", "rina"),
    ("examine", "rina", "complainant wati", "wati"),
    ("decide", "hana", "budi", "budi"),
    ("answer", "budi", "complainant rina", ""),
    ("reply", "sari", "budi rina", "budi"),
    ("confirm", "sari", "budi rina", ""),
    ("close", "system", "complainant budi", ""),
    ("close", "rina", "complainant budi", ""),
    ("reopen", "sari", "budi rina", "budi"),
    ("reopen", "rina", "budi", "budi"),
    ("hand_up", "budi", "complainant rina", "rina"),
    ("walled", "system", "", ""),
    ("withdraw", "sari", "budi rina", ""),
    ("escalate", "sari", "hana rina", ""),
    ("at_ombudsman", "system", "complainant rina", ""),
    ("ombudsman_outcome", "system", "complainant rina", ""),
    ("message", "sari", "budi", "budi"),
    ("message", "budi", "complainant", "complainant"),
    ("remark", "budi", "", ""),
    ("reclassified", "rina", "", ""),
    ("original_taken", "sari", "", ""),
    ("original_opened", "rina", "", ""),
    ("identity_opened", "rina", "complainant", ""),
    ("identity_opened", "wati", "complainant", ""),
    ("overdue", "system", "budi complainant hana", "budi"),
    ("deadline_moved", "system", "budi complainant", ""),
    ("contact_changed", "sari", "", ""),
    ("data_request", "sari", "", ""),
    ("data_request", "nadia", "complainant", ""),
    ("data_decision", "nadia", "complainant rina", ""),
    ("data_breach", "system", "complainant", ""),
    ("imported", "system", "", ""),
    ("import_changed", "system", "", ""),
    ("held", "rina", "", ""),
    ("hold_lifted", "rina", "", ""),
    ("erasure_asked", "sari", "rina", ""),
    ("erased", "sari", "rina", ""),
]


def happen(world, kind, by):
    world.dispose()
    if kind == "pass_on":
        world.queue.offered_to = world.place("disdukcapil")
        world.queue.save(update_fields=["offered_to"])
    return world.queue.log(kind, getattr(world, by))


def names(world, recipients):
    known = {appointment.user_id: key for key, appointment in world.people.items()}
    return " ".join(sorted(known[r.user.pk] if r.user else "complainant" for r in recipients))


@pytest.mark.parametrize(("kind", "by", "told", "must_act"), TOLD)
def test_who_is_told_of_what_and_no_more(world, kind, by, told, must_act):
    recipients = recipients_of(happen(world, kind, by))
    assert names(world, recipients) == " ".join(sorted(told.split()))
    assert names(world, [r for r in recipients if r.must_act]) == must_act


@pytest.mark.parametrize(("kind", "by"), [row[:2] for row in TOLD])
def test_nobody_is_told_of_a_file_that_they_may_not_see(world, kind, by):
    told = names(world, recipients_of(happen(world, kind, by))).split()
    seen = Complaint.objects.visible_to
    assert all(seen(getattr(world, who)).exists() for who in told if who != "complainant")


def test_the_table_above_knows_every_kind():
    assert {row[0] for row in TOLD} == set(RECIPIENTS)


def test_it_is_settled_for_every_step_who_is_told():
    assert {move.name for move in MOVES} <= set(RECIPIENTS)


def test_who_must_act_is_told():
    assert all(group in RECIPIENTS[kind] for kind, group in MUST_ACT.items())
    assert not set(COMPLAINTS.silent()) & set(MUST_ACT)


def test_an_ended_appointment_is_not_told(world, time_machine):
    world.rina.appointment.ends_on = "2026-11-20"
    world.rina.appointment.save(update_fields=["ends_on"])
    time_machine.move_to("2026-11-21 09:00+08:00")
    world.submit(by=world.system)
    assert names(world, recipients_of(Event.objects.get())) == "complainant"


def test_two_people_in_one_office_are_both_told_but_not_who_did_it(world):
    world.appoint("rini", "Rini", "manager", "dinkes")
    world.dispose()
    event = world.queue.log("withdraw", world.sari)
    assert names(world, recipients_of(event)) == "budi rina rini"
    event = world.queue.log("reopen", world.rina)
    assert names(world, recipients_of(event)) == "budi rini"

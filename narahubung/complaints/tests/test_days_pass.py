"""What happens when nobody does anything: steps of the system, notices, and late decrees."""

from datetime import date

import pytest
from django.core.management import call_command

from narahubung.clocks.models import Holiday
from narahubung.complaints.jobs import notice_overdue, resume, run_out
from narahubung.complaints.models import Deadline
from narahubung.complaints.recount import recount_all
from narahubung.directory.models import Term
from narahubung.journal.chain import first_fault

MONDAY = "2026-11-02 09:00+08:00"


@pytest.fixture
def monday(time_machine):
    time_machine.move_to(MONDAY)
    return time_machine


def kinds(file):
    return list(file.events.values_list("kind", flat=True))


def test_silence_closes_an_answered_file_and_calls_it_unconfirmed(monday, world):
    file = world.answer()
    last = file.deadlines.running().get(rule__code="sp4n.autoclose").due
    monday.move_to(f"{last} 23:00+08:00")
    assert run_out() == 0

    monday.shift(2 * 3600)
    assert run_out() == 1
    file.refresh_from_db()
    assert (file.stage, file.outcome) == ("closed", "unconfirmed")
    assert file.remedies.get().verdict == "silent"
    assert run_out() == 0
    assert kinds(file).count("close") == 1


def test_who_does_not_complete_in_time_is_taken_to_have_withdrawn(monday, world):
    file = world.submit()
    file.take("verify", by=world.rina)
    file.take("ask", by=world.rina, note="Hari dan jamnya?")
    monday.move_to("2026-12-20 09:00+08:00")
    run_out()
    file.refresh_from_db()
    assert file.stage == "withdrawn"
    assert file.events.last().role == "system"


def test_an_answer_disputed_and_given_again_is_not_closed_by_the_first_clock(monday, world):
    file = world.answer()
    monday.move_to("2026-11-13 09:00+08:00")
    file.take("reply", by=world.sari, note="Masih lima jam.")
    monday.move_to("2026-11-18 09:00+08:00")
    assert run_out() == 0
    file.refresh_from_db()
    assert file.stage == "followed_up"


def test_a_postponed_file_comes_back_on_its_day(monday, world):
    file = world.submit()
    file.take("verify", by=world.rina)
    ground = Term.objects.filter(list="postpone_ground").first()
    file.take("postpone", by=world.rina, ground=ground, resume_on=date(2026, 11, 9))
    monday.move_to("2026-11-08 23:00+08:00")
    assert resume() == 0

    monday.move_to("2026-11-09 00:10+08:00")
    assert resume() == 1
    file.refresh_from_db()
    assert file.stage == "verifying"
    assert resume() == 0


def test_a_broken_promise_is_written_down_once(monday, world):
    file = world.submit()
    assert notice_overdue() == 0
    monday.move_to("2026-11-06 09:00+08:00")
    assert notice_overdue() == 1
    assert notice_overdue() == 0
    event = file.events.get(kind="overdue")
    facts = {"rule": "sp4n.verify", "due": "2026-11-05", "binds": "agency"}
    assert event.facts == facts
    assert event.public
    assert first_fault(file.reference, file.events.all()) == ""


def test_a_broken_promise_of_the_complainant_is_no_fault_of_anybody(monday, world):
    world.answer()
    monday.move_to("2027-01-20 09:00+08:00")
    notice_overdue()
    assert not Deadline.objects.filter(binds="complainant", noticed_at__isnull=False).exists()


def test_one_file_that_fails_does_not_stop_the_others(monday, world):
    broken, whole = world.answer(), None
    world.submit()
    whole = world.dispose()
    whole.take("accept", by=world.budi)
    kind = world.term("remedy", "full")
    whole.take("answer", by=world.budi, kind=kind, text="Sudah.", signatory="Hana")
    # This one file would write an event in a place that is taken.
    type(broken).objects.filter(pk=broken.pk).update(chain_length=0)
    monday.move_to("2027-01-20 09:00+08:00")
    assert run_out() == 1
    whole.refresh_from_db()
    assert whole.stage == "closed"


def test_a_late_decree_moves_only_what_it_touches_and_says_so(monday, world, capsys):
    file = world.submit()
    calendar_days = file.deadlines.get(rule__code="uu25.decide").due
    Holiday.objects.create(
        day=date(2026, 11, 4), name_id="Pilkada", name_en="Election", kind="national"
    )
    call_command("deadlines", "recount")
    moved = len(file.events.filter(kind="deadline_moved"))
    assert capsys.readouterr().out == f"open=3 moved={moved} files=1\n"

    verify = file.events.get(kind="deadline_moved", facts__rule="sp4n.verify")
    assert verify.facts["before"] == "2026-11-05"
    assert verify.facts["after"] == "2026-11-06"
    file.refresh_from_db()
    assert file.next_due == date(2026, 11, 6)
    assert file.deadlines.get(rule__code="uu25.decide").due == calendar_days
    assert first_fault(file.reference, file.events.all()) == ""
    assert recount_all().moved == 0


def test_unmoved_promises_cost_a_fixed_number_of_statements(
    monday, world, django_assert_max_num_queries
):
    for _ in range(8):
        world.submit()
    with django_assert_max_num_queries(6):
        assert recount_all().moved == 0

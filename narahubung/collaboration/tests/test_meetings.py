"""The life of a meeting: planned ahead, moved with the holidays, invited, held, approved, closed."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from narahubung.clocks.models import Holiday
from narahubung.collaboration.jobs import plan
from narahubung.collaboration.meetings_lifecycle import ENDED, HAPPENED, MOVES, Stage
from narahubung.collaboration.models import Meeting, MeetingEvent
from narahubung.collaboration.tests.conftest import NUMBER, begin
from narahubung.journal.verification import Tally, faults

WITA = ZoneInfo("Asia/Makassar")


def day_off(day):
    Holiday.objects.create(
        day=day,
        kind="national",
        name_id="Libur",
        name_en="Holiday",
        source="SKB",
        entered_at=timezone.now(),
    )


def test_a_series_plans_a_year_ahead_as_far_as_days_off_are_known(series):
    days = [meeting.day for meeting in series.meetings.order_by("starts_at")]
    assert days[0] == date(2026, 11, 11)
    assert all(day.weekday() < 5 for day in days)
    assert days[-1] <= date(2027, 11, 2)
    assert series.meetings.first().begins.tzinfo == WITA


def test_planning_again_changes_nothing(series):
    before = list(series.meetings.values_list("pk", "starts_at"))
    assert plan() == 0
    assert list(series.meetings.values_list("pk", "starts_at")) == before


@pytest.mark.parametrize(
    ("rule", "day"), [("next", date(2026, 11, 12)), ("previous", date(2026, 11, 10))]
)
def test_a_planned_meeting_moves_when_its_day_becomes_a_day_off(
    world, office, time_machine, rule, day
):
    time_machine.move_to("2026-11-02 09:00+08:00")
    meeting = begin(world, if_day_off=rule).meetings.order_by("starts_at").first()
    day_off(date(2026, 11, 11))
    assert plan() == 1
    meeting.refresh_from_db()
    assert meeting.day == day
    assert meeting.events.last().kind == "moved"


def test_what_was_invited_or_moved_by_hand_does_not_move_by_itself(world, meeting):
    meeting.take("invite", by=world.eka)
    day_off(date(2026, 11, 11))
    assert plan() == 0
    meeting.refresh_from_db()
    assert meeting.day == date(2026, 11, 11) and meeting.falls_on_a_day_off()


def test_a_meeting_goes_from_planning_to_its_record(world, held, decision):
    held.write_minutes(world.eka, "Dibuka pukul sembilan.")
    held.take("approve", by=world.sinta, number=NUMBER)
    with pytest.raises(PermissionDenied):
        held.take("close", by=world.eka)
    decision.report_done(world.fitri, "Loket kedua melayani sejak Senin.")
    decision.confirm(world.eka)
    held.refresh_from_db()
    held.take("close", by=world.eka)
    assert held.stage == Stage.CLOSED and held.closed_at
    assert {event.kind for event in held.events.all()} <= set(HAPPENED)


def test_minutes_are_approved_by_the_head_and_only_once_written(world, held):
    with pytest.raises(PermissionDenied):
        held.take("approve", by=world.sinta, number=NUMBER)
    held.write_minutes(world.eka, "Dibuka.")
    with pytest.raises(PermissionDenied):
        held.take("approve", by=world.eka, number=NUMBER)


def test_a_meeting_is_not_held_before_it_begins(world, meeting):
    meeting.take("invite", by=world.eka)
    with pytest.raises(PermissionDenied):
        meeting.take("hold", by=world.eka)


def test_a_member_runs_nothing(world, meeting):
    for deed in (
        lambda: meeting.take("invite", by=world.fitri),
        lambda: meeting.take("cancel", by=world.rina, note="x"),
        lambda: meeting.write_minutes(world.fitri, "x"),
        lambda: meeting.reschedule(world.hana, meeting.starts_at, meeting.ends_at, "x"),
    ):
        with pytest.raises(PermissionDenied):
            deed()


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        *[(name, True) for name in ("eka", "bayu", "sinta", "fitri", "hana", "rina", "dewi")],
        *[(name, True) for name in ("wati", "agus")],
        *[(name, False) for name in ("mira", "laras", "budi", "tono", "nadia", "adi", "sari")],
    ],
)
def test_who_sees_a_meeting(world, meeting, name, sees):
    world.submit()
    actor = getattr(world, name)
    assert Meeting.objects.visible_to(actor).exists() is sees
    assert MeetingEvent.objects.visible_to(actor).exists() is sees


def test_an_agency_that_left_keeps_what_it_was_invited_to(world, series, meeting):
    meeting.take("invite", by=world.eka)
    series.members.set([world.place("disdukcapil")])
    assert [m.pk for m in Meeting.objects.visible_to(world.fitri)] == [meeting.pk]


def test_each_person_is_invited_once_and_who_stands_in_comes_instead(world, meeting):
    meeting.take("invite", by=world.eka)
    people = [
        (i.user.name, str(i.agency)) for i in meeting.invitations.select_related("user", "agency")
    ]
    assert people[0] == ("Eka Damayanti", "None")
    assert ("Fitri Handayani", "Dinas Kesehatan") in people
    # The registry has no focal point: somebody above or beside answers for it.
    assert len(people) == len({name for name, _agency in people}) == 3


def test_a_second_click_is_refused(world, meeting):
    copy = Meeting.objects.get(pk=meeting.pk)
    meeting.take("invite", by=world.eka)
    with pytest.raises(PermissionDenied):
        copy.take("invite", by=world.sinta)
    assert meeting.invitations.count() == 3


def test_a_meeting_may_be_moved_by_hand_and_its_version_counts_up(world, meeting):
    meeting.take("invite", by=world.eka)
    starts = datetime(2026, 11, 18, 13, tzinfo=WITA)
    meeting.reschedule(
        world.eka, starts, starts + timedelta(hours=1), "Balai kota", "Gedung dipakai"
    )
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.place, meeting.begins) == (1, "Balai kota", starts)


def test_the_chain_of_meetings_verifies(world, held, decision):
    tally = Tally()
    assert not list(faults(tally, {}))
    assert tally.entries > held.events.count() > 3


def test_every_stage_can_be_reached_and_every_open_one_left():
    reached = {move.to_stage for move in MOVES} | {Stage.PLANNED}
    assert reached == set(Stage)
    left = {stage for move in MOVES for stage in move.from_stages}
    assert left == set(Stage) - set(ENDED)

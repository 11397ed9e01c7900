"""How many commitments stand in which way, and what hangs on figures of letters and meetings."""

from datetime import date

from narahubung.agreements import told
from narahubung.agreements.jobs import judge_all
from narahubung.agreements.models import Commitment
from narahubung.agreements.tests.papers import letter_confirmed
from narahubung.collaboration.meetings_agenda import make_agenda
from narahubung.collaboration.models import Series
from narahubung.figures import asking
from narahubung.figures.asking import Period
from narahubung.figures.checking import differences
from narahubung.figures.registry import Tick
from narahubung.figures.rolling import roll_all
from narahubung.operations.meetings_told import begin

STATES = "commitments.kept commitments.on_track commitments.at_risk commitments.missed".split()


def judged(figure):
    roll_all()
    judge_all()
    return Commitment.objects.get(figure=figure)


def counted(actor, day):
    roll_all()
    found = {a.figure.code: a.value for a in asking.all_answers(actor, Period(day))}
    return [found[code] for code in STATES]


def test_states_are_counted_at_whoever_owes(world, office, agreement):
    ours = agreement.commitments.filter(owner__is_ombudsman=True).count()
    judge_all()
    whole = agreement.commitments.count()
    assert counted(office.sinta, office.today) == [0, whole, 0, 0]
    assert counted(world.hana, office.today) == [0, whole - ours, 0, 0]
    assert counted(world.dewi, office.today) == [0, 0, 0, 0]
    assert [*differences()] == []


def test_what_nobody_has_judged_yet_stands_in_no_figure(world, office, paperwork):
    paperwork.draft("dinkes")
    assert counted(office.sinta, office.today) == [0, 0, 0, 0]
    assert [*told.standing("kept")(told.Story())] == []
    assert [*differences()] == []


def test_a_state_lasts_until_the_next_one_begins():
    days = [date(2026, 3, n) for n in (1, 5, 9)]
    story = told.Story(tuple(zip(days, ("kept", "missed", "kept"), strict=True)))
    assert [*told.standing("kept")(story)] == [Tick(days[0], days[1]), Tick(days[2])]
    assert [*told.standing("missed")(story)] == [Tick(days[1], days[2])]


def test_what_several_owe_together_counts_once_for_their_government(world, office, paperwork):
    paperwork.in_force("dinkes", "disdukcapil")
    together = Commitment.objects.filter(owner=None).count()
    judge_all()
    for actor in (world.hana, world.dewi, world.agus):
        assert sum(counted(actor, office.today)) == together, actor


def test_a_state_that_changes_moves_to_another_figure(world, office, agreement, pass_days):
    world.submit()
    pass_days(70)
    world.answer()
    judged("complaints.answered_in_time")
    standing = counted(world.hana, office.today)
    rows = agreement.commitments.filter(owner__agency__isnull=False)
    states = [rows.filter(state=code.partition(".")[2]).count() for code in STATES]
    assert standing == states and sum(states) == rows.count() and states[2] + states[3] > 0
    assert [*differences()] == []


def test_letters_confirmed_in_time_keep_a_promise_without_any_report(world, office, agreement):
    assert judged("tasks.acknowledged_in_time").reason == "figure_quiet"
    letter_confirmed(world, office)
    owed = judged("tasks.acknowledged_in_time")
    assert (owed.state, owed.numbers["value"]) == ("on_track", "100.0")


def test_a_meeting_held_keeps_the_promise_of_the_office_and_counts_once(
    world, office, paperwork, pass_days
):
    world.people.update(office.people)
    members = [world.place(slug) for slug in ("dinkes", "disdukcapil")]
    paperwork.in_force("dinkes", "disdukcapil", template_code="action_plan", live=True)
    assert judged("meetings.held").reason == "figure_quiet"
    begin(world, office.sinta, members)
    meeting = Series.objects.get().meetings.ahead().order_by("starts_at").first()
    meeting.take("invite", by=office.sinta)
    pass_days((meeting.day - office.today).days + 1)
    meeting.take("hold", by=office.sinta)
    owed = judged("meetings.held")
    assert (owed.state, owed.reason, owed.numbers["value"]) == ("on_track", "figure_kept", "1")


def test_where_nothing_was_done_nothing_speaks_for_the_agreement(paperwork, pass_days):
    paperwork.in_force("dinkes", template_code="action_plan", live=True)
    owed = judged("meetings.held")
    assert (owed.numbers["value"], owed.evidence_on) == ("0", None)
    pass_days(400)
    owed = judged("meetings.held")
    assert (owed.state, owed.evidence_on) == ("missed", None)


def test_promises_in_danger_come_before_the_meeting_of_whoever_owes_them(
    world, office, agreement, pass_days
):
    world.submit()
    pass_days(70)
    world.answer()
    roll_all()
    judge_all()
    members = [world.place(slug) for slug in ("dinkes", "disdukcapil")]
    begin(world, office.sinta, members)
    meeting = Series.objects.get().meetings.ahead().order_by("starts_at").first()
    make_agenda(meeting, office.sinta)
    points = {str(p.agency): p.number for p in meeting.points.filter(source="commitments")}
    danger = agreement.commitments.filter(
        state__in=("at_risk", "missed"), owner__agency__isnull=False
    )
    assert points == {"Dinas Kesehatan": danger.count()} and danger.count() > 0


def test_letters_past_their_date_come_before_the_meeting(world, office, pass_days):
    office.submit(reported=world.place("dinkes"))
    office.go("register check_formal formal check_material material submit_plenary examine declare")
    office.go("ask_explanation")
    pass_days(40)
    begin(world, office.sinta, [world.place("dinkes")])
    meeting = Series.objects.get().meetings.ahead().order_by("starts_at").first()
    make_agenda(meeting, office.sinta)
    assert meeting.points.get(source="late_letters").number == 1

"""What reports, letters and corrective actions tell those who count, by their own steps and for whoever asks."""

from datetime import date, timedelta

import pytest

from narahubung.figures import asking
from narahubung.figures.asking import Period
from narahubung.figures.checking import differences
from narahubung.figures.models import Cursor
from narahubung.figures.registry import FIGURES, SOURCES, Tick
from narahubung.figures.rolling import roll_all
from narahubung.operations.ombudsman import TO_EXAMINATION, TO_RESULT
from narahubung.reports import told_items, told_tasks
from narahubung.reports.models import LiaisonTask

FIRST = date(2026, 3, 2)


def day(n):
    return FIRST + timedelta(days=n)


@pytest.fixture
def desk(world):
    for key, place in (("fani", "disdukcapil"), ("gita", "kutai-raya")):
        world.appoint(key, key.title(), "focal_point", place)
    return world


@pytest.fixture
def asked(desk, office):
    office.submit(secret_identity=True)
    office.go(f"{TO_EXAMINATION} ask_explanation")
    return office.report.tasks.get()


def values(office, actor, months=12):
    roll_all()
    found = asking.all_answers(actor, Period(office.today, months))
    return {answer.figure.code: answer for answer in found}


def counted(office, actor, *codes):
    found = values(office, actor)
    return tuple(found[code].value for code in codes)


def letter(**days):
    return told_tasks.Story(received=day(0), opened=day(1), due=day(14), ack_due=day(3), **days)


def test_a_letter_waits_until_it_is_answered_or_settled():
    assert [*told_tasks.waiting(letter())] == [Tick(day(1))]
    assert [*told_tasks.waiting(letter(answered=day(9), settled=day(20)))] == [Tick(day(1), day(9))]
    assert not [*told_tasks.waiting(letter(settled=day(1)))]


def test_a_letter_is_late_from_the_day_after_its_date():
    assert not [*told_tasks.overdue(letter(answered=day(14)))]
    assert not [*told_tasks.overdue(letter(answered=day(15)))]
    assert [*told_tasks.overdue(letter(answered=day(17)))] == [Tick(day(15), day(17))]
    assert [*told_tasks.overdue(letter())] == [Tick(day(15))]


def test_in_time_is_by_the_day_of_the_letter_and_of_its_confirmation():
    assert [*told_tasks.answered_in_time(letter(answered=day(14)))] == [Tick(day(14))]
    assert not [*told_tasks.answered_in_time(letter(answered=day(15)))]
    assert [*told_tasks.acknowledged_in_time(letter(acknowledged=day(3)))] == [Tick(day(3))]
    assert not [*told_tasks.acknowledged_in_time(letter(acknowledged=day(4)))]
    assert not [*told_tasks.acknowledged_in_time(letter())]


def test_a_letter_that_was_withdrawn_was_never_received():
    assert not [*told_tasks.received(letter(settled=day(2), withdrawn=True))]
    assert [*told_tasks.received(letter())] == [Tick(day(0))]


def test_an_action_is_kept_on_its_date_if_it_had_been_reported_by_then():
    def kept(reported, done):
        story = told_items.Story(day(0), day(30), reported and day(reported), done and day(done))
        return [*told_items.kept(story)]

    assert kept(30, 41) == [Tick(day(30))]
    assert not kept(31, 41)
    assert not kept(20, None)


def test_from_letter_to_answer_the_days_are_counted_for_both_sides(desk, office, asked, pass_days):
    pass_days(2)
    asked.acknowledge(desk.fani)
    pass_days(5)
    asked.send_answer(desk.fani, "Sudah terbit.", "Kepala Dinas", [])
    for actor in (desk.fani, desk.gita, office.sinta, office.laras, desk.system):
        found = values(office, actor)
        days = found["tasks.letter_to_answer"]
        assert (days.median, days.ninetieth, days.value) == (7, 7, 1)
        assert found["tasks.answered_in_time"].value == found["tasks.received"].value == 1
        assert found["tasks.waiting"].value == 0
    assert [*differences()] == []


def test_days_pass_and_the_letter_is_late_without_any_event(desk, office, asked, pass_days):
    codes = ("tasks.waiting", "tasks.overdue")
    assert counted(office, desk.fani, *codes) == (1, 0)
    pass_days((asked.due - office.today).days + 1)
    assert counted(office, desk.fani, *codes) == (1, 1)
    late = asking.files(FIGURES["tasks.overdue"], desk.fani, Period(office.today))
    assert [*late] == [asked]


def test_nobody_of_another_agency_counts_the_letter(desk, office, asked):
    assert counted(office, desk.hana, "tasks.received", "tasks.waiting") == (0, 0)
    assert "reports.received" not in values(office, desk.fani)
    assert "tasks.received" not in values(office, desk.rina)


def test_a_unit_counts_the_letters_that_it_was_given(desk, office):
    desk.appoint("lia", "Lia", "liaison", "puskesmas-kuaro")
    office.submit(reported=desk.place("dinkes"))
    office.go(f"{TO_EXAMINATION} ask_explanation")
    task = LiaisonTask.objects.get()
    assert counted(office, desk.lia, "tasks.received") == (0,)
    task.acknowledge(desk.gita)
    task.name_unit(desk.gita, desk.place("puskesmas-kuaro"))
    assert counted(office, desk.lia, "tasks.received") == (1,)
    assert [*differences()] == []


def test_whom_a_complaint_is_about_counts_nothing_of_it_even_when_that_is_learnt_late(desk, office):
    file = desk.submit(agency=desk.place("inspektorat"))
    office.submit(complaint=file)
    office.go(f"{TO_RESULT} deliver")
    codes = ("tasks.received", "actions.asked")
    assert counted(office, desk.fani, *codes) == (2, 3)
    file.lock(desk.system)
    file.reported.create(agency=desk.place("disdukcapil"))
    file.log("message", desk.system)
    assert counted(office, desk.fani, *codes) == (0, 0)
    assert counted(office, desk.gita, *codes) == counted(office, office.sinta, *codes) == (2, 3)
    assert [*differences()] == []


def test_who_stepped_aside_counts_one_less_than_the_rest_of_the_office(office):
    office.submit()
    office.report.step_aside(office.eka.user, office.sinta, "Keluarga.")
    assert counted(office, office.eka, "reports.received") == (0,)
    assert counted(office, office.sinta, "reports.received") == (1,)


def test_an_office_counts_its_own_reports_and_the_national_one_all(office):
    office.submit()
    office.submit(reported=None, reported_name="PT Jaya")
    mira, bayu, laras = (values(office, getattr(office, key)) for key in ("mira", "bayu", "laras"))
    assert mira["reports.received"].value == 0 and "reports.received" not in bayu
    assert laras["reports.received"].value == 2
    assert [*differences()] == []


def test_corrective_actions_are_asked_due_done_and_late(desk, office, pass_days):
    office.submit()
    office.go(f"{TO_RESULT} deliver")
    item, *_rest = office.report.products.get().items.order_by("seq")
    office.carry_out(item)
    codes = "actions.asked actions.done actions.overdue".split()
    assert counted(office, desk.fani, *codes) == (3, 1, 0)
    pass_days((item.due_on - office.today).days + 1)
    assert counted(office, desk.fani, *codes) == (3, 1, 2)
    found = values(office, desk.fani)
    assert (found["actions.due"].value, found["actions.kept"].value) == (3, 1)


def test_advice_is_nothing_that_must_be_done(desk, office):
    office.submit()
    report = office.report
    office.go(f"{TO_EXAMINATION} ask_explanation explained confer")
    items = [
        {"text": "Umumkan.", "kind": "advice", "agency": report.reported, "due_on": None},
        {"text": "Terbitkan.", "kind": "corrective", "agency": report.reported, "due_on": None},
    ]
    office.go("issue", items=items)
    office.go("deliver")
    assert counted(office, desk.fani, "actions.asked") == (1,)


def test_a_report_closed_as_solved_is_closed_and_no_longer_open(office):
    office.submit()
    office.go(f"{TO_RESULT} deliver carry_out corrected")
    codes = "reports.registered reports.closed reports.solved reports.backlog".split()
    assert counted(office, office.sinta, *codes) == (1, 1, 1, 0)
    office.go("object uphold")
    assert counted(office, office.sinta, *codes) == (1, 1, 1, 1)


def test_each_journal_of_a_source_has_a_cursor_of_its_own(office):
    office.submit()
    roll_all()
    roll_all()
    for source in SOURCES.values():
        assert Cursor.objects.filter(source=source.code).count() == len(source.journals)

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from narahubung.clocks.calendar import is_working_day
from narahubung.clocks.calendars import Calendars, calendar_for
from narahubung.clocks.checks import missing_years
from narahubung.clocks.loading import load_holidays
from narahubung.clocks.models import Holiday, Rule

TODAY = date(2026, 11, 21)
MONDAY = date(2026, 4, 6)
KIND = Holiday.Kind


def decree(day=MONDAY, kind=KIND.NATIONAL, **more):
    names = {"name_id": "Hari Pemilihan", "name_en": "Election Day", "decree": "Keppres 10/2026"}
    return Holiday.objects.create(day=day, kind=kind, **names | more)


def works(day, region="", week=5):
    return is_working_day(day, calendar_for(region, week))


@pytest.mark.parametrize(
    "year, kind, count",
    [
        (2017, "national", 17),
        (2024, "national", 19),
        (2024, "collective", 10),
        (2025, "collective", 11),
        (2026, "national", 17),
        (2026, "collective", 8),
        (2027, "national", 18),
        (2027, "collective", 8),
    ],
)
def test_the_lists_are_complete(law, year, kind, count):
    assert Holiday.objects.filter(day__year=year, kind=kind).count() == count


def test_the_collective_leave_of_2026_is_that_of_the_decree(law):
    leave = Holiday.objects.filter(day__year=2026, kind=KIND.COLLECTIVE)
    assert [f"{h.day:%d.%m}" for h in leave] == (
        ["16.02", "18.03", "20.03", "23.03", "24.03", "15.05", "28.05", "24.12"]
    )
    assert {h.decree for h in leave} == {"SKB 1497/2025, 2/2025, 5/2025"}


def test_a_year_without_a_known_decree_number_invents_none(law):
    assert set(Holiday.objects.exclude(day__year=2026).values_list("decree", flat=True)) == {""}


def test_estimated_feasts_are_marked_and_not_named_so(law):
    estimated = Holiday.objects.filter(day__year=2027, estimated=True)
    assert [h.name_id for h in estimated] == ["Idul Fitri", "Idul Fitri", "Idul Adha"]


def test_the_example_of_march_2026_with_the_real_list(law):
    rule = Rule.objects.in_force("sp4n.verify", on=date(2026, 3, 17))
    assert rule.due(date(2026, 3, 17), calendar_for("64.02")) == date(2026, 3, 27)


def test_a_report_of_december_2017_can_be_counted(law):
    rule = Rule.objects.in_force("sp4n.verify", on=date(2017, 12, 22))
    assert rule.due(date(2017, 12, 22), calendar_for()) == date(2017, 12, 29)


def test_a_decree_entered_late_is_seen_at_once(law):
    assert works(MONDAY)
    decree()
    assert not works(MONDAY)


def test_a_cancelled_day_is_a_working_day_again(law):
    leave = date(2026, 5, 15)
    assert not works(leave)
    Holiday.objects.filter(day=leave).update(cancelled=True)
    assert works(leave)


def test_a_cancelled_feast_leaves_another_one_of_the_day(law):
    decree(kind=KIND.COLLECTIVE)
    feast = decree()
    Holiday.objects.filter(pk=feast.pk).update(cancelled=True)
    assert not works(MONDAY)


def test_a_regional_holiday_holds_within_its_region_only(law):
    decree(kind=KIND.REGIONAL, region_code="64")
    assert not works(MONDAY, "64")
    assert not works(MONDAY, "64.02.05.2001")
    assert works(MONDAY, "61.01")
    assert works(MONDAY)


def test_a_region_may_work_on_a_national_day(law):
    national = date(2026, 5, 1)
    decree(national, region_code="64.02", cancelled=True)
    assert works(national, "64.02")
    assert not works(national, "64.01")


def test_six_days_a_week_are_another_calendar(law):
    saturday = date(2026, 4, 11)
    assert not works(saturday)
    assert works(saturday, week=6)


def test_one_entered_day_does_not_make_a_far_year_countable(law):
    decree(date(2040, 6, 4))
    assert calendar_for().until == date(2028, 12, 31)


def test_many_places_cost_one_query(law, django_assert_num_queries):
    calendar_for()
    with django_assert_num_queries(1):
        calendars = Calendars()
        for region in ("", "64", "64.02", "61.71"):
            calendars.of(region)


def test_the_same_calendar_is_given_until_a_day_changes(law):
    first = calendar_for("64")
    assert calendar_for("64") is first
    decree()
    assert calendar_for("64") is not first


def test_loading_twice_changes_nothing(law, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert load_holidays(TODAY) == 0


def test_loading_leaves_alone_what_was_entered_by_hand(law):
    by_hand = decree()
    taken_over = Holiday.objects.get(day="2027-03-10")
    Holiday.objects.filter(pk=taken_over.pk).update(source="", cancelled=True, decree="SKB 1/2026")
    assert load_holidays(TODAY) == 0
    assert Holiday.objects.get(pk=taken_over.pk).cancelled
    assert Holiday.objects.filter(pk=by_hand.pk).exists()


def test_a_newer_list_corrects_an_older_one(law):
    Holiday.objects.filter(day="2027-03-10").update(day="2027-03-09", kind=KIND.NATIONAL)
    Holiday.objects.filter(day="2026-12-25").update(name_id="Natal lama")
    assert load_holidays(TODAY) == 3
    assert not Holiday.objects.filter(day="2027-03-09", kind=KIND.NATIONAL).exists()
    assert Holiday.objects.get(day="2026-12-25").name_id == "Natal"


@pytest.mark.parametrize("wrong", [{"day": date(2026, 5, 1)}, {"kind": KIND.REGIONAL}])
def test_the_database_knows_what_a_day_off_is(law, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        decree(**wrong)


def test_the_operator_is_warned_in_october(law):
    assert missing_years(date(2026, 9, 30)) == []
    assert len(missing_years(date(2026, 10, 1))) == 1
    Holiday.objects.filter(day__year=2027).update(estimated=False)
    assert missing_years(date(2026, 10, 1)) == []


def test_a_missing_year_is_named(law):
    assert "2031" in " ".join(missing_years(date(2031, 1, 2)))


def test_a_year_without_collective_leave_is_named(law):
    Holiday.objects.filter(day__year=2026, kind=KIND.COLLECTIVE).delete()
    assert len(missing_years(date(2026, 3, 1))) == 1

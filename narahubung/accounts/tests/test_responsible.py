"""Who answers for a focal point's office: on each day, for each unit and substance, somebody who is there."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narahubung.accounts.models import Absence, Appointment, Role, User
from narahubung.directory.models import Agency

R = Role
DAY = date(2027, 3, 1)
PLACES = ("kutai-raya", "dinkes", "puskesmas-kuaro")


def names(world, place="dinkes", on=DAY, **about):
    found = Appointment.objects.responsible(world.place(place), R.FOCAL_POINT, on=on, **about)
    return [a.user.name for a in found]


def focal_point(world, key, place="dinkes", deputy_of=None, **terms):
    world.appoint(key, key.title(), R.FOCAL_POINT, place)
    office = world.people[key]
    office.substitutes = deputy_of
    for name, value in terms.items():
        setattr(office, name, value)
    office.save()
    return office


def away(office, first=DAY, last=DAY, **fields):
    return Absence.objects.create(user=office.user, starts_on=first, ends_on=last, **fields)


@pytest.fixture
def desk(world):
    fitri = focal_point(world, "fitri")
    deputy = focal_point(world, "dita", deputy_of=fitri)
    return fitri, deputy


def test_the_focal_point_answers_while_there(world, desk):
    assert names(world) == ["Fitri"]


def test_on_leave_the_deputy_answers_and_from_the_day_after_the_holder_again(world, desk):
    away(desk[0], DAY, DAY + timedelta(days=2))
    days = [DAY + timedelta(days=n) for n in (-1, 0, 2, 3)]
    assert [names(world, on=day) for day in days] == [["Fitri"], ["Dita"], ["Dita"], ["Fitri"]]


def test_a_leave_that_was_cancelled_is_none(world, desk):
    away(desk[0], cancelled_at=timezone.now())
    assert names(world) == ["Fitri"]


def test_when_the_decree_ends_the_deputy_answers_without_a_day_between(world, desk):
    Appointment.objects.filter(pk=desk[0].pk).update(ends_on=DAY)
    assert names(world, on=DAY) == ["Fitri"]
    assert names(world, on=DAY + timedelta(days=1)) == ["Dita"]


def test_without_a_deputy_the_head_answers_then_the_one_above(world, desk):
    for office in desk:
        away(office)
    assert names(world) == ["dr. Hana Prasetya"]
    away(world.people["hana"])
    assert names(world) == ["Arif Budiman"]


def test_a_focal_point_of_the_government_stands_for_the_whole_tree(world):
    focal_point(world, "gita", "kutai-raya")
    assert names(world) == names(world, "puskesmas-kuaro") == ["Gita"]
    focal_point(world, "fitri")
    assert names(world) == names(world, "puskesmas-kuaro") == ["Fitri"]
    assert names(world, "disdukcapil") == ["Gita"]


def test_named_units_and_substances_come_before_the_general_decree(world, desk):
    unit, health = world.place("puskesmas-kuaro"), world.term("substance", "health")
    focal_point(world, "kuaro").units.set([unit])
    focal_point(world, "sehat").substances.set([health])
    assert names(world) == ["Fitri"]
    assert names(world, unit=unit) == ["Kuaro"]
    assert names(world, substance=health) == ["Sehat"]
    assert names(world, unit=world.place("puskesmas-senaken")) == ["Fitri"]
    assert names(world, substance=world.term("substance", "police")) == ["Fitri"]


def test_who_is_appointed_for_another_unit_does_not_answer(world):
    focal_point(world, "kuaro").units.set([world.place("puskesmas-kuaro")])
    assert names(world, unit=world.place("puskesmas-senaken")) == ["dr. Hana Prasetya"]
    assert names(world) == ["Kuaro"]


def test_the_deputy_stands_for_what_the_holder_stands_for(world):
    unit = world.place("puskesmas-kuaro")
    special = focal_point(world, "kuaro")
    special.units.set([unit])
    focal_point(world, "umum")
    focal_point(world, "wakil", deputy_of=special)
    away(special)
    assert names(world, unit=unit) == ["Wakil"]
    assert names(world, unit=world.place("puskesmas-senaken")) == ["Umum"]


def test_a_unit_elsewhere_changes_nothing(world, desk):
    assert names(world, unit=world.place("disdukcapil")) == ["Fitri"]


def test_before_nobody_answers_anybody_who_is_there_does(world):
    for key in ("hana", "agus"):
        away(world.people[key])
    assert names(world) == ["Rina Wulandari"]


def test_what_it_costs_is_the_same_for_many(world, desk, django_assert_num_queries):
    def cost():
        with django_assert_num_queries(7):
            Appointment.objects.responsible(world.place("dinkes"), R.FOCAL_POINT, on=DAY)

    cost()
    for n in range(9):
        focal_point(world, f"orang-{n}", deputy_of=desk[0])
    cost()


days = st.integers(-20, 20).map(lambda n: DAY + timedelta(days=n))
offices = st.tuples(
    st.sampled_from([R.FOCAL_POINT, R.HEAD, R.MANAGER, R.LIAISON, R.STEWARD]),
    st.sampled_from(PLACES),
    days,
    st.none() | days,
    st.lists(st.sampled_from(PLACES), max_size=2),
    st.booleans(),
)
leaves = st.tuples(st.integers(0, 7), days, st.integers(0, 9))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(offices, max_size=7), st.lists(leaves, max_size=6), days, st.sampled_from(PLACES))
def test_never_nobody_and_never_somebody_who_is_away(world, held, absent, day, place):
    """With one head at the top who is there, whatever else is held, ended, limited or on leave."""
    with transaction.atomic():
        Appointment.objects.exclude(pk=world.people["agus"].pk).update(revoked_at=timezone.now())
        people = [appointed(world, n, *office) for n, office in enumerate(held)]
        for n, first, length in absent:
            if n < len(people):
                away(people[n], first, first + timedelta(days=length))
        for unit in (None, Agency.objects.get(slug="puskesmas-kuaro")):
            found = Appointment.objects.responsible(
                world.place(place), R.FOCAL_POINT, unit=unit, on=day
            )
            assert found
            for office in found:
                assert office.is_in_force(day)
                assert not office.user.absences.in_force(day).exists()
        transaction.set_rollback(True)


def appointed(world, n, role, place, starts, ends, units, stands_in):
    user = User.objects.create_user(f"orang{n}@example.org", name=f"Orang {n}")
    ends = max(starts, ends) if ends else None
    first = Appointment.objects.filter(role=role, agency=world.place(place)).first()
    office = user.appointments.create(
        role=role,
        agency=world.place(place),
        decree_number="1",
        decree_date=starts,
        starts_on=starts,
        ends_on=ends,
        substitutes=first if stands_in else None,
    )
    office.units.set([world.place(slug) for slug in units])
    return office

"""Who holds an office, who answers for it, and in which one acts."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from narahubung.accounts.actors import Officer
from narahubung.accounts.models import Appointment, Role, User
from narahubung.accounts.tests.ways_in import enter

R = Role


def responsible(world, place, *roles, on=None):
    found = Appointment.objects.responsible(world.place(place), *roles, on=on)
    return [a.user.name for a in found]


def ends(world, key, day):
    Appointment.objects.filter(user=world.people[key].user).update(ends_on=day)


def substitute(world, key, name):
    principal = world.people[key]
    user = User.objects.create_user(f"{name}@example.org", name=name)
    terms = {**principal.terms(), "substitutes_id": principal.pk}
    return Appointment.objects.create(user=user, **terms)


def test_the_holder_answers_first(world):
    substitute(world, "budi", "Plh. Mira")
    assert responsible(world, "puskesmas-kuaro", R.LIAISON) == ["Budi Santoso"]


def test_no_minute_is_without_a_responsible_person(world):
    """As one decree after another ends, the next one up answers from the next day on."""
    eve, day = date(2026, 12, 31), date(2027, 1, 1)
    mira = substitute(world, "budi", "Plh. Mira")
    chain = ["Plh. Mira", "Rina Wulandari", "dr. Hana Prasetya", "Arif Budiman"]

    ends(world, "budi", eve)
    for name, key in zip(chain, ["mira", "rina", "hana", None], strict=True):
        before = responsible(world, "puskesmas-kuaro", R.LIAISON, on=eve)
        assert before == ["Budi Santoso"]
        assert responsible(world, "puskesmas-kuaro", R.LIAISON, on=day) == [name]
        if key == "mira":
            Appointment.objects.filter(pk=mira.pk).update(ends_on=eve)
        elif key:
            ends(world, key, eve)


def test_the_head_of_the_same_place_comes_before_those_above(world):
    world.appoint("lina", "Lina", R.HEAD, "puskesmas-kuaro")
    ends(world, "budi", timezone.localdate() - timedelta(days=1))
    assert responsible(world, "puskesmas-kuaro", R.LIAISON) == ["Lina"]


def test_a_closed_account_answers_for_nothing(world):
    User.objects.filter(pk=world.budi.user.pk).update(is_active=False)
    assert responsible(world, "puskesmas-kuaro", R.LIAISON) == ["Rina Wulandari"]


def test_the_way_up_costs_the_same_however_high_it_is(world, django_assert_num_queries):
    # The place in the tree, the places above it, and all who hold an office in any of them.
    ends(world, "budi", timezone.localdate() - timedelta(days=1))
    with django_assert_num_queries(3):
        Appointment.objects.responsible(world.place("puskesmas-kuaro"), R.LIAISON)


@pytest.mark.parametrize(
    "name, places",
    [
        ("rina", {"dinkes", "puskesmas-kuaro", "puskesmas-senaken"}),
        ("budi", {"puskesmas-kuaro"}),
        ("agus", {"kutai-raya", "inspektorat", "dinkes", "disdukcapil", "puskesmas-kuaro",
                  "puskesmas-senaken"}),
        ("wati", {"kutai-raya", "inspektorat", "dinkes", "disdukcapil", "puskesmas-kuaro",
                  "puskesmas-senaken"}),
        ("adi", set()),
    ],
)  # fmt: skip
def test_the_scope_of_each_office(world, name, places):
    assert getattr(world, name).scope == {world.place(slug).pk for slug in places}


def test_a_person_with_two_offices_switches_between_them(world):
    world.appoint("rina", "Rina Wulandari", R.FOCAL_POINT, "dinkes")
    first, second = Appointment.objects.filter(user=world.people["rina"].user).order_by("pk")
    client = enter(Officer(first.user, first))

    for office in (second, first):
        client.post("/accounts/offices/", {"office": office.pk})
        assert client.get("/accounts/offices/").context["actor"].appointment == office


def test_nobody_switches_into_the_office_of_another(world):
    client = enter(world.rina)
    for office in (world.hana.appointment.pk, "", "x' OR 1"):
        status = client.post("/accounts/offices/", {"office": office}).status_code
        assert status == 404
    assert client.get("/accounts/offices/").context["actor"].role == R.MANAGER


def test_the_successor_reads_the_hand_over_note(world):
    old = world.people["rina"]
    new = world.appoint("rani", "Rani", R.MANAGER, "dinkes")
    old.end(
        world.adi, timezone.localdate(), "800/1", "Mutasi ke dinas lain.", "Hubungi Bu Sari dulu."
    )

    assert new.name == "Rani"
    assert "Hubungi Bu Sari dulu." in enter(world.rani).get("/accounts/offices/").content.decode()


@pytest.mark.parametrize(
    "name, sees",
    [
        ("adi", {"rina", "hana", "budi", "tono", "dewi", "wati", "agus", "nadia", "adi"}),
        ("rina", {"rina", "hana", "budi", "tono"}),
        ("hana", {"rina", "hana", "budi", "tono"}),
        ("dewi", {"dewi"}),
        ("budi", {"budi"}),
        ("wati", {"wati"}),
    ],
)
def test_whose_offices_one_sees(world, name, sees):
    found = Appointment.objects.visible_to(getattr(world, name))
    assert {a.user.email.split("@")[0] for a in found} == sees
    people = User.objects.visible_to(getattr(world, name))
    assert {user.email.split("@")[0] for user in people} == sees

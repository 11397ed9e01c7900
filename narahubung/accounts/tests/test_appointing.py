"""Who may appoint whom, and what remains of each appointment."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from narahubung.accounts.models import Appointment, Role, User
from narahubung.accounts.roles import HELD_BY_DECREE, may_grant
from narahubung.accounts.tests.test_invitations import invite
from narahubung.accounts.tests.ways_in import enter_confirmed
from narahubung.journal.chain import first_fault

R = Role


@pytest.mark.parametrize(
    "name, role, place, allowed",
    [
        # an operator appoints everybody
        ("adi", R.ADMINISTRATOR, None, True),
        ("adi", R.NATIONAL_ADMIN, None, True),
        ("adi", R.OFFICE_HEAD, None, True),
        ("adi", R.HEAD, "dinkes", True),
        # a manager: liaisons of the own tree, managers of places below
        ("rina", R.LIAISON, "dinkes", True),
        ("rina", R.LIAISON, "puskesmas-kuaro", True),
        ("rina", R.MANAGER, "puskesmas-kuaro", True),
        ("rina", R.MANAGER, "dinkes", False),
        ("rina", R.LIAISON, "disdukcapil", False),
        ("rina", R.LIAISON, "kutai-raya", False),
        ("rina", R.HEAD, "puskesmas-kuaro", False),
        ("rina", R.ADMINISTRATOR, None, False),
        # a head: also the managers of the own place
        ("hana", R.MANAGER, "dinkes", True),
        ("hana", R.LIAISON, "puskesmas-senaken", True),
        ("hana", R.HEAD, "dinkes", False),
        ("hana", R.MANAGER, "disdukcapil", False),
        # the others nobody
        ("budi", R.LIAISON, "puskesmas-kuaro", False),
        ("wati", R.LIAISON, "dinkes", False),
        ("agus", R.MANAGER, "dinkes", False),
    ],
)
def test_who_may_appoint_whom(world, name, role, place, allowed):
    agency = world.place(place) if place else None
    assert may_grant(getattr(world, name), role, agency) is allowed


def test_a_national_administrator_grants_no_role_of_ombudsman_or_operator(world):
    world.appoint("nasional", "Nasional", R.NATIONAL_ADMIN, None)
    granted = {r for r in HELD_BY_DECREE if may_grant(world.nasional, r, world.place("dinkes"))}
    assert granted == {R.MANAGER, R.LIAISON, R.HEAD, R.INSPECTORATE, R.STEWARD, R.FOCAL_POINT,
                       R.DATA_PROTECTION, R.NATIONAL_ADMIN}  # fmt: skip


@pytest.mark.parametrize("name, status", [("adi", 200), ("rina", 200), ("hana", 200),
                                          ("budi", 403), ("wati", 403), ("agus", 403)])  # fmt: skip
def test_who_opens_the_people_page(world, name, status):
    client = enter_confirmed(getattr(world, name))
    for path in ("/accounts/people/", "/accounts/people/invite/"):
        assert client.get(path).status_code == status


@pytest.mark.parametrize(
    "changes",
    [
        {"role": R.HEAD},
        {"role": R.ADMINISTRATOR, "agency": ""},
        {"agency": "disdukcapil"},
        {"agency": ""},
        {"email": "rina@demo.narahubung.example"},
        {"starts_on": "2026-11-02", "ends_on": "2026-11-01"},
        {"substitutes": "tono"},
    ],
)
def test_an_invitation_beyond_ones_office_is_refused(world, changes):
    changes = dict(changes)
    if changes.get("agency"):
        changes["agency"] = world.place(changes["agency"]).pk
    if "substitutes" in changes:
        changes["substitutes"] = world.people["tono"].pk
    answer = invite(enter_confirmed(world.rina), world, **changes)
    assert answer.status_code == 422
    assert answer.context["form"]["name"].value() == "Nita"


def test_a_substitute_is_named_with_whom_they_replace(world):
    answer = invite(
        enter_confirmed(world.rina),
        world,
        email=world.tono.user.email,
        substitutes=world.people["budi"].pk,
    )
    assert answer.status_code == 302
    assert world.tono.user.appointments.get(substitutes=world.people["budi"]).role == R.LIAISON


def test_people_are_found_by_name_place_and_decree(world):
    client = enter_confirmed(world.rina)
    for words in ("budi", "kuaro budi", "BUDI@", world.people["budi"].decree_number):
        page = client.get("/accounts/people/", {"q": words}).context["page"]
        assert [a.user.name for a in page] == ["Budi Santoso"]
    for words in ("dewi", "' OR 1=1", "bu\x00di"):
        assert client.get("/accounts/people/", {"q": words}).status_code == 200
    assert not client.get("/accounts/people/", {"q": "dewi"}).context["page"].object_list


def test_the_people_page_asks_the_same_number_of_questions_for_many(
    world, django_assert_max_num_queries
):
    for n in range(60):
        world.appoint(f"orang-{n}", f"Orang {n}", R.LIAISON, "puskesmas-kuaro")
    client = enter_confirmed(world.rina)
    with django_assert_max_num_queries(12):
        client.get("/accounts/people/")


def extend(client, appointment, day):
    return client.post(
        f"/accounts/people/appointments/{appointment.pk}/extend/",
        {"ends_on": day, "decree_number": "800/77/2027", "decree_date": "2026-11-20",
         "reason": "Masa tugas diperpanjang."},
    )  # fmt: skip


def test_an_extension_keeps_both_decrees(world):
    budi = world.people["budi"]
    Appointment.objects.filter(pk=budi.pk).update(ends_on="2026-12-31")
    before = budi.decree_number
    assert extend(enter_confirmed(world.rina), budi, "2027-12-31").status_code == 302

    budi.refresh_from_db()
    assert (budi.ends_on, budi.decree_number) == (date(2027, 12, 31), "800/77/2027")
    event = budi.user.events.get(kind="extended")
    assert event.facts["before"]["decree_number"] == before
    assert event.note == "Masa tugas diperpanjang."


def test_an_extension_does_not_shorten(world):
    budi = world.people["budi"]
    Appointment.objects.filter(pk=budi.pk).update(ends_on="2027-12-31")
    assert extend(enter_confirmed(world.rina), budi, "2027-12-30").status_code == 422


def end(client, appointment, day):
    return client.post(
        f"/accounts/people/appointments/{appointment.pk}/end/",
        {"last_day": day, "decree_number": "800/78/2026", "reason": "Pindah tugas.",
         "handover_note": "Tiga berkas terbuka."},
    )  # fmt: skip


def test_an_end_of_today_closes_the_door_at_once_and_is_written_down(world):
    client = enter_confirmed(world.budi)
    assert client.get("/accounts/offices/").status_code == 200
    end(enter_confirmed(world.rina), world.people["budi"], timezone.localdate())
    assert client.get("/accounts/offices/").status_code == 403

    event = world.budi.user.events.get(kind="ended")
    assert event.facts["ended_by_decree"] == "800/78/2026"
    assert first_fault(world.budi.user.subject, world.budi.user.events.all()) == ""
    assert (
        extend(enter_confirmed(world.rina), world.people["budi"], "2030-01-01").status_code == 422
    )


def test_an_end_in_the_future_leaves_the_office_until_then(world):
    day = timezone.localdate() + timedelta(days=10)
    end(enter_confirmed(world.rina), world.people["budi"], day)
    assert Appointment.objects.get(pk=world.people["budi"].pk).is_in_force(day)
    assert not Appointment.objects.in_force(day + timedelta(days=1)).filter(user=world.budi.user)


@pytest.mark.parametrize("name, status", [("rina", 403), ("hana", 403), ("dewi", 404)])
def test_nobody_ends_what_is_own_above_or_elsewhere(world, name, status):
    actor = world.rina
    answer = end(enter_confirmed(actor), world.people[name], timezone.localdate())
    assert answer.status_code == status


def test_nobody_opens_the_page_of_a_person_elsewhere(world):
    assert (
        enter_confirmed(world.rina).get(f"/accounts/people/{world.dewi.user.pk}/").status_code
        == 404
    )
    assert (
        enter_confirmed(world.rina).get(f"/accounts/people/{world.budi.user.pk}/").status_code
        == 200
    )


def test_the_database_refuses_a_role_without_its_place(world):
    with pytest.raises(Exception, match="an_appointment_has_the_place_of_its_role"):
        Appointment.objects.create(
            user=User.objects.first(), role=R.LIAISON, decree_number="1",
            decree_date="2026-01-01", starts_on="2026-01-01",
        )  # fmt: skip

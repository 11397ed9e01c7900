"""What is behind the door, and what closes it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from narahubung.accounts.models import Appointment
from narahubung.accounts.tests.ways_in import enter

WORK = "/accounts/offices/"


@pytest.mark.parametrize("name", ["offices", "people", "invite", "powers", "powers_on"])
def test_a_stranger_is_led_to_sign_in(client, db, name):
    answer = client.get(reverse(f"accounts:{name}"))
    assert answer.url.startswith("/accounts/login/?next=/accounts/")


def test_a_person_without_second_lock_is_led_to_set_one_up(world, client):
    client.force_login(world.rina.user)
    for path in (WORK, "/accounts/people/", "/accounts/register/"):
        assert client.get(path).url == reverse("accounts:second_factor")
    page = client.get(reverse("accounts:second_factor"))
    assert "Satu kunci lagi" in page.content.decode()
    assert client.post("/ui/language/", {"language": "en"}).status_code == 302
    assert client.post("/accounts/logout/").status_code == 302


def test_an_ended_decree_closes_the_door_in_mid_session(world):
    client = enter(world.rina)
    assert client.get(WORK).status_code == 200

    yesterday = timezone.localdate() - timedelta(days=1)
    Appointment.objects.filter(user=world.rina.user).update(ends_on=yesterday)
    answer = client.get(WORK)
    assert answer.status_code == 403
    assert "Masa tugas Anda sudah berakhir" in answer.content.decode()


def test_a_decree_ends_with_its_last_day(world, time_machine):
    time_machine.move_to("2026-12-31 23:59:00+07:00", tick=False)
    Appointment.objects.filter(user=world.rina.user).update(ends_on="2026-12-31")
    client = enter(world.rina)
    assert client.get(WORK).status_code == 200

    time_machine.move_to("2027-01-01 00:00:00+07:00", tick=False)
    assert client.get(WORK).status_code == 403


def test_a_person_without_office_still_keeps_their_own_account(world):
    Appointment.objects.filter(user=world.rina.user).update(revoked_at=timezone.now())
    client = enter(world.rina)
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get("/accounts/people/").status_code == 403


def test_a_closed_account_is_out_at_once(world):
    client = enter(world.rina)
    world.rina.user.__class__.objects.filter(pk=world.rina.user.pk).update(is_active=False)
    assert client.get(WORK).status_code == 302


def test_half_an_hour_without_a_touch_signs_out(world, time_machine):
    time_machine.move_to("2026-11-23 09:00+07:00", tick=False)
    client = enter(world.rina)
    client.get(WORK)
    time_machine.shift(timedelta(minutes=29))
    assert client.get(WORK).status_code == 200
    time_machine.shift(timedelta(minutes=29))
    assert client.get(WORK).status_code == 200

    time_machine.shift(timedelta(minutes=31))
    assert client.get(WORK).url.startswith("/accounts/login/")


def test_reading_on_writes_at_most_once_a_minute(world, time_machine):
    time_machine.move_to("2026-11-23 09:00+07:00", tick=False)
    client = enter(world.rina)
    client.get(WORK)
    assert writes_of(client) == []

    time_machine.shift(timedelta(seconds=61))
    assert writes_of(client) != []


def writes_of(client):
    with CaptureQueriesContext(connection) as asked:
        client.get(WORK)
    return [q["sql"] for q in asked if q["sql"].startswith(("UPDATE", "INSERT", "DELETE"))]


def test_private_pages_are_kept_by_no_cache(world):
    assert "no-store" in enter(world.rina).get(WORK)["Cache-Control"]


def test_no_session_is_made_for_who_only_looks(db):
    client = Client()
    client.get("/accounts/login/")
    assert "session" not in client.cookies

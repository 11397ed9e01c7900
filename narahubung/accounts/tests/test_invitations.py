"""Links that bring people in: once, in time, and only for whom they were meant."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.signing import Signer
from django.test import Client
from django.utils import timezone

from narahubung.accounts.invitations import digest, first_administrator_link
from narahubung.accounts.models import AccountEvent, Appointment, Invitation, Role, User
from narahubung.accounts.tests.ways_in import PASSWORD, enter_confirmed
from narahubung.journal.chain import first_fault

ANSWER = {"name": "Nita", "password": PASSWORD, "again": PASSWORD}


def invite(client, world, **changes):
    letter = {
        "email": "nita@example.org",
        "name": "Nita",
        "role": Role.LIAISON,
        "agency": world.place("puskesmas-kuaro").pk,
        "decree_number": "800/9/SK/2026",
        "decree_date": "2026-11-01",
        "starts_on": "2026-11-02",
        **changes,
    }
    return client.post("/accounts/people/invite/", letter)


@pytest.fixture
def link(world):
    client = enter_confirmed(world.rina)
    assert invite(client, world).url == "/accounts/people/invited/"
    url = client.get("/accounts/people/invited/").context["url"]
    return "/" + url.partition("://")[2].partition("/")[2]


def test_the_link_is_shown_once_and_mailed(world):
    client = enter_confirmed(world.rina)
    invite(client, world)
    url = client.get("/accounts/people/invited/").context["url"]
    assert client.get("/accounts/people/invited/").status_code == 404
    [letter] = mail.outbox
    assert letter.to == ["nita@example.org"]
    assert url in letter.body and "Yth. Nita" in letter.body


def test_only_a_fingerprint_of_the_link_is_kept(link):
    token = link.strip("/").split("/")[-1]
    invitation = Invitation.objects.get()
    assert invitation.digest == digest(token)
    assert token not in str(list(Invitation.objects.values()))


def test_an_invited_person_chooses_a_password_and_is_led_to_the_second_lock(link):
    client = Client()
    assert "puskesmas" in client.get(link).content.decode().lower()
    assert client.post(link, ANSWER).url == "/accounts/second-factor/"

    person = User.objects.get(email="nita@example.org")
    assert person.check_password(PASSWORD)
    assert client.get("/accounts/offices/").url == "/accounts/second-factor/"
    assert client.get("/accounts/locks/totp/activate/").status_code == 200
    office = person.appointments.get()
    assert (office.role, office.agency.slug) == (Role.LIAISON, "puskesmas-kuaro")


def test_a_link_works_once(link):
    Client().post(link, ANSWER)
    again = Client()
    assert again.get(link).status_code == 410
    assert again.post(link, {**ANSWER, "password": "x" * 20, "again": "x" * 20}).status_code == 410
    assert User.objects.get(email="nita@example.org").check_password(PASSWORD)


def test_a_link_works_for_seven_days(link, time_machine):
    now = timezone.now()
    time_machine.move_to(now + timedelta(days=6, hours=23))
    assert Client().get(link).status_code == 200
    time_machine.move_to(now + timedelta(days=7, minutes=1))
    assert Client().get(link).status_code == 410


def test_a_withdrawn_link_works_no_more(world, link):
    client = enter_confirmed(world.hana)
    client.post(f"/accounts/people/invitations/{Invitation.objects.get().pk}/withdraw/")
    assert Client().post(link, ANSWER).status_code == 410
    assert not User.objects.filter(email="nita@example.org").exists()


def test_nobody_withdraws_the_invitation_of_another_tree(world, link):
    path = f"/accounts/people/invitations/{Invitation.objects.get().pk}/withdraw/"
    assert enter_confirmed(world.dewi).post(path).status_code == 404
    assert Client().get(link).status_code == 200


@pytest.mark.parametrize("token", ["x", "a:b", Signer(salt="accounts.invitation").sign("guess")])
def test_a_made_up_link_opens_nothing(db, client, token):
    assert client.get(f"/accounts/invitation/{token}/").status_code == 410


@pytest.mark.parametrize(
    "password, again",
    [("pendek", "pendek"), ("password1234", "password1234"), (PASSWORD, PASSWORD + "!")],
)
def test_a_weak_or_mistyped_password_is_asked_again(link, password, again):
    answer = Client().post(link, {"name": "Nita", "password": password, "again": again})
    assert answer.status_code == 422
    assert not User.objects.filter(email="nita@example.org").exists()


def test_an_address_has_one_open_invitation(world, link, time_machine):
    client = enter_confirmed(world.hana)
    assert invite(client, world).status_code == 422
    time_machine.move_to(timezone.now() + timedelta(days=8))
    client = enter_confirmed(world.hana)
    assert invite(client, world).status_code == 302


def test_whoever_has_an_account_gets_the_office_at_once(world):
    answer = invite(enter_confirmed(world.rina), world, email=world.tono.user.email.upper())
    assert answer.url == f"/accounts/people/{world.tono.user.pk}/"
    assert world.tono.user.appointments.count() == 2
    assert not mail.outbox and not Invitation.objects.exists()


def test_each_act_is_a_line_in_the_journal_of_the_account(world, link):
    Client().post(link, ANSWER)
    nita = User.objects.get(email="nita@example.org")
    assert [e.kind for e in nita.events.all()] == ["joined"]
    assert [e.kind for e in AccountEvent.objects.filter(person=world.rina.user)] == ["invited"]
    assert first_fault(nita.subject, nita.events.all()) == ""


def test_the_first_administrator_comes_by_a_link_and_only_the_first(db, client):
    link = first_administrator_link("http://localhost:8000")
    path = link.removeprefix("http://localhost:8000")
    answer = client.post(path, {**ANSWER, "email": "Eka@Example.org"})
    assert answer.url == "/accounts/second-factor/"

    person = User.objects.get(email="eka@example.org")
    assert person.appointments.get().role == Role.ADMINISTRATOR
    assert person.is_staff and not person.is_superuser
    assert first_administrator_link("http://localhost:8000") == ""


def test_a_newer_link_for_the_first_administrator_replaces_the_older(db, client):
    older, newer = (first_administrator_link("") for _n in range(2))
    path = "/accounts/" + older.partition("/accounts/")[2]
    assert client.get(path).status_code == 410
    assert client.get("/accounts/" + newer.partition("/accounts/")[2]).status_code == 200


def test_the_link_for_the_first_administrator_lasts_a_day(db, client, time_machine):
    path = "/accounts/" + first_administrator_link("").partition("/accounts/")[2]
    time_machine.move_to(timezone.now() + timedelta(hours=25))
    assert client.get(path).status_code == 410
    assert not Appointment.objects.exists()

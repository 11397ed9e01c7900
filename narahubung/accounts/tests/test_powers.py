"""Powers over files: for an hour, with a reason, for all operators to read."""

from datetime import timedelta

import pytest

from narahubung.accounts.models import Powers
from narahubung.accounts.tests.ways_in import confirm, enter
from narahubung.journal.chain import first_fault

ON = "/accounts/powers/on/"
REASON = {"reason": "Berkas 12 macet setelah impor."}


def switch_on(client):
    confirm(client, ON)
    return client.post(ON, REASON)


def actor_in(client):
    return client.get("/accounts/offices/").context["actor"]


def test_powers_need_the_password_again(world):
    client = enter(world.adi)
    assert client.get(ON).url.startswith("/accounts/reauthenticate/")
    assert client.post(ON, REASON).url.startswith("/accounts/reauthenticate/")
    assert not Powers.objects.exists()


def test_what_was_written_is_kept_while_the_password_is_asked(world):
    client = enter(world.adi)
    client.post(ON, REASON)
    confirm(client, ON)
    assert Powers.objects.get().reason == REASON["reason"]


def test_powers_end_by_themselves_after_an_hour(world, time_machine):
    time_machine.move_to("2026-11-23 09:00+07:00", tick=False)
    client = enter(world.adi)
    assert not actor_in(client).has_powers
    assert switch_on(client).status_code == 302
    assert actor_in(client).has_powers

    time_machine.shift(timedelta(minutes=29))
    assert actor_in(client).has_powers
    time_machine.shift(timedelta(minutes=29))
    assert actor_in(client).has_powers
    time_machine.shift(timedelta(minutes=2))
    assert not actor_in(client).has_powers


def test_powers_are_switched_off_and_both_are_written_down(world):
    client = enter(world.adi)
    switch_on(client)
    assert "Anda dapat melihat semua berkas" in client.get("/accounts/powers/").content.decode()
    client.post("/accounts/powers/off/")

    assert not actor_in(client).has_powers
    events = list(world.adi.user.events.all())
    assert [e.kind for e in events] == ["powers_on", "powers_off"]
    assert events[0].note == REASON["reason"]
    assert first_fault(world.adi.user.subject, events) == ""


@pytest.mark.parametrize("reason", ["", "singkat", "         a"])
def test_powers_need_a_reason(world, reason):
    client = enter(world.adi)
    confirm(client, ON)
    assert client.post(ON, {"reason": reason}).status_code == 422


def test_all_operators_read_who_used_them(world):
    switch_on(enter(world.adi))
    world.appoint("ade", "Ade", "administrator", None)
    assert REASON["reason"] in enter(world.ade).get("/accounts/powers/").content.decode()


@pytest.mark.parametrize("name", ["rina", "hana", "budi", "wati", "agus"])
def test_nobody_else_has_powers(world, name):
    client = enter(getattr(world, name))
    confirm(client, ON)
    assert client.post(ON, REASON).status_code == 403
    assert client.get("/accounts/powers/").status_code == 403


def test_powers_do_not_follow_into_another_office(world):
    world.appoint("adi", "Adi Nugroho", "liaison", "puskesmas-kuaro")
    client = enter(world.adi)
    offices = {a.role: a.pk for a in world.adi.user.appointments.all()}
    client.post("/accounts/offices/", {"office": offices["administrator"]})
    switch_on(client)
    client.post("/accounts/offices/", {"office": offices["liaison"]})
    assert not actor_in(client).has_powers

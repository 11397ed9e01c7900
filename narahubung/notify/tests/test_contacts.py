"""Told by the one safe way, at the right hour, or not at all."""

from dataclasses import replace
from datetime import datetime

import pytest
from pydantic import SecretStr

from narahubung.complaints.identity import Person
from narahubung.complaints.models import Identity
from narahubung.notify.contacts import person_of
from narahubung.notify.dispatch import deliver_due, dispatch_next
from narahubung.notify.models import Message
from narahubung.vault import new_data_key, seal_json

SARI = Person(name="Sari", phone="0812-5555-0101", email="sari@example.org")


def file(world, **person):
    world.submit(person=replace(SARI, **person), channel="letter", by=world.system)
    dispatch_next()
    return Message.objects.filter(recipient="complainant").first()


def test_who_was_never_asked_gets_an_e_mail_at_any_hour(world, time_machine, mailoutbox):
    time_machine.move_to("2026-11-16 23:00+08:00", tick=False)
    assert file(world).channel == "email"
    assert deliver_due() == 2


def test_who_wants_nothing_gets_nothing(world):
    assert file(world, way="none") is None


@pytest.mark.parametrize("way", ["sms", "whatsapp", "telegram"])
def test_a_way_without_its_address_is_none(world, settings, way):
    settings.GATEWAYS = {way: SecretStr("json://127.0.0.1/{to}")}
    assert file(world, way=way, phone="") is None


def test_a_row_sealed_before_there_were_safe_ways_still_opens(world):
    world.submit()
    identity = Identity.objects.select_related("complaint").get()
    context = world.queue.reference.encode()
    identity.data_key = new_data_key(context)
    old = {"name": "Sari", "phone": "1", "email": "s@x.id", "nik": "", "address": "", "contact": ""}
    identity.sealed = seal_json(identity.data_key, old, context)
    identity.save()
    assert person_of(world.queue) == Person(name="Sari", phone="1", email="s@x.id")


def test_a_text_message_at_night_waits_for_the_morning_of_the_place(world, time_machine, settings):
    settings.GATEWAYS = {"sms": SecretStr("json://127.0.0.1:9/{to}")}
    time_machine.move_to("2026-11-16 21:15+08:00", tick=False)
    message = file(world, way="sms")
    assert message.next_attempt_at == datetime.fromisoformat("2026-11-17T07:00+08:00")


def test_a_mailbox_rests_when_its_owner_says_so(world, time_machine, mailoutbox):
    time_machine.move_to("2026-11-16 12:30+08:00", tick=False)
    message = file(world, way="email", quiet="12-14")
    assert message.next_attempt_at == datetime.fromisoformat("2026-11-16T14:00+08:00")
    deliver_due()
    assert [mail.to for mail in mailoutbox] == [[world.rina.user.email]]
    time_machine.move_to("2026-11-16 14:00+08:00", tick=False)
    assert deliver_due() == 1


def test_what_comes_late_to_the_mail_server_still_waits_and_loses_no_attempt(
    world, time_machine, mailoutbox
):
    time_machine.move_to("2026-11-16 19:50+08:00", tick=False)
    message = file(world, way="email", quiet="20-7")
    time_machine.move_to("2026-11-16 20:10+08:00", tick=False)
    deliver_due()
    message.refresh_from_db()
    assert (message.state, message.attempts, message.leased_until) == ("waiting", 0, None)
    assert message.next_attempt_at == datetime.fromisoformat("2026-11-17T07:00+08:00")
    assert [mail.to for mail in mailoutbox] == [[world.rina.user.email]]


def test_who_changes_the_way_is_not_told_by_the_old_one(world, mailoutbox):
    message = file(world)
    identity = Identity.objects.select_related("complaint").get()
    identity.change(replace(SARI, way="none"))
    deliver_due()
    message.refresh_from_db()
    assert (message.state, message.error) == ("failed", "unwished")
    assert [mail.to for mail in mailoutbox] == [[world.rina.user.email]]

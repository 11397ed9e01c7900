"""Text messages, sent by a real library to a real server on this machine."""

import logging

import pytest
from pydantic import SecretStr

from narahubung.complaints.identity import Person
from narahubung.notify.channels import gateway
from narahubung.notify.dispatch import deliver_due, dispatch_next
from narahubung.notify.models import PAUSES, Message, Undelivered
from narahubung.notify.pages import undelivered_rows
from narahubung.notify.tests.gateway_server import GatewayServer

pytest.importorskip("apprise", reason="the extra narahubung[apprise] is absent")
PHONE = "+6281255550101"
SECRETS = (PHONE, "81255550101", "sandi-kenari", "petugas")


@pytest.fixture
def sms_gateway(settings, time_machine):
    time_machine.move_to("2026-11-16 09:00+08:00", tick=False)
    with GatewayServer() as server:
        settings.GATEWAYS = {"sms": SecretStr(server.url)}
        yield server


def told_by(way, **person):
    return Person(name="Sari", phone="0812-5555-0101", way=way, **person)


@pytest.fixture
def sms(world, sms_gateway):
    """A text message to Sari that her letter has arrived."""
    world.submit(person=told_by("sms"), channel="letter", by=world.system)
    dispatch_next()
    return Message.objects.get(recipient="complainant")


def test_a_text_message_says_only_that_there_is_news(sms, sms_gateway):
    assert deliver_due() == 2
    [(path, sent)] = sms_gateway.kept
    assert path == "/kirim/+6281255550101"
    assert sent["message"] == "Ada kabar untuk Anda. Buka halaman yang Anda simpan."
    assert not sent["title"] and not sent["attachments"]
    sms.refresh_from_db()
    assert (sms.channel, sms.state, sms.attempts) == ("sms", "sent", 1) and sms.sent_at


def test_a_message_is_sent_once_however_often_the_worker_looks(sms, sms_gateway):
    for _ in range(3):
        deliver_due()
        dispatch_next()
    assert len(sms_gateway.kept) == 1


@pytest.mark.parametrize(("status", "delay"), [(500, 0), (401, 0), (200, 0.8)])
def test_a_gateway_that_refuses_or_is_slow_is_tried_again_and_holds_up_no_mail(
    sms, sms_gateway, mailoutbox, status, delay, time_machine
):
    sms_gateway.status, sms_gateway.delay = status, delay
    assert deliver_due() == 2
    sms.refresh_from_db()
    assert (sms.state, sms.error, sms.attempts) == ("waiting", "not_taken", 1)
    assert sms.leased_until is None and len(mailoutbox) == 1
    sms_gateway.status, sms_gateway.delay = 200, 0
    sms_gateway.kept.clear()
    time_machine.shift(PAUSES[0])
    assert deliver_due() == 1
    assert len(sms_gateway.kept) == 1


def test_staff_see_what_did_not_arrive_and_not_the_number(sms, sms_gateway, world, time_machine):
    sms_gateway.status = 500
    # Once more than there are tries, because the last one falls into the night and rests.
    for _ in range(len(PAUSES) + 2):
        deliver_due()
        sms.refresh_from_db()
        time_machine.move_to(sms.next_attempt_at, tick=False)
    failed = Undelivered.objects.visible_to(world.rina).failed().with_file()
    [row] = undelivered_rows(failed, world.rina)
    assert (row.channel, row.to, row.attempts) == ("SMS", "pelapor", 6)
    assert not [secret for secret in SECRETS if secret in repr(row)]


@pytest.mark.parametrize("trouble", ["refused", "dead", "nonsense"])
def test_neither_password_nor_number_stand_in_a_log(
    sms, sms_gateway, settings, trouble, caplog, capfd
):
    caplog.set_level(logging.DEBUG)
    gateway.library.cache_clear()
    sms_gateway.status = 500
    if trouble == "dead":
        settings.GATEWAYS = {"sms": SecretStr("json://petugas:sandi-kenari@127.0.0.1:9/{to}")}
    if trouble == "nonsense":
        settings.GATEWAYS = {"sms": SecretStr("sandi-kenari-tanpa-skema {to}")}
    deliver_due()
    said = caplog.text + "".join(capfd.readouterr()) + repr(settings.GATEWAYS)
    assert f"message {sms.pk}" in said
    assert not [secret for secret in SECRETS if secret in said]


def test_without_a_gateway_nothing_is_promised_and_nothing_sent(world, settings, mailoutbox):
    settings.GATEWAYS = {}
    world.submit(person=told_by("sms", email="sari@example.org"), by=world.system)
    dispatch_next()
    assert not Message.objects.filter(recipient="complainant").exists()


def test_a_gateway_that_was_taken_away_ends_the_message_for_good(sms, sms_gateway, settings):
    settings.GATEWAYS = {}
    deliver_due()
    sms.refresh_from_db()
    assert (sms.state, sms.error) == ("failed", "no_gateway")
    assert not sms_gateway.kept


def test_telegram_goes_to_the_number_that_telegram_knows(world, sms_gateway, settings):
    settings.GATEWAYS = {"telegram": SecretStr(sms_gateway.url)}
    world.submit(person=told_by("telegram", telegram="712345678"), by=world.system)
    dispatch_next()
    deliver_due()
    assert [path for path, _sent in sms_gateway.kept] == ["/kirim/712345678"]


def test_while_the_mail_server_is_away_text_messages_go_on(sms, sms_gateway, settings):
    settings.EMAIL_BACKEND = "narahubung.notify.mail.Backend"
    settings.EMAIL_URL = "smtp://127.0.0.1:9"
    assert deliver_due(limit=1) == 1
    assert len(sms_gateway.kept) == 1
    assert Message.objects.get(channel="email").attempts == 0

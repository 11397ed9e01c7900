"""What a mail server may do to us, tried with one that does it."""

import socket
from datetime import timedelta

import pytest

from narahubung.notify.channels.errors import Trouble
from narahubung.notify.dispatch import deliver_due, dispatch_next
from narahubung.notify.models import PAUSES, Message, Undelivered


@pytest.fixture
def mail(world, mail_server):
    """The mail to Rina of a new complaint; the complainant has no address."""
    world.submit(person=None)
    dispatch_next()
    return Message.objects.get(channel="email")


def test_a_mail_is_taken_with_its_headers(mail, mail_server):
    assert deliver_due() == 1
    [kept] = mail_server.kept
    assert f"Message-ID: <{mail.pk}.{mail.event.hash[:24]}@narahubung>" in kept
    assert "Auto-Submitted: auto-generated" in kept
    assert "To: rina@demo.narahubung.example" in kept
    mail.refresh_from_db()
    assert mail.state == "sent" and mail.sent_at and mail.leased_until is None


@pytest.mark.parametrize(
    ("answers", "state", "trouble"),
    [
        ({"RCPT": "550 no such person"}, "failed", Trouble.BAD_ADDRESS),
        ({"RCPT": "450 greylisted, come again"}, "waiting", Trouble.BUSY),
        ({"MAIL": "550 you may not send"}, "failed", Trouble.REFUSED),
        ({"END": "554 looks like spam"}, "failed", Trouble.REFUSED),
        ({"END": "451 try later"}, "waiting", Trouble.BUSY),
        ({"DATA": "hang up"}, "waiting", Trouble.BROKEN_OFF),
        ({"END": "say nothing"}, "waiting", Trouble.BROKEN_OFF),
    ],
)
def test_what_becomes_of_a_mail(mail, mail_server, answers, state, trouble):
    mail_server.answers = answers
    assert deliver_due() == 1
    mail.refresh_from_db()
    assert (mail.state, mail.error, mail.attempts) == (state, trouble, 1)
    assert mail.leased_until is None
    assert deliver_due() == 0


@pytest.mark.parametrize("goodbye", ["hang up", "say nothing", "500 what?"])
def test_a_bad_goodbye_does_not_undo_what_was_sent(mail, mail_server, goodbye):
    mail_server.answers = {"QUIT": goodbye}
    assert deliver_due() == 1
    mail.refresh_from_db()
    assert mail.state == "sent"
    assert len(mail_server.kept) == 1


@pytest.mark.parametrize("hello", ["say nothing", "hang up", "554 not today", "421 too many"])
def test_while_the_server_is_away_mails_wait_and_lose_no_attempt(mail, mail_server, hello):
    mail_server.answers = {"HELLO": hello}
    for _ in range(10):
        assert deliver_due() == 0
        if hello == "say nothing":
            break
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("waiting", 0)

    mail_server.answers = {}
    assert deliver_due() == 1
    assert len(mail_server.kept) == 1


def test_a_dead_server_leaves_the_notices_on_the_page(world, mail, settings, time_machine):
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        settings.EMAIL_URL = f"smtp://127.0.0.1:{nobody.getsockname()[1]}"
    assert deliver_due() == 0
    assert Message.objects.visible_to(world.rina).unread().count() == 1
    assert not Undelivered.objects.visible_to(world.rina).held_up().exists()
    time_machine.move_to(mail.next_attempt_at + timedelta(minutes=16))
    assert Undelivered.objects.visible_to(world.rina).held_up().count() == 1


def test_it_is_tried_five_times_again_and_then_shown_to_staff(mail, mail_server, time_machine):
    time_machine.move_to(mail.next_attempt_at, tick=False)
    mail_server.answers = {"END": "451 try later"}
    assert deliver_due() == 1
    for pause in PAUSES:
        time_machine.shift(pause.total_seconds() - 1)
        assert deliver_due() == 0
        time_machine.shift(1)
        assert deliver_due() == 1
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("failed", 6)
    time_machine.shift(7 * 24 * 3600)
    assert deliver_due() == 0


def test_one_refused_mail_does_not_hold_up_the_next(world, mail, mail_server):
    mail_server.answers = {"RCPT": "550 no such person"}
    assert deliver_due(limit=1) == 1
    mail_server.answers = {}
    world.queue.log("withdraw", world.sari)
    dispatch_next()
    assert deliver_due() == 1
    assert len(mail_server.kept) == 1


def test_dead_for_an_hour_and_back_the_outbox_drains_and_nobody_is_told_twice(
    world, mail_server, settings, time_machine
):
    time_machine.move_to("2026-11-23 09:00+08:00", tick=False)
    alive = settings.EMAIL_URL
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        settings.EMAIL_URL = f"smtp://127.0.0.1:{nobody.getsockname()[1]}"
    told = 0
    for minute in range(60):
        if minute % 6 == 0:
            world.submit(channel="letter", by=world.system)
            told += 2
        dispatch_next()
        assert deliver_due() == 0
        time_machine.shift(60)

    settings.EMAIL_URL = alive
    for _minute in range(5):
        dispatch_next()
        deliver_due()
        time_machine.shift(60)
    numbers = [
        line for mail in mail_server.kept for line in mail.splitlines() if "Message-ID" in line
    ]
    assert len(numbers) == len(set(numbers)) == told == 20
    assert not Message.objects.filter(channel="email").exclude(state="sent").exists()
    assert set(Message.objects.filter(channel="email").values_list("attempts", flat=True)) == {1}


def test_a_slow_server_loses_no_mail_and_holds_up_no_notice(world, mail_server):
    for _ in range(3):
        world.submit(person=None)
    dispatch_next()
    mail_server.answers = {"END": "say nothing"}
    assert deliver_due() == 3
    waiting = Message.objects.filter(channel="email")
    assert {(m.state, m.error, m.leased_until) for m in waiting} == {
        ("waiting", "broken_off", None)
    }
    assert Message.objects.filter(channel="in_app", state="sent").count() == 3

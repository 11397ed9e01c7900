import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, connection, transaction

from narahubung.complaints.models import Event
from narahubung.notify import dispatch as post
from narahubung.notify.dispatch import deliver, deliver_due, dispatch, dispatch_next
from narahubung.notify.models import PAUSES, Message, Preference, Snag, Undelivered
from narahubung.notify.recipients import RECIPIENTS


@pytest.fixture
def letter(world):
    """Sari's complaint came by letter: she and Rina are told that it has arrived."""
    return world.submit(channel="letter", by=world.system)


def outbox():
    return sorted(
        f"{m.recipient.split(':')[0]} {m.channel} {m.state}" for m in Message.objects.all()
    )


def test_an_officer_is_told_on_the_page_at_once_and_by_mail_later(world, letter, mailoutbox):
    assert dispatch_next() == 1
    assert outbox() == ["complainant email waiting", "user email waiting", "user in_app sent"]
    assert deliver_due() == 2
    assert outbox() == ["complainant email sent", "user email sent", "user in_app sent"]
    assert sorted(mail.to[0].split("@")[0] for mail in mailoutbox) == ["rina", "sari"]


def test_a_complainant_without_an_address_gets_no_mail(world):
    world.submit(person=None)
    dispatch_next()
    assert outbox() == ["user email waiting", "user in_app sent"]


def test_what_nobody_is_told_of_is_marked_at_once(world, django_assert_num_queries):
    world.submit()
    dispatch_next()
    for _ in range(5):
        world.queue.log("imported", world.system)
    # One to mark and one to look, for each kind of file.
    with django_assert_num_queries(4):
        assert dispatch_next() == 5
    assert not Event.objects.filter(dispatched_at=None).exists()


def test_two_dispatchers_who_read_the_same_list_tell_nobody_twice(world, letter):
    first, second = Event.objects.get(), Event.objects.get()
    dispatch(first)
    before = outbox()
    dispatch(second)
    dispatch_next()
    assert outbox() == before
    assert Message.objects.count() == 3


def test_the_database_itself_refuses_to_tell_twice(world):
    world.submit()
    dispatch_next()
    twin = Message.objects.first()
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_a_dispatcher_killed_half_way_leaves_everything_to_the_next(world, letter, monkeypatch):

    class Killed(BaseException):
        pass

    def die(_event):
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed), transaction.atomic():
        patch.setitem(RECIPIENTS, "received", [*RECIPIENTS["received"], die])
        dispatch_next()
    assert not Message.objects.exists()
    assert dispatch_next() == 1
    assert Message.objects.count() == 3


def test_a_bad_event_waits_aside_and_the_others_go_on(world, letter, monkeypatch, time_machine):
    time_machine.move_to("2026-11-23 09:00+08:00", tick=False)
    with monkeypatch.context() as patch:
        patch.delitem(RECIPIENTS, "received")
        world.queue.log("withdraw", world.sari)
        assert dispatch_next() == 2
        assert [m.event.kind for m in Message.objects.all()] == ["withdraw", "withdraw"]
        assert dispatch_next() == 0

        for pause in [*PAUSES, PAUSES[-1]]:
            time_machine.shift(pause.total_seconds() - 1)
            assert dispatch_next() == 0
            time_machine.shift(1)
            assert dispatch_next() == 1
        snag = Snag.objects.visible_to(world.adi).get()
        assert (snag.event.kind, snag.attempts) == ("received", 7)
        assert not Snag.objects.visible_to(world.rina).exists()

    time_machine.shift(PAUSES[-1])
    assert dispatch_next() == 1
    assert Message.objects.filter(event__kind="received").count() == 3
    assert not Snag.objects.exists()


class SecondWorker(EmailBackend):
    """While the first worker sends, a second one comes to the same message."""

    def send_messages(self, mails):
        [pk] = Message.objects.filter(leased_until__isnull=False).values_list("pk", flat=True)
        assert deliver(pk, self) is False
        return super().send_messages(mails)


def test_of_two_workers_at_one_message_one_sends_it(world, letter, settings, mailoutbox):
    settings.EMAIL_BACKEND = f"{__name__}.SecondWorker"
    dispatch_next()
    assert deliver_due() == 2
    assert len(mailoutbox) == 2


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_mail_is_sent(world, letter, settings, mailoutbox):
    settings.EMAIL_BACKEND = f"{__name__}.Watchful"
    dispatch_next()
    assert deliver_due() == 2
    assert Watchful.saw == [False, False]


class Watchful(EmailBackend):
    saw = []

    def send_messages(self, mails):
        self.saw.append(connection.in_atomic_block)
        return super().send_messages(mails)


def test_what_a_killed_worker_perhaps_sent_is_left_to_staff(world, time_machine, mailoutbox):
    time_machine.move_to("2026-11-23 09:00+08:00", tick=False)
    world.submit(person=None)
    dispatch_next()
    message = Message.objects.due().get()
    Message.objects.due().update(leased_until=message.next_attempt_at + post.LEASE, attempts=1)
    assert deliver_due() == 0
    time_machine.shift(post.LEASE.total_seconds() + 1)
    assert deliver_due() == 0
    assert not mailoutbox
    message = Undelivered.objects.visible_to(world.rina).failed().get()
    assert (message.error, message.leased_until) == ("perhaps_sent", None)

    Undelivered.objects.visible_to(world.rina).again()
    assert deliver_due() == 1
    assert len(mailoutbox) == 1


def test_a_mail_sent_again_after_a_crash_carries_the_same_number(world, mailoutbox):
    world.submit(person=None)
    dispatch_next()
    deliver_due()
    Message.objects.filter(channel="email").update(state="failed", error="perhaps_sent")
    Undelivered.objects.visible_to(world.rina).again()
    deliver_due()
    first, second = mailoutbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_a_message_that_kills_each_worker_ends_too(world, mailoutbox):
    world.submit(person=None)
    dispatch_next()
    Message.objects.due().update(attempts=len(PAUSES) + 1)
    deliver_due()
    message = Message.objects.get(channel="email")
    assert (message.state, message.error) == ("failed", "never_ended")
    assert not mailoutbox


def test_a_text_that_cannot_be_written_stops_no_other(world, mailoutbox):
    world.submit(person=None)
    dispatch_next()
    bad = world.queue.log("imported", world.system)
    Message.objects.create(event=bad, recipient="user:0", user=world.rina.user, channel="email")
    assert deliver_due() == 2
    assert len(mailoutbox) == 1
    message = Message.objects.get(event=bad)
    assert (message.state, message.error, message.attempts) == ("waiting", "unprepared", 1)


def test_who_left_the_office_before_the_mail_went_is_not_told(world, mailoutbox):
    world.submit(person=None)
    dispatch_next()
    world.rina.appointment.revoked_at = world.queue.received_at
    world.rina.appointment.save(update_fields=["revoked_at"])
    deliver_due()
    assert not mailoutbox
    assert Message.objects.get(channel="email").error == "no_office"


@pytest.mark.parametrize(
    ("mail", "when_new", "when_confirmed"),
    [("all", True, True), ("must_act", True, False), ("none", False, False)],
)
def test_an_officer_gets_the_mails_they_wish_and_all_notices(world, mail, when_new, when_confirmed):
    Preference.objects.create(user=world.rina.user, mail=mail)
    world.submit(person=None)
    world.queue.log("confirm", world.sari)
    dispatch_next()
    mine = Message.objects.filter(user=world.rina.user)
    assert mine.filter(channel="email", event__kind="received").exists() is when_new
    assert mine.filter(channel="email", event__kind="confirm").exists() is when_confirmed
    assert mine.filter(channel="in_app").count() == 2


def test_a_round_ends_before_the_queue_cuts_it_off(world, letter, time_machine):
    time_machine.move_to("2026-11-23 09:00+08:00", tick=False)
    dispatch_next()
    until = Message.objects.due().first().next_attempt_at
    assert deliver_due(until=until) == 0
    assert deliver_due() == 2


def test_one_event_costs_few_statements(world, letter, django_assert_max_num_queries):
    with django_assert_max_num_queries(13):
        dispatch_next()


def test_a_whole_life_tells_each_what_they_should_know_and_no_more(world, mailoutbox):
    world.answer()
    world.queue.take("confirm", by=world.sari, rating=5)
    dispatch_next()
    deliver_due()
    told = {}
    for mail in mailoutbox:
        told.setdefault(mail.to[0].split("@")[0], []).append(mail.subject.split(" · ")[0])
    assert told == {
        "sari": ["Ada kabar untuk Anda"] * 3,
        "budi": [
            "Sebuah pengaduan didisposisikan ke unit Anda",
            "Menurut pelapor masalahnya sudah selesai",
        ],
        "rina": [
            "Pengaduan baru masuk",
            "Sebuah pengaduan sudah dijawab",
            "Menurut pelapor masalahnya sudah selesai",
        ],
    }

"""From event to messages, from message to the person. Two workers may do this at once."""

import logging
import smtplib
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from narahubung.notify import contacts
from narahubung.notify.channels import email, gateway
from narahubung.notify.channels.errors import DeliveryError, Trouble
from narahubung.notify.kinds import KINDS, kind_of, recipients_of
from narahubung.notify.models import Channel, Message, Preference, Snag, State
from narahubung.notify.pauses import LEASE

log = logging.getLogger(__name__)
BATCH = 100
# A round ends before the queue, which allows a job five minutes, would cut it off.
ROUND = timedelta(seconds=100)
CARRIERS = {
    Channel.EMAIL: email,
    Channel.SMS: gateway,
    Channel.WHATSAPP: gateway,
    Channel.TELEGRAM: gateway,
}


def dispatch_next(limit=BATCH) -> int:
    """Write the messages of the oldest events of which nobody has been told; return how many events."""
    return sum(dispatch_oldest(kind, limit) for kind in KINDS)


def dispatch_oldest(kind, limit) -> int:
    now = timezone.now()
    quiet = kind.waiting().filter(kind__in=kind.silent()).update(dispatched_at=now)
    told = kind.waiting().exclude(snag__next_attempt_at__gt=now).order_by("id")
    places = [f"{kind.file}__{place}" for place in kind.with_file]
    events = list(told.select_related(*places)[:limit])
    for event in events:
        dispatch_or_park(event)
    return quiet + len(events)


def dispatch_or_park(event):
    """Dispatch an event, or put it aside for a while so that the others go on."""
    try:
        dispatch(event)
    except Exception:
        log.exception("event %s of %s waits", event.pk, kind_of(event).file_of(event).reference)
        Snag.objects.note(event)


@transaction.atomic
def dispatch(event):
    """Write one message a person and channel and mark the event, or neither."""
    kind = kind_of(event)
    mine = kind.waiting().filter(pk=event.pk).update(dispatched_at=timezone.now())
    if mine:
        Message.objects.bulk_create(messages(event), ignore_conflicts=True)
        Snag.objects.filter(**{kind.column: event}).delete()


def messages(event):
    kind, recipients = kind_of(event), recipients_of(event)
    wishes = Preference.objects.of(r.user for r in recipients if r.user)
    for recipient in recipients:
        row = {kind.column: event, "recipient": recipient.key, "user": recipient.user}
        if recipient.user:
            yield from to_officer(row, recipient, wishes)
        else:
            yield from to_person(row, kind.file_of(event))


def to_officer(row, recipient, wishes):
    """Always on the page; by e-mail as they wish."""
    yield Message(**row, channel=Channel.IN_APP, state=State.SENT, sent_at=timezone.now())
    wish = wishes.get(recipient.user.pk, Preference.Mail.ALL)
    if wish == Preference.Mail.ALL or (wish == Preference.Mail.MUST_ACT and recipient.must_act):
        yield Message(**row, channel=Channel.EMAIL)


def to_person(row, file):
    """By the way that is safe for them, or not at all, for the track page shows everything."""
    person = contacts.person_of(file)
    if way := contacts.way_of(person):
        moment = contacts.first_moment(person, way, file)
        yield Message(**row, channel=way, next_attempt_at=moment)


def deliver_due(limit=BATCH, until=None) -> int:
    """Send what is due by each channel and return how many were tried; what is away holds up no other."""
    until = until or timezone.now() + ROUND
    if doubtful := Message.objects.give_up_broken_off():
        log.warning("%s messages were begun and never ended; perhaps they were sent", doubtful)
    return sum(deliver_by(channel, limit, until) for channel in CARRIERS)


def deliver_by(channel, limit, until) -> int:
    """Send what is due by one channel; one bad message never stops the others.

    If the mail server is away no attempt is counted: the mails wait until it is back.
    """
    due = Message.objects.due().filter(channel=channel).order_by("next_attempt_at")
    ids = list(due.values_list("pk", flat=True)[:limit])
    tried = 0
    for pk in ids:
        if timezone.now() >= until:
            break
        try:
            with CARRIERS[channel].line() as connection:
                deliver(pk, connection)
        except DeliveryError as error:
            log.warning("%s messages by %s wait: %r", len(ids) - tried, channel, error.__cause__)
            break
        tried += 1
    return tried


def deliver(pk, connection) -> bool:
    """Send one message under a lease, so that of two workers one sends it. No transaction is open."""
    lease = timezone.now() + LEASE
    due = Message.objects.due().filter(pk=pk)
    if not due.update(leased_until=lease, attempts=F("attempts") + 1):
        return False
    message = Message.objects.with_file().get(pk=pk)
    if message.user_id in message.kind.hidden_users(message.file):
        # The wall went up while this message waited: it is taken back before it is read.
        message.delete()
        return False
    try:
        message.check_attempts()
        if moment := contacts.rest_of(message):
            message.rest(moment)
            return False
        CARRIERS[message.channel].send(message, connection)
    except DeliveryError as error:
        log.warning("message %s of %s: %s", pk, message.file.reference, error)
        message.fail(error.trouble, error.permanent)
        return False
    except Exception:
        log.exception("message %s of %s", pk, message.file.reference)
        message.fail(Trouble.UNPREPARED, permanent=False)
        return False
    message.succeed()
    return True


def send_officer_mails(mails):
    """Send what is due of one table. While the mail server is away nothing is tried, and nothing is counted."""
    for row in mails.due().select_related("user")[:BATCH]:
        try:
            with email.line() as connection:
                if row.lease():
                    row.mail(connection).send()
                    row.sent()
        except DeliveryError:
            return
        except (OSError, smtplib.SMTPException) as error:
            row.failed()
            log.warning("officer mail waits: %s %s", row.pk, type(error).__name__)

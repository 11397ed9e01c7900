"""From event to messages, from message to the person. Two workers may do this at once."""

import logging

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from narahubung.complaints.models import Event, Identity
from narahubung.notify.channels import email
from narahubung.notify.channels.errors import DeliveryError
from narahubung.notify.models import LEASE, Channel, Message, State
from narahubung.notify.recipients import recipients_of

log = logging.getLogger(__name__)
BATCH = 100


def dispatch_next(limit=BATCH) -> int:
    """Write the messages of the oldest events of which nobody has been told; return how many events."""
    waiting = Event.objects.filter(dispatched_at=None).order_by("id")
    events = list(waiting.select_related("complaint__agency__parent", "complaint__unit")[:limit])
    for event in events:
        dispatch(event)
    return len(events)


@transaction.atomic
def dispatch(event):
    """Write one message a person and channel and mark the event, or neither."""
    mine = Event.objects.filter(pk=event.pk, dispatched_at=None).update(
        dispatched_at=timezone.now()
    )
    if mine:
        rows = [row for recipient in recipients_of(event) for row in messages(event, recipient)]
        Message.objects.bulk_create(rows, ignore_conflicts=True)


def messages(event, recipient):
    row = {"event": event, "recipient": recipient.key, "user": recipient.user}
    if recipient.user:
        now = timezone.now()
        yield Message(**row, channel=Channel.IN_APP, state=State.SENT, sent_at=now)
        yield Message(**row, channel=Channel.EMAIL)
    elif Identity.objects.filter(complaint=event.complaint_id).exclude(email_index="").exists():
        yield Message(**row, channel=Channel.EMAIL)


def deliver_due(limit=BATCH) -> int:
    """Send what is due; one bad message never stops the others."""
    ids = list(
        Message.objects.due().order_by("next_attempt_at").values_list("pk", flat=True)[:limit]
    )
    return sum(deliver(pk) for pk in ids)


def deliver(pk) -> bool:
    """Send one message under a lease, so that of two workers one sends it."""
    lease = timezone.now() + LEASE
    if (
        not Message.objects.due()
        .filter(pk=pk)
        .update(leased_until=lease, attempts=F("attempts") + 1)
    ):
        return False
    message = Message.objects.select_related("event__complaint__agency", "user").get(pk=pk)
    try:
        email.send(message)
    except DeliveryError as error:
        log.warning("message %s of %s: %s", pk, message.event.complaint.reference, error.reason)
        message.fail(error.reason, error.permanent)
        return False
    message.succeed()
    return True

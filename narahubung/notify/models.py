"""The outbox: one row for each person, event and channel, so that nobody can be told twice."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role
from narahubung.complaints.models import Complaint, Event

PAUSES = [timedelta(minutes=m) for m in (1, 5, 30, 120, 720)]
LEASE = timedelta(minutes=5)


class Channel(models.TextChoices):
    IN_APP = "in_app", _("On the page")
    EMAIL = "email", _("E-mail")


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be delivered")


class MessageQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(user=actor.user) if actor.user else self.none()

    def undelivered_to(self, actor):
        """Return what could not be delivered in the files for which this officer is answerable."""
        if actor.role not in (Role.MANAGER, Role.ADMINISTRATOR):
            return self.none()
        failed = self.filter(state=State.FAILED)
        if actor.role == Role.ADMINISTRATOR:
            return failed
        return failed.filter(event__complaint__in=Complaint.objects.visible_to(actor))

    def unread(self):
        return self.filter(channel=Channel.IN_APP, read_at=None)

    def due(self):
        now = timezone.now()
        free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        return self.filter(free, state=State.WAITING, next_attempt_at__lte=now)


class Message(models.Model):
    """What one person is to be told of one event by one channel, and what became of it.

    It holds no words and no address: both are looked up when it is sent.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="notices")
    recipient = models.CharField(max_length=24)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="notices"
    )
    channel = models.CharField(max_length=10, choices=Channel)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "recipient", "channel"], name="nobody_is_told_twice"
            )
        ]
        indexes = [
            # The worker asks what is to be sent next.
            models.Index(
                fields=["next_attempt_at"], condition=Q(state="waiting"), name="messages_to_be_sent"
            ),
            # An officer's notices, newest first, and how many are unread.
            models.Index(
                fields=["user", "-id"], condition=Q(channel="in_app"), name="notices_of_a_person"
            ),
            models.Index(
                fields=["user"],
                condition=Q(channel="in_app", read_at__isnull=True),
                name="unread_notices",
            ),
            # What could not be delivered.
            models.Index(fields=["-id"], condition=Q(state="failed"), name="undelivered_messages"),
        ]

    def __str__(self):
        return f"{self.event_id} {self.recipient} {self.channel}"

    def succeed(self):
        self.state, self.sent_at, self.error = State.SENT, timezone.now(), ""
        self.leased_until = None
        self.save(update_fields=["state", "sent_at", "error", "leased_until", "attempts"])

    def fail(self, reason, permanent):
        """Try again later, five times; a permanent failure, or the last, is shown to staff."""
        over = permanent or self.attempts > len(PAUSES)
        self.state = State.FAILED if over else State.WAITING
        if not over:
            self.next_attempt_at = timezone.now() + PAUSES[self.attempts - 1]
        self.error, self.leased_until = reason[:300], None
        self.save(update_fields=["state", "next_attempt_at", "error", "leased_until", "attempts"])

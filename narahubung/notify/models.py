"""The outbox: one row for each person, event and channel, so that nobody can be told twice."""

from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role
from narahubung.complaints.models import Complaint
from narahubung.complaints.models import Event as ComplaintEvent
from narahubung.notify.agreements import AgreementMail  # noqa: F401
from narahubung.notify.channels.errors import DeliveryError, Trouble
from narahubung.notify.decrees import DecreeWarning  # noqa: F401
from narahubung.notify.evaluations import EvaluationMail  # noqa: F401
from narahubung.notify.kinds import KINDS, kind_of
from narahubung.notify.meetings import DecisionMail, MeetingMail  # noqa: F401
from narahubung.notify.mentorings import MentoringMail  # noqa: F401
from narahubung.notify.pauses import PAUSES
from narahubung.notify.task_mails import TaskMail  # noqa: F401
from narahubung.notify.trainings import TrainingMail  # noqa: F401
from narahubung.reports.models import Event as ReportEvent
from narahubung.reports.models import Report

HELD_UP = timedelta(minutes=15)


class Channel(models.TextChoices):
    IN_APP = "in_app", _("On the page")
    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Text message")
    WHATSAPP = "whatsapp", _("WhatsApp")
    TELEGRAM = "telegram", _("Telegram")


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be delivered")
    SETTLED = "settled", _("Told in another way")
    ERASED = "erased", _("Not sent: the person was erased")


ONE_EVENT = Q(event__isnull=True) ^ Q(report_event__isnull=True)


class OfAnEvent:
    """A row about one event, of a complaint or of a report: the columns `event` and `report_event`."""

    @property
    def happened(self):
        return self.event or self.report_event

    @property
    def kind(self):
        return kind_of(self.happened)

    @property
    def file(self):
        return self.kind.file_of(self.happened)


class MessageQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """One's own notices on the page, whatever the office in which one acts now."""
        if actor.user is None:
            return self.none()
        mine = self.filter(channel=Channel.IN_APP, user=actor.user)
        # What has come to be about them is taken off their list, too.
        for kind in KINDS:
            mine = mine.exclude(kind.hidden_files(actor))
        return mine

    def unread(self):
        return self.filter(read_at=None)

    def count_unread(self, actor) -> int:
        """Return how many notices are unread, at most a hundred: one short look at an index."""
        return self.visible_to(actor).unread().order_by()[:100].count()

    def read(self):
        return self.update(read_at=timezone.now())

    def before(self, pk):
        return self.filter(pk__lt=pk) if pk else self

    def due(self):
        now = timezone.now()
        return self.filter(state=State.WAITING, leased_until=None, next_attempt_at__lte=now)

    def give_up_broken_off(self) -> int:
        """Leave to staff what a worker began to send and never ended: it may have gone out.

        Nobody but the receiver knows, and nobody is to be told twice.
        """
        broken_off = self.filter(state=State.WAITING, leased_until__lt=timezone.now())
        return broken_off.update(state=State.FAILED, error=Trouble.PERHAPS_SENT, leased_until=None)

    def hold(self):
        """Hold back the mails that wait: after a restore nobody knows which of them were sent already."""
        waiting = self.filter(state=State.WAITING, channel=Channel.EMAIL)
        return waiting.update(state=State.FAILED, error=Trouble.RESTORED, leased_until=None)

    def with_file(self):
        complaint = ("event__complaint__agency__region", "event__complaint__region")
        report = ("report_event__report__office", "report_event__report__region")
        return self.select_related(*complaint, *report, "user")

    def of(self, event):
        return self.filter(**{kind_of(event).column: event})


class Message(OfAnEvent, models.Model):
    """What one person is to be told of one event by one channel, and what became of it.

    It holds no words and no address: both are looked up when it is sent.
    """

    event = models.ForeignKey(ComplaintEvent, models.PROTECT, null=True, related_name="notices")
    report_event = models.ForeignKey(ReportEvent, models.PROTECT, null=True, related_name="notices")
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
    error = models.CharField(max_length=16, choices=Trouble, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "recipient", "channel"], name="nobody_is_told_twice"
            ),
            models.UniqueConstraint(
                fields=["report_event", "recipient", "channel"],
                name="nobody_is_told_twice_of_a_report",
            ),
            models.CheckConstraint(condition=ONE_EVENT, name="a_message_is_of_one_event"),
            models.CheckConstraint(
                condition=~Q(state="settled")
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="who_told_it_in_another_way_is_known",
            ),
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
        return f"{self.happened} {self.recipient} {self.channel}"

    @property
    def message_id(self):
        """Made of the row, so that a mail sent twice after a crash is shown once."""
        blind = parseaddr(settings.BLIND_FROM_EMAIL)[1].rpartition("@")[2]
        domain = "narahubung" if self.user_id else blind
        return f"<{self.pk}.{self.happened.hash[:24]}@{domain}>"

    def check_attempts(self):
        """A message that kills the worker each time must end too."""
        if self.attempts > len(PAUSES) + 1:
            raise DeliveryError(Trouble.NEVER_ENDED, permanent=True)

    def succeed(self):
        self.state, self.sent_at, self.error = State.SENT, timezone.now(), ""
        self.leased_until = None
        self.save(update_fields=["state", "sent_at", "error", "leased_until"])

    def rest(self, moment):
        """Its receiver rests: that was no attempt."""
        self.attempts, self.next_attempt_at, self.leased_until = self.attempts - 1, moment, None
        self.save(update_fields=["attempts", "next_attempt_at", "leased_until"])

    def fail(self, trouble, permanent):
        """Try again later, five times; a permanent failure, or the last, is shown to staff."""
        over = permanent or self.attempts > len(PAUSES)
        self.state = State.FAILED if over else State.WAITING
        if not over:
            self.next_attempt_at = timezone.now() + PAUSES[self.attempts - 1]
        self.error, self.leased_until = trouble, None
        self.save(update_fields=["state", "next_attempt_at", "error", "leased_until"])


class UndeliveredQuerySet(MessageQuerySet):
    def visible_to(self, actor):
        """What did not go out, for those answerable: the desk of the file, and the operator."""
        unsent = self.exclude(channel=Channel.IN_APP).filter(
            state__in=(State.WAITING, State.FAILED)
        )
        if actor.role == Role.ADMINISTRATOR:
            return unsent
        if actor.role == Role.MANAGER:
            return unsent.filter(event__complaint__in=Complaint.objects.visible_to(actor))
        if actor.role in (Role.INTAKE, Role.OFFICE_HEAD):
            return unsent.filter(report_event__report__in=Report.objects.visible_to(actor))
        return self.none()

    def failed(self):
        return self.filter(state=State.FAILED)

    def held_up(self):
        """Return what nobody came to send, as when the mail server is away."""
        return self.filter(state=State.WAITING, next_attempt_at__lt=timezone.now() - HELD_UP)

    def again(self):
        """Send it again from the start; return how many."""
        now = timezone.now()
        return self.failed().update(
            state=State.WAITING, attempts=0, next_attempt_at=now, leased_until=None
        )

    def settle(self, user):
        """Somebody told the person in another way."""
        now = timezone.now()
        return self.failed().update(state=State.SETTLED, settled_at=now, settled_by=user)


class Undelivered(Message):
    """The same rows, asked by those who must see to it that people are told."""

    objects = UndeliveredQuerySet.as_manager()

    class Meta:
        proxy = True
        ordering = ["-id"]


class SnagQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.all() if actor.role == Role.ADMINISTRATOR else self.none()

    def note(self, event):
        snag, _new = self.get_or_create(**{kind_of(event).column: event})
        snag.attempts += 1
        pause = PAUSES[min(snag.attempts, len(PAUSES)) - 1]
        snag.next_attempt_at = timezone.now() + pause
        snag.save(update_fields=["attempts", "next_attempt_at"])

    def again(self):
        return self.update(next_attempt_at=timezone.now())

    def with_file(self):
        return self.select_related("event__complaint", "report_event__report")


class Snag(OfAnEvent, models.Model):
    """An event that could not be turned into messages. It waits aside, is tried again, and is seen.

    It is a row of its own because an event is never changed.
    """

    event = models.OneToOneField(ComplaintEvent, models.PROTECT, null=True, related_name="snag")
    report_event = models.OneToOneField(ReportEvent, models.PROTECT, null=True, related_name="snag")
    attempts = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(default=timezone.now)
    next_attempt_at = models.DateTimeField(default=timezone.now)

    objects = SnagQuerySet.as_manager()

    class Meta:
        ordering = ["since"]
        constraints = [
            models.CheckConstraint(condition=ONE_EVENT, name="a_snag_is_of_one_event"),
        ]

    def __str__(self):
        return f"{self.happened} {self.attempts}"


class PreferenceQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(user=actor.user) if actor.user else self.none()

    def of(self, users) -> dict:
        return dict(self.filter(user__in=list(users)).values_list("user", "mail"))


class Preference(models.Model):
    """Which of their notices an officer also wants by e-mail. On the page are always all of them."""

    class Mail(models.TextChoices):
        ALL = "all", _("Everything that concerns me")
        MUST_ACT = "must_act", _("Only what I must act on")
        NONE = "none", _("Nothing")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notify")
    mail = models.CharField(max_length=8, choices=Mail, default=Mail.ALL)

    objects = PreferenceQuerySet.as_manager()

    def __str__(self):
        return f"{self.user} {self.mail}"

"""Mails to the data protection officer: something came in, or its hours have passed. Each is sent once.

The outbox of the complaints tells of their events; a letter that concerns no complaint, or a breach, has
none. So the desk keeps a row for each mail of its own. It holds no word of anybody, only a number.
"""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.db.models import F, Q
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from narahubung.accounts.models import Appointment, Role
from narahubung.notify.models import PAUSES

LEASE = timedelta(minutes=5)


class Reason(models.TextChoices):
    NEW = "new", _("New")
    LATE = "late", _("Its hours have passed")


class ReminderQuerySet(models.QuerySet):
    def due(self):
        now = timezone.now()
        free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        return self.filter(free, sent_at=None, next_attempt_at__lte=now, attempts__lte=len(PAUSES))

    def given_up(self):
        return self.filter(sent_at=None, attempts__gt=len(PAUSES))

    def note(self, case, reason) -> int:
        """Write a row for each officer of the place who has none yet; return how many officers there are."""
        people = {post.user_id for post in officers_of(case.agency)} - case.hidden_from()
        rows = [self.model(reference=case.reference, reason=reason, user_id=pk) for pk in people]
        self.bulk_create(rows, ignore_conflicts=True)
        return len(people)


def officers_of(agency):
    """Return the data protection officers of a place and of the places above it."""
    above = type(agency).objects.ancestors(agency, include_self=True)
    posts = Appointment.objects.in_force().filter(role=Role.DATA_PROTECTION, agency__in=above)
    return posts.filter(user__is_active=True).for_page()


class Reminder(models.Model):
    reference = models.CharField(max_length=24)
    reason = models.CharField(max_length=4, choices=Reason)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reminders")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reference", "reason", "user"], name="an_officer_is_reminded_once"
            )
        ]
        indexes = [
            # The worker asks each minute what is to be sent.
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(sent_at__isnull=True),
                name="reminders_to_be_sent",
            )
        ]

    def __str__(self):
        return f"{self.reference} {self.reason}"

    def lease(self) -> bool:
        """Take it for five minutes, so that of two workers one sends it."""
        mine = Reminder.objects.due().filter(pk=self.pk)
        until = timezone.now() + LEASE
        pause = timezone.now() + PAUSES[min(self.attempts, len(PAUSES) - 1)]
        return bool(
            mine.update(leased_until=until, attempts=F("attempts") + 1, next_attempt_at=pause)
        )

    def mail(self, connection) -> EmailMessage:
        with override(self.user.language):
            values = {
                "reference": self.reference,
                "name": self.user.name,
                "site": settings.SITE_NAME,
                "url": settings.SITE_URL + reverse("protection:desk"),
            }
            text = get_template(f"protection/mail/{self.reason}.txt").template.render(
                Context(values, autoescape=False)
            )
        subject, _newline, body = text.strip().partition("\n")
        return EmailMessage(
            f"{subject} · {self.reference}",
            body.strip() + "\n",
            to=[self.user.email],
            headers={
                "Message-ID": f"<desk.{self.pk}.{self.reference}@narahubung>",
                "Auto-Submitted": "auto-generated",
            },
            connection=connection,
        )

    def sent(self):
        self.sent_at, self.leased_until = timezone.now(), None
        self.save(update_fields=["sent_at", "leased_until"])

"""Mails to officers about what is no event of a complaint: a row first, then the mail, each of them once.

The outbox tells of the events of complaints. Whoever has something else to say makes a table of this
kind: a row for each mail, which holds no word, and a template that says it.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.db.models import F, Q
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import override

from narahubung.notify.pauses import LEASE, PAUSES


class OfficerMailQuerySet(models.QuerySet):
    def due(self):
        now = timezone.now()
        return self.filter(
            sent_at=None, leased_until=None, next_attempt_at__lte=now, attempts__lte=len(PAUSES)
        )

    def given_up(self):
        """Return what failed to the end, and what a worker began and never ended: it may have gone out."""
        broken_off = Q(leased_until__lt=timezone.now())
        return self.filter(
            Q(attempts__gt=len(PAUSES), leased_until=None) | broken_off, sent_at=None
        )

    def hold(self) -> int:
        """Send nothing that waits: after a restore nobody knows what was sent already."""
        return self.filter(sent_at=None).update(leased_until=timezone.now())


class OfficerMail(models.Model):
    """One mail to one officer. Who makes a table of it says where its words stand, and of what."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="%(class)ss")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["pk"]

    def template(self) -> str:
        raise NotImplementedError

    def values(self) -> dict:
        raise NotImplementedError

    def about(self) -> str:
        """Return what stands behind the subject and makes the mail known again."""
        raise NotImplementedError

    def lease(self) -> bool:
        """Take it, so that of two workers one sends it; what is not given back is never sent again."""
        mine = type(self).objects.due().filter(pk=self.pk)
        until = timezone.now() + LEASE
        pause = timezone.now() + PAUSES[min(self.attempts, len(PAUSES) - 1)]
        return bool(
            mine.update(leased_until=until, attempts=F("attempts") + 1, next_attempt_at=pause)
        )

    def mail(self, connection) -> EmailMessage:
        with override(self.user.language):
            values = {"name": self.user.name, "site": settings.SITE_NAME, **self.values()}
            # A mail is no page: names keep their ampersands.
            text = get_template(self.template()).template.render(Context(values, autoescape=False))
        subject, _newline, body = text.strip().partition("\n")
        return EmailMessage(
            f"{' '.join(subject.split())} · {self.about()}",
            body.strip() + "\n",
            to=[self.user.email],
            headers={
                "Message-ID": f"<{self._meta.model_name}.{self.pk}.{self.about()}@narahubung>",
                "Auto-Submitted": "auto-generated",
            },
            attachments=self.attachments(),
            connection=connection,
        )

    def attachments(self) -> list:
        """Return what lies in the mail beside its words: parts as the library of mails makes them."""
        return []

    def failed(self):
        """Give it back, to be tried again after its pause."""
        self.leased_until = None
        self.save(update_fields=["leased_until"])

    def sent(self):
        self.sent_at, self.leased_until = timezone.now(), None
        self.save(update_fields=["sent_at", "leased_until"])

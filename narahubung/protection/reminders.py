"""Mails to the data protection officer: something came in, or its hours have passed. Each is sent once.

The outbox of the complaints tells of their events; a letter that concerns no complaint, or a breach, has
none. So the desk keeps a row for each mail of its own. It holds no word of anybody, only a number.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Appointment, Role
from narahubung.notify.officer_mails import OfficerMail, OfficerMailQuerySet


class Reason(models.TextChoices):
    NEW = "new", _("New")
    LATE = "late", _("Its hours have passed")


class ReminderQuerySet(OfficerMailQuerySet):
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


class Reminder(OfficerMail):
    reference = models.CharField(max_length=24)
    reason = models.CharField(max_length=4, choices=Reason)

    objects = ReminderQuerySet.as_manager()

    class Meta(OfficerMail.Meta):
        abstract = False
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

    def template(self):
        return f"protection/mail/{self.reason}.txt"

    def values(self):
        url = settings.SITE_URL + reverse("protection:desk")
        return {"reference": self.reference, "url": url}

    def about(self):
        return self.reference

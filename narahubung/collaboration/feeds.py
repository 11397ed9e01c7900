"""A calendar feed of one person: a secret address, of which only a fingerprint is kept."""

import secrets

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models, transaction
from django.utils import timezone

from narahubung.accounts.actors import Officer
from narahubung.accounts.invitations import digest
from narahubung.accounts.models import Appointment
from narahubung.collaboration.decisions import Decision
from narahubung.collaboration.meetings import Meeting
from narahubung.collaboration.meetings_lifecycle import CONVENE, Stage

SIGNER = Signer(salt="collaboration.calendar", sep=".")
MOST = 200


class FeedQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(user=actor.user) if actor.user else self.none()

    def in_force(self):
        return self.filter(revoked_at=None, user__is_active=True)

    def with_token(self, token):
        """Return the row of an address. What we did not sign is refused without a look at the table."""
        try:
            SIGNER.unsign(token)
        except BadSignature:
            return self.none()
        return self.in_force().filter(digest=digest(token)).select_related("user")

    @transaction.atomic
    def issue(self, user) -> str:
        """Make a new address for a person, end the one before, and return what is shown once."""
        self.revoke(user)
        token = SIGNER.sign(secrets.token_urlsafe(24))
        self.create(user=user, digest=digest(token))
        return token

    def revoke(self, user):
        return self.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())


class Feed(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="calendars")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(revoked_at__isnull=True),
                name="a_person_has_one_calendar_in_force",
            )
        ]

    def __str__(self):
        return f"{self.user} {self.created_at:%Y-%m-%d}"

    def actors(self):
        """Return this person in each office that is held today: an ended decree empties the calendar."""
        held = Appointment.objects.in_force().filter(user=self.user).for_page()
        return [Officer(self.user, office) for office in held]

    def meetings(self):
        """Return what one may see of the last months and ahead, each once, the newest first."""
        found = {}
        for actor in self.actors():
            seen = Meeting.objects.visible_to(actor).for_list().exclude(stage=Stage.CANCELLED)
            found |= {meeting.pk: meeting for meeting in seen.order_by("-starts_at")[:MOST]}
        return sorted(found.values(), key=lambda m: m.starts_at)

    def decisions(self):
        """Return the open decisions that one's agency owns, or that one's office has to look after."""
        found = {}
        for actor in self.actors():
            seen = Decision.objects.visible_to(actor).outstanding().for_list()
            mine = seen if actor.role in CONVENE else seen.owned_by(actor)
            found |= {decision.pk: decision for decision in mine.order_by("due_on")[:MOST]}
        return sorted(found.values(), key=lambda d: (d.due_on, d.pk))

"""Who is invited to a meeting, and who was there."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from narahubung.accounts.models import Appointment, Role
from narahubung.collaboration.meetings import Meeting
from narahubung.directory.models import Agency


class OfAMeetingQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(meeting__in=Meeting.objects.visible_to(actor))


class InvitationQuerySet(OfAMeetingQuerySet):
    def invite_members(self, meeting, by):
        """Invite who answers for each member today, and the convenor: each person once."""
        rows = [self.model(meeting=meeting, user=meeting.series.convenor)]
        for agency in meeting.series.members.with_path():
            posts = Appointment.objects.responsible(agency, Role.FOCAL_POINT, on=meeting.day)
            rows += [self.model(meeting=meeting, user=a.user, agency=agency) for a in posts]
        self.bulk_create(rows, ignore_conflicts=True)

    def for_page(self):
        return self.select_related("user", "agency", "attendance").order_by("agency__name", "pk")


class Invitation(models.Model):
    """One person invited to one meeting, on behalf of one agency; none for those of the office itself.

    `key` is what the personal QR code leads to. It opens nothing by itself: one must be signed in.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField(default=timezone.now)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user"], name="a_person_is_invited_once_to_a_meeting"
            )
        ]

    def __str__(self):
        return f"{self.meeting} {self.user}"

    def get_absolute_url(self):
        return reverse("collaboration:attend", args=[self.key])

    def is_of(self, actor):
        return actor.user is not None and actor.user.pk == self.user_id

    def position(self) -> str:
        """Return the office that this person holds on that day, in the language of the record."""
        held = Appointment.objects.in_force().filter(user=self.user)
        posts = sorted(held, key=lambda post: post.agency_id != self.agency_id)
        with override("id"):
            return str(posts[0].get_role_display()) if posts else ""

    @property
    def has_come(self):
        return getattr(self, "attendance", None) is not None


class Attendance(models.Model):
    """Somebody was there. The name is written as it was on that day."""

    class Way(models.TextChoices):
        HERSELF = "herself", _("by the own code")
        CONFIRMED = "confirmed", _("confirmed by the convenor")
        WALK_IN = "walk_in", _("came without an invitation")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    invitation = models.OneToOneField(
        Invitation, models.PROTECT, null=True, related_name="attendance"
    )
    name = models.CharField(_("name"), max_length=120)
    position = models.CharField(_("position held"), max_length=120, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    agency_name = models.CharField(
        _("agency, if it is not in the list"), max_length=160, blank=True
    )
    way = models.CharField(max_length=10, choices=Way)
    at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfAMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(way="walk_in") | Q(invitation__isnull=False),
                name="who_did_not_walk_in_was_invited",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def whose(self):
        """Return for whom this person came."""
        return str(self.agency or self.agency_name or self.meeting.office)

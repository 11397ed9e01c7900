"""Who is invited to a meeting, and who was there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Appointment, Role
from narahubung.collaboration.attending import Expected, Seen
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


class Invitation(Expected):
    """One person invited to one meeting, on behalf of one agency; none for those of the office itself."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")

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

    @property
    def name(self):
        return self.user.name

    @property
    def whose(self):
        return str(self.agency or self.meeting.office)

    @property
    def there(self):
        return getattr(self, "attendance", None)

    @property
    def has_come(self):
        return self.there is not None


class Attendance(Seen):
    """Somebody was there. The name is written as it was on that day."""

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

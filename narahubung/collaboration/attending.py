"""Who is expected and who came, wherever people come together: a personal code, and how it is known."""

import uuid

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from narahubung.accounts.models import Appointment


class Expected(models.Model):
    """Somebody who is expected, on behalf of an agency.

    `key` is what the personal QR code leads to. It opens nothing by itself: one must be signed in.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    def is_of(self, actor):
        return actor.user is not None and actor.user.pk == self.user_id

    def position(self) -> str:
        """Return the office that this person holds on that day, in the language of the record."""
        held = Appointment.objects.in_force().filter(user=self.user)
        posts = sorted(held, key=lambda post: post.agency_id != self.agency_id)
        with override("id"):
            return str(posts[0].get_role_display()) if posts else ""


class Seen(models.Model):
    """Somebody was there, and how it is known."""

    class Way(models.TextChoices):
        HERSELF = "herself", gettext_lazy("by the own code")
        CONFIRMED = "confirmed", gettext_lazy("confirmed by the convenor")
        WALK_IN = "walk_in", gettext_lazy("came without an invitation")

    way = models.CharField(max_length=10, choices=Way)
    at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Gathering:
    """What a meeting and a training share: who writes down that somebody is there, and when."""

    def way_of(self, expected, by) -> str:
        """Return how it is known: she herself by her code, or who runs it; everybody else is refused."""
        if expected.is_of(by):
            self.refuse_unless(self.is_open_for_signing_in())
            return Seen.Way.HERSELF
        self.must_be_run_by(by)
        self.refuse_unless(self.attendance_may_be_written())
        return Seen.Way.CONFIRMED

    def must_be_run_by(self, actor):
        if not self.may_be_run_by(actor):
            raise PermissionDenied

    @staticmethod
    def refuse_unless(condition):
        if not condition:
            raise PermissionDenied(
                _("This step is no longer open. Somebody else may have taken it.")
            )

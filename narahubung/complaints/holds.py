"""What keeps a file from being erased: a legal hold that an officer sets, or an examination that needs it.

While a file is held neither its complainant nor the retention schedule can have it erased.
"""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from narahubung.complaints.lifecycle import Stage

# UU 27/2022 Pasal 15 ayat (1): no right to be erased while public supervision needs the data.
NEEDED_AT = (Stage.EXAMINED, Stage.DECIDED)


class LegalHoldQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Whoever sees the file from a desk sees what holds it; the complainant is told without details."""
        files = self.model._meta.get_field("complaint").related_model.objects
        return self.filter(complaint__in=files.visible_to(actor)) if actor.user else self.none()

    def in_force(self):
        return self.filter(lifted_at=None)


class LegalHold(models.Model):
    """Somebody needs the file as evidence: it stays until the hold is lifted."""

    complaint = models.ForeignKey("complaints.Complaint", models.PROTECT, related_name="holds")
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(
                "complaint", condition=Q(lifted_at=None), name="a_complaint_is_held_once"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None) | Q(lifted_at__gte=models.F("since")),
                name="a_hold_is_lifted_after_it_was_set",
            ),
        ]

    def __str__(self):
        return f"{self.complaint_id} {self.since:%Y-%m-%d}"


def held(path="pk"):
    """Return the condition that a legal hold lies on the file to which `path` leads."""
    return Exists(LegalHold.objects.in_force().filter(complaint=OuterRef(path)))


class Holdable:
    """The verbs and questions of a file that may have to stay."""

    @transaction.atomic
    def hold(self, by, reason):
        """Keep the file whole until the hold is lifted. A file is held once, however often one asks."""
        self.lock(by)
        if self.is_held():
            return None
        self.holds.create(reason=reason, by=by.user)
        return self.log("held", by, reason)

    @transaction.atomic
    def lift_hold(self, by, note=""):
        self.lock(by)
        if not self.holds.in_force().update(lifted_at=timezone.now()):
            return None
        return self.log("hold_lifted", by, note)

    def is_held(self):
        return self.holds.in_force().exists()

    def kept_until(self):
        """Return the promised day behind which the file may go; a hold has none."""
        return self.next_due if self.why_kept() and not self.is_held() else None

    def why_kept(self) -> str:
        """Say in one sentence why the file must stay for now; nothing if it may go."""
        if self.is_held():
            return _("A legal hold lies on this file. It stays until the hold is lifted.")
        if self.stage in NEEDED_AT:
            return _("This file is under examination. It stays until the examination has ended.")
        return ""

"""Passing a complaint on, which needs the other agency's acceptance, and pausing it on a listed ground."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from narahubung.directory.models import Agency, Term


class Handover(models.Model):
    """An offer of a file to another agency, and what that agency said."""

    complaint = models.ForeignKey("complaints.Complaint", models.PROTECT, related_name="handovers")
    from_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    to_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    reason = models.ForeignKey(Term, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(null=True)

    class Meta:
        ordering = ["offered_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_agency=F("to_agency")), name="a_handover_goes_to_another_agency"
            )
        ]

    def __str__(self):
        return f"{self.from_agency_id} → {self.to_agency_id}"


class Pause(models.Model):
    """Days in which the clocks of a file stand still, on a listed ground, with a document if there is one."""

    complaint = models.ForeignKey("complaints.Complaint", models.PROTECT, related_name="pauses")
    ground = models.ForeignKey(Term, models.PROTECT, related_name="+")
    document = models.ForeignKey(
        "complaints.Attachment", models.PROTECT, null=True, related_name="+"
    )
    from_day = models.DateField()
    until_day = models.DateField(null=True)

    class Meta:
        ordering = ["from_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gte=F("from_day")),
                name="a_pause_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                "complaint", condition=Q(until_day__isnull=True), name="a_complaint_is_paused_once"
            ),
        ]

    def __str__(self):
        return f"{self.from_day} – {self.until_day or '…'}"

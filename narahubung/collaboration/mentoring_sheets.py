"""The eight conditions of one agency, scored before and after by one side and agreed by the other."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from narahubung.collaboration.mentoring import Mentoring
from narahubung.collaboration.mentoring_lifecycle import MEASURED, Side, side_of
from narahubung.collaboration.mentoring_work import OfAMentoringQuerySet


class ConditionSheet(models.Model):
    """All scores of one moment. What is agreed is not written any more."""

    class Moment(models.TextChoices):
        BEFORE = "before", _("Before")
        AFTER = "after", _("After")

    mentoring = models.ForeignKey(Mentoring, models.PROTECT, related_name="sheets")
    moment = models.CharField(max_length=8, choices=Moment)
    written_by = models.CharField(max_length=8, choices=Side)
    written_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)

    objects = OfAMentoringQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mentoring", "moment"], name="a_mentoring_is_measured_once_a_moment"
            )
        ]

    def __str__(self):
        return f"{self.mentoring} {self.moment}"

    def may_be_agreed_by(self, actor):
        """Nobody agrees to what their own side wrote."""
        waits = self.agreed_at is None and self.mentoring.stage in MEASURED
        other = self.written_by != side_of(actor)
        return waits and other and self.mentoring.may_be_worked_on_by(actor)


class ScoreQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(sheet__in=ConditionSheet.objects.visible_to(actor))


class ConditionScore(models.Model):
    sheet = models.ForeignKey(ConditionSheet, models.PROTECT, related_name="scores")
    condition = models.CharField(max_length=20)
    value = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "condition"], name="a_condition_is_scored_once_a_sheet"
            ),
            models.CheckConstraint(
                condition=Q(value__lte=2) & ~Q(words=""), name="a_score_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.condition} {self.value}"

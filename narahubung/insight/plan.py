"""The action plan of an evaluation: what each side does until when; and who has signed for each side."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.agreements.programmes import Milestone
from narahubung.agreements.sides import Side
from narahubung.insight.evaluations import Evaluation


class OfEvaluations(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(evaluation__in=Evaluation.objects.visible_to(actor))

    def undone(self):
        return self.filter(done_on=None, milestone=None)


class PlanItem(models.Model):
    """One action. Once both have signed it is a milestone of their agreement; without an agreement it is followed here."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="items")
    text = models.CharField(_("what is to be done"), max_length=200)
    side = models.CharField(_("who does it"), max_length=10, choices=Side)
    responsible = models.CharField(_("by name or unit"), max_length=120)
    due_on = models.DateField(_("until when"))
    milestone = models.OneToOneField(Milestone, models.PROTECT, null=True, related_name="+")
    done_on = models.DateField(_("done on"), null=True)
    words = models.TextField(_("how it can be seen"), blank=True)

    objects = OfEvaluations.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(words=""),
                name="a_plan_item_that_is_done_says_how_it_is_seen",
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def day_done(self):
        return self.milestone.done_on if self.milestone_id else self.done_on

    @property
    def proof(self):
        return self.milestone.words if self.milestone_id else self.words

    def may_be_done_by(self, actor):
        """Those of its own side say that it is done; a milestone is reached on the page of its agreement."""
        sheet = self.evaluation
        if not sheet.is_ended() or self.milestone_id or self.done_on:
            return False
        return (
            sheet.is_of_office(actor) if self.side == Side.OMBUDSMAN else sheet.is_of_agency(actor)
        )


class Signature(models.Model):
    """Who signed for a side, with the office held on that day."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=10, choices=Side)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    position = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    objects = OfEvaluations.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "side"], name="each_side_signs_an_evaluation_once"
            )
        ]

    def __str__(self):
        return f"{self.evaluation} {self.side}"

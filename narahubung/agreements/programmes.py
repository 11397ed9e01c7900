"""Concrete programmes (aksi konkrit) under an agreement, and their milestones."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from narahubung.agreements.papers import Paper
from narahubung.agreements.parties import OfAgreements, Party


class Programme(models.Model):
    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="programmes")
    owner = models.ForeignKey(Party, models.PROTECT, null=True, related_name="programmes")
    title = models.CharField(_("what is to be done"), max_length=200)
    aim = models.TextField(_("what it is for"), blank=True)

    objects = OfAgreements.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.title

    @property
    def owner_name(self):
        return str(self.owner) if self.owner_id else _("All agencies of the agreement together")


class MilestoneQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(programme__in=Programme.objects.visible_to(actor))


class Milestone(models.Model):
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="milestones")
    title = models.CharField(_("milestone"), max_length=200)
    due = models.DateField(_("due"))
    done_on = models.DateField(_("done on"), null=True)
    words = models.TextField(_("how it can be seen"), blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(words=""),
                name="a_milestone_that_is_done_says_how_it_is_seen",
            )
        ]

    def __str__(self):
        return self.title

"""The programme of a training, point by point, and the material that is handed out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from narahubung.cases.messages import Attachment
from narahubung.collaboration.training import Training
from narahubung.collaboration.training_people import OfATrainingQuerySet, Speaker
from narahubung.vault.rotation import covers


class ProgrammePoint(models.Model):
    training = models.ForeignKey(Training, models.PROTECT, related_name="points")
    day = models.DateField(_("day"))
    begins = models.TimeField(_("begins at"))
    ends = models.TimeField(_("ends at"))
    words = models.CharField(_("what it is about"), max_length=200)
    speaker = models.ForeignKey(
        Speaker,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="points",
        verbose_name=_("speaker"),
    )

    objects = OfATrainingQuerySet.as_manager()

    class Meta:
        ordering = ["day", "begins", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("begins")),
                name="a_point_of_a_programme_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return self.words


class Material(Attachment):
    """A paper that those who learn may take home: cleaned as any other that is brought."""

    training = models.ForeignKey(Training, models.PROTECT, related_name="papers")

    objects = OfATrainingQuerySet.as_manager()


covers(Material, "original_key", lambda paper: paper.key.bytes)

"""Who was summoned and came or not, what was seen on site, and what a case conference had before it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.reports.hearing import OfReports
from narahubung.reports.papers import Attachment


class Record(models.Model):
    """One thing that was written down in an examination, with its papers. `words` may name people."""

    report = models.ForeignKey("reports.Report", models.PROTECT, related_name="%(class)s_set")
    place = models.CharField(_("place"), max_length=200, blank=True)
    people = models.TextField(_("who took part"), blank=True)
    words = models.TextField(blank=True)
    papers = models.ManyToManyField(Attachment, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    # What an erasure empties.
    WORDS = ("place", "people", "words")
    objects = OfReports.as_manager()

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self):
        return f"{self._meta.model_name} {self.pk}"


class Summons(Record):
    """One summons (UU 37/2008 Pasal 31). A round ends when they came, or when the police were asked."""

    class Outcome(models.TextChoices):
        NONE = "", _("Not known yet")
        CAME = "came", _("Came")
        EXCUSED = "excused", _("Did not come, with an excuse")
        ABSENT = "absent", _("Did not come, without an excuse")

    person = models.CharField(_("who is summoned"), max_length=200)
    letter = models.CharField(max_length=60, blank=True)
    meets_at = models.DateTimeField()
    delivered_on = models.DateField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.NONE, blank=True)
    round_is_over = models.BooleanField(default=False)

    WORDS = (*Record.WORDS, "person")

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(outcome="", round_is_over=False),
                name="one_summons_is_open_at_a_time",
            )
        ]


class Inspection(Record):
    """A look on site (UU 37/2008 Pasal 34), announced or not. `held_on` is empty until it took place."""

    letter = models.CharField(max_length=60, blank=True)
    is_announced = models.BooleanField(default=True)
    held_on = models.DateField(null=True)


class ConferenceQuerySet(OfReports):
    def to_come(self, today):
        return self.filter(decision="", meets_on__gte=today)


class Conference(Record):
    """A case conference before the result (PO 48/2020 Pasal 25 ayat (4)): draft, evidence, decision."""

    class Decision(models.TextChoices):
        NONE = "", _("Not decided yet")
        EXAMINE_ON = "examine_on", _("Examine further")
        SHOW = "show_reporter", _("Show the reporter the result")
        ISSUE = "issue", _("Issue the result")

    meets_on = models.DateField()
    evidence = models.TextField(_("evidence"), blank=True)
    decision = models.CharField(max_length=16, choices=Decision, default=Decision.NONE, blank=True)
    decided_at = models.DateTimeField(null=True)

    WORDS = (*Record.WORDS, "evidence")
    objects = ConferenceQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["meets_on", "pk"]
        indexes = [
            # The list of conferences of an office, by their day.
            models.Index(fields=["meets_on"], condition=Q(decision=""), name="conferences_to_come")
        ]


def unexcused_in_row(outcomes) -> int:
    """Count how many at the end of a round did not come without an excuse. Pure."""
    count = 0
    for outcome in reversed(list(outcomes)):
        if outcome != Summons.Outcome.ABSENT:
            break
        count += 1
    return count

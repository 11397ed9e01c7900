"""Who decides, and who must not: the plenary, those who step aside, and the way to another office."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.directory.models import OmbudsmanOffice, Term


class OfReports(models.QuerySet):
    def visible_to(self, actor):
        reports = self.model._meta.get_field("report").related_model
        return self.filter(report__in=reports.objects.visible_to(actor))


class Plenary(models.Model):
    """One decision of the plenary about one report, with its minutes."""

    class Decision(models.TextChoices):
        EXAMINE = "examine", _("Examine it")
        CLOSE = "close_intake", _("Close it at intake")

    report = models.ForeignKey("reports.Report", models.PROTECT, related_name="plenaries")
    office = models.ForeignKey(OmbudsmanOffice, models.PROTECT, related_name="+")
    held_on = models.DateField()
    decision = models.CharField(max_length=12, choices=Decision)
    minutes = models.TextField()
    chair = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfReports.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.held_on} {self.decision}"


class RecusalQuerySet(OfReports):
    def files_of(self, actor):
        """Return the keys of the reports from which this person has stepped aside."""
        if actor.user is None:
            return self.none().values("report")
        return self.filter(user=actor.user).values("report")


class Recusal(models.Model):
    """Somebody with an interest of their own (UU 37/2008 Pasal 40). The file is closed to them from then on."""

    report = models.ForeignKey("reports.Report", models.PROTECT, related_name="recusals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ground = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = RecusalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "user"], name="one_steps_aside_once")
        ]

    def __str__(self):
        return f"{self.report_id} {self.user_id}"


class Transfer(models.Model):
    """The way of a report to another office, after they have spoken about it."""

    report = models.ForeignKey("reports.Report", models.PROTECT, related_name="transfers")
    from_office = models.ForeignKey(OmbudsmanOffice, models.PROTECT, related_name="+")
    to_office = models.ForeignKey(OmbudsmanOffice, models.PROTECT, related_name="+")
    coordinated_on = models.DateField()
    coordinated_with = models.CharField(max_length=120)
    accepted = models.BooleanField(null=True)
    settled_at = models.DateTimeField(null=True)

    objects = OfReports.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(accepted__isnull=True),
                name="a_report_is_on_one_way_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(from_office=models.F("to_office")),
                name="a_transfer_goes_to_another_office",
            ),
        ]

    def __str__(self):
        return f"{self.from_office_id} > {self.to_office_id}"


class CheckQuerySet(OfReports):
    def by_item(self):
        return {(check.list, check.item): check for check in self.select_related("ground")}


class Check(models.Model):
    """What was found about one requirement. A new look replaces it; the history keeps each."""

    class Verdict(models.TextChoices):
        MET = "met", _("Met")
        MISSING = "missing", _("Not met")
        WAIVED = "waived", _("Set aside on a ground")

    report = models.ForeignKey("reports.Report", models.PROTECT, related_name="checks")
    list = models.CharField(max_length=8)
    item = models.CharField(max_length=40)
    verdict = models.CharField(max_length=8, choices=Verdict)
    reason = models.TextField(blank=True)
    ground = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = CheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "list", "item"], name="a_requirement_is_answered_once"
            ),
            models.CheckConstraint(
                condition=~Q(verdict="waived") | Q(ground__isnull=False),
                name="what_is_set_aside_has_its_ground",
            ),
        ]

    def __str__(self):
        return f"{self.item} {self.verdict}"

"""Leave of office holders. It belongs to the person, so it holds in every office that they have."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AbsenceQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """One's own leave, and that of those whose office one governs."""
        people = self.model._meta.get_field("user").related_model
        return self.filter(user__in=people.objects.visible_to(actor))

    def in_force(self, on=None):
        on = on or timezone.localdate()
        return self.filter(starts_on__lte=on, ends_on__gte=on, cancelled_at=None)

    def ahead(self):
        """Return what lies ahead or is going on."""
        return self.filter(ends_on__gte=timezone.localdate(), cancelled_at=None)


class Absence(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences")
    starts_on = models.DateField(_("first day away"))
    ends_on = models.DateField(_("last day away"))
    reason = models.CharField(_("reason"), max_length=200)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("leave")
        verbose_name_plural = _("leaves")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="a_leave_ends_after_it_starts",
            )
        ]
        # Who is away on a day: each question after who is responsible.
        indexes = [models.Index(fields=["user", "ends_on"], name="leaves_of_a_person")]

    def __str__(self):
        return f"{self.user} {self.starts_on} – {self.ends_on}"

    def facts(self):
        """Return the days. The reason stays out of the journal, which forgets nothing."""
        days = {"from": str(self.starts_on), "until": str(self.ends_on)}
        return {"absence": str(self.pk), **days}

    @transaction.atomic
    def begin(self, by):
        self.save(force_insert=True)
        self.user.log("absent", by, facts=self.facts())

    @transaction.atomic
    def come_back(self, by):
        """Be there again from today on; the days away stay as they were."""
        today = timezone.localdate()
        if today <= self.starts_on:
            self.cancelled_at = timezone.now()
        else:
            self.ends_on = today - timedelta(days=1)
        self.save(update_fields=["ends_on", "cancelled_at"])
        self.user.log("back", by, facts=self.facts())

"""What a decree says: this role, this place, from this day until that one."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.roles import AT_AN_AGENCY, AT_AN_OFFICE, HELD_BY_DECREE, WITHOUT_PLACE
from narahubung.directory.models import Agency, OmbudsmanOffice


class Mandate(models.Model):
    role = models.CharField(
        _("role"), max_length=16, choices=[(r, r.label) for r in HELD_BY_DECREE]
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("agency or unit"),
    )
    office = models.ForeignKey(
        OmbudsmanOffice,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("Ombudsman office"),
    )
    decree_number = models.CharField(_("decree number"), max_length=80)
    decree_date = models.DateField(_("decree date"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    substitutes = models.ForeignKey(
        "accounts.Appointment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="substitute_%(class)ss",
        verbose_name=_("substitute of"),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="an_%(class)s_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(role__in=AT_AN_AGENCY, agency__isnull=False, office__isnull=True)
                | Q(role__in=AT_AN_OFFICE, agency__isnull=True, office__isnull=False)
                | Q(role__in=WITHOUT_PLACE, agency__isnull=True, office__isnull=True),
                name="an_%(class)s_has_the_place_of_its_role",
            ),
        ]

    @property
    def place(self):
        return self.agency or self.office or ""

    def terms(self):
        """Return what the decree grants, as fields for another row or as the facts of an event."""
        return {field.attname: getattr(self, field.attname) for field in Mandate._meta.fields}

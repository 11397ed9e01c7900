"""Who is party to an agreement, since when, and who signed for them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from narahubung.directory.models import Agency


class OfAgreements(models.QuerySet):
    def visible_to(self, actor):
        agreements = self.model._meta.get_field("agreement").related_model
        return self.filter(agreement__in=agreements.objects.visible_to(actor))


class PartyQuerySet(OfAgreements):
    def for_page(self):
        return self.select_related("agency", "agreement__office").order_by("pk")


class Party(models.Model):
    """An agency, the Ombudsman, or somebody else by name. A witness promises nothing."""

    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="parties")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    is_ombudsman = models.BooleanField(default=False)
    name = models.CharField(max_length=200, blank=True)
    signatory = models.CharField(max_length=120, blank=True)
    signatory_title = models.CharField(max_length=120, blank=True)
    is_witness = models.BooleanField(default=False)
    joined_on = models.DateField()

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=False, is_ombudsman=False, name="")
                | Q(agency__isnull=True, is_ombudsman=True, name="")
                | (Q(agency__isnull=True, is_ombudsman=False) & ~Q(name="")),
                name="a_party_is_an_agency_or_the_ombudsman_or_named",
            ),
            models.UniqueConstraint(
                fields=["agreement", "agency"],
                condition=Q(agency__isnull=False),
                name="an_agency_joins_an_agreement_once",
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(is_ombudsman=True, is_witness=False),
                name="the_ombudsman_is_party_once",
            ),
        ]
        # What an agency is party to: each list and each page of its officers.
        indexes = [models.Index(fields=["agency", "agreement"], name="agreements_of_an_agency")]

    def __str__(self):
        if self.is_ombudsman:
            return str(self.agreement.office)
        return str(self.agency) if self.agency_id else self.name

    @property
    def signed_by(self):
        return ", ".join(filter(None, (self.signatory, self.signatory_title)))

    @property
    def part(self):
        return _("Witness") if self.is_witness else _("Party")

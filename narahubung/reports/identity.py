"""Who reports, and who for them: sealed like the identity of a complaint, with fields of their own."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import AT_AN_OFFICE, Role
from narahubung.cases.identity import Person, SealedIdentity, SealedQuerySet, context_of
from narahubung.vault.rotation import covers


class Marital(models.TextChoices):
    """As on the identity card."""

    SINGLE = "single", _("Not married")
    MARRIED = "married", _("Married")
    DIVORCED = "divorced", _("Divorced")
    WIDOWED = "widowed", _("Widowed")


@dataclass(frozen=True)
class ReportingPerson(Person):
    """What UU 37/2008 Pasal 24 asks of a reporter; who speaks for them; who translated at the counter."""

    birth_place: str = ""
    birth_date: str = ""
    marital: str = ""
    occupation: str = ""
    nationality: str = ""
    language: str = ""
    interpreter: str = ""
    proxy_name: str = ""
    proxy_phone: str = ""
    proxy_nik: str = ""
    proxy_letter: str = ""

    @property
    def marital_label(self):
        return Marital(self.marital).label if self.marital else ""


class IdentityQuerySet(SealedQuerySet):
    def visible_to(self, actor):
        """The Ombudsman knows its reporters; a secret one is on no page, also not on theirs."""
        files = self.model._meta.get_field("report").related_model.objects
        match actor.role:
            case Role.SYSTEM:
                return self
            case Role.INTAKE | Role.EXAMINER | Role.OFFICE_HEAD:
                mine = self.filter(report__in=files.visible_to(actor))
                return mine.filter(report__secret_identity=False)
            case Role.REPORTER:
                return self.filter(report=actor.report_id)
            case _:
                return self.none()

    def openable_by(self, actor):
        """A secret name is opened with a reason, by those of the Ombudsman who have the file."""
        if actor.role not in AT_AN_OFFICE:
            return self.none()
        files = self.model._meta.get_field("report").related_model.objects
        mine = self.filter(report__in=files.visible_to(actor))
        return mine.readable().filter(report__secret_identity=True)


class Identity(SealedIdentity):
    report = models.OneToOneField("reports.Report", models.PROTECT, related_name="identity")

    FILE, PERSON = "report", ReportingPerson
    objects = IdentityQuerySet.as_manager()

    class Meta(SealedIdentity.Meta):
        abstract = False
        indexes = [
            # The same person again, and search by one's own number.
            models.Index(
                fields=["phone_index"], condition=~Q(phone_index=""), name="reporter_by_phone"
            ),
            models.Index(
                fields=["email_index"], condition=~Q(email_index=""), name="reporter_by_email"
            ),
            models.Index(fields=["nik_index"], condition=~Q(nik_index=""), name="reporter_by_nik"),
        ]


covers(Identity, "data_key", context_of, "report")

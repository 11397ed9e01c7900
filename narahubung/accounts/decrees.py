"""What a decree says beyond place and time: for which units and matters, where to reach its holder, and its scan."""

import hashlib

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.roles import Role
from narahubung.directory.models import Agency, Term
from narahubung.journal.papers import SealedPaper
from narahubung.vault import KeyGone, Tampered
from narahubung.vault.rotation import covers

SUBSTANCES = "substance"


class Scope(models.Model):
    """The units and substances of an office, and how to reach it. Nothing named means all of them."""

    units = models.ManyToManyField(Agency, verbose_name=_("units"), related_name="+", blank=True)
    substances = models.ManyToManyField(
        Term, verbose_name=_("substances"), related_name="+", blank=True
    )
    office_phone = models.CharField(_("office telephone"), max_length=30, blank=True)
    office_email = models.EmailField(_("office e-mail"), blank=True)

    class Meta:
        abstract = True

    @transaction.atomic
    def record_decree(self, by, units, substances, office_phone, office_email, scan=None):
        """Write down what the decree says, with its scan if there is one."""
        self.office_phone, self.office_email = office_phone, office_email
        self.save(update_fields=["office_phone", "office_email"])
        self.units.set(units)
        self.substances.set(substances)
        facts = {
            "appointment": str(self.pk),
            "units": sorted(unit.slug for unit in units),
            "substances": sorted(term.code for term in substances),
        }
        if scan:
            facts |= {"scan": str(keep(self, scan).key), "sha256": scan.sha256_original}
        self.user.log("decree_recorded", by, facts=facts)

    @property
    def phone_shown(self):
        return self.office_phone or (self.agency.phone if self.agency else "")

    @property
    def email_shown(self):
        return self.office_email or (self.agency.email if self.agency else "")


class DecreePaperQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Holders see the decree of their own office, and so do those who govern it."""
        appointments = self.model._meta.get_field("appointment").related_model
        return self.filter(appointment__in=appointments.objects.visible_to(actor))


class DecreePaper(SealedPaper):
    """The scan of a letter of appointment."""

    appointment = models.ForeignKey("accounts.Appointment", models.PROTECT, related_name="papers")

    objects = DecreePaperQuerySet.as_manager()

    class Meta(SealedPaper.Meta):
        abstract = False
        verbose_name = _("scan of a decree")
        verbose_name_plural = _("scans of decrees")


covers(DecreePaper, "original_key", lambda paper: paper.key.bytes)


def keep(appointment, clean) -> DecreePaper:
    paper = DecreePaper(
        appointment=appointment,
        name=clean.name[:120],
        content_type=clean.content_type,
        size=len(clean.body),
        sha256=clean.sha256_original,
    )
    paper.cleaned.save(clean.name, ContentFile(clean.body), save=False)
    paper.seal_original(clean.original)
    paper.save(force_insert=True)
    return paper


def has_scope(appointment) -> bool:
    """Only a focal point is appointed for some units or substances; other roles are for their place."""
    return appointment.role == Role.FOCAL_POINT


@transaction.atomic
def open_original(paper, by, reason) -> bytes | None:
    """Return the scan as it was sent, or nothing if it is not that any more; both are written down."""
    try:
        body = paper.unsealed_original()
    except (Tampered, KeyGone, OSError):
        body = None
    if body is not None and hashlib.sha256(body).hexdigest() != paper.sha256:
        body = None
    facts = {"scan": str(paper.key), "intact": body is not None}
    paper.appointment.user.log("decree_opened", by, reason, facts)
    return body

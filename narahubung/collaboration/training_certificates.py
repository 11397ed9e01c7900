"""Certificates of those who were there on each day, and the paper that says so, always in Indonesian."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from narahubung.collaboration.record import STATE
from narahubung.collaboration.training_people import Participant
from narahubung.documents import qr_svg, render
from narahubung.reports.letters import CODE_LETTERS, new_code
from narahubung.ui.dates import short_date


class CertificateQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Its holder, those who answer for the holder, who issued it, and the office."""
        return self.filter(participant__in=Participant.objects.visible_to(actor))

    def public(self):
        """Whoever holds the code may read what the paper says. There is no list."""
        return self.select_related("participant__training__office", "participant__training__agency")


class Certificate(models.Model):
    """What it says is fixed when it is issued. One that was wrong is void, with its reason, and keeps its number."""

    participant = models.OneToOneField(Participant, models.PROTECT, related_name="certificate")
    code = models.CharField(max_length=CODE_LETTERS, unique=True, default=new_code, editable=False)
    number = models.CharField(max_length=80)
    name = models.CharField(max_length=120)
    issued_on = models.DateField()
    signatory_name = models.CharField(max_length=120)
    signatory_title = models.CharField(max_length=160)
    voided_at = models.DateTimeField(null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(name="") & ~Q(signatory_name=""),
                name="a_certificate_has_number_name_and_signatory",
            )
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("training:certificate", args=[self.pk])

    @property
    def training(self):
        return self.participant.training

    @property
    def written_code(self):
        return "-".join(self.code[n : n + 4] for n in range(0, CODE_LETTERS, 4))

    @property
    def days(self):
        return days_of(self.training)

    @property
    def is_void(self):
        return self.voided_at is not None

    def void(self):
        self.voided_at = timezone.now()
        self.save(update_fields=["voided_at"])


def days_of(training) -> str:
    """Return the day of a training in words, or its first and last."""
    first, last = short_date(training.starts_on), short_date(training.ends_on)
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def certificate_pdf(certificate) -> bytes:
    address = settings.SITE_URL + reverse("portal:certificate", args=[certificate.written_code])
    with override("id"):
        data = contents(certificate, address)
    return render("collaboration/certificate", data, {"qr.svg": qr_svg(address).encode()})


def contents(certificate, address) -> dict:
    training, office = certificate.training, certificate.training.office
    own = [training.agency.name] if training.agency_id else [STATE]
    return {
        "language": "id",
        "title": _("Certificate"),
        "number": _("Number: %(number)s") % {"number": certificate.number},
        "lines": own if training.agency_id or office.national else [*own, office.name],
        "given": _("given to"),
        "name": certificate.name,
        "whose": certificate.participant.whose,
        "sentence": _(
            "who took part in the %(kind)s “%(title)s” on %(days)s at %(place)s, %(hours)s lesson hours."
        )
        % {
            "kind": str(training.kind_of).lower(),
            "title": training.title,
            "days": days_of(training),
            "place": training.place,
            "hours": training.lesson_hours,
        },
        "place_and_day": f"{office.seat}, {short_date(certificate.issued_on)}"
        if training.agency_id is None
        else short_date(certificate.issued_on),
        "signatory": certificate.signatory_name,
        "position": certificate.signatory_title,
        "note": _("Whether this certificate is genuine can be seen by the code, or at %(address)s")
        % {"address": address},
    }

"""Instruments and their frozen versions: once a version stands nobody can change it, and a score refers to it for ever."""

import json
from functools import cached_property

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role
from narahubung.accounts.roles import AT_AN_OFFICE
from narahubung.assessment.reading import fingerprint, frozen_text
from narahubung.assessment.scheme import Scheme, build, named
from narahubung.assessment.validation import problems
from narahubung.journal.models import Entry

SYSTEM_AND_OFFICES = (*AT_AN_OFFICE, Role.SYSTEM)


class NotFit(Exception):
    """What has a problem is not frozen. `problems` are sentences."""

    def __init__(self, found: list[str]):
        self.problems = found
        super().__init__("\n".join(found))


class Kind(models.TextChoices):
    COMPLIANCE = "compliance", _("Assessment of compliance")
    OPINION = "opinion", _("Opinion of the Ombudsman")
    SATISFACTION = "satisfaction", _("Survey of satisfaction")
    CHECKLIST = "checklist", _("Checklist for mentoring")
    RUBRIC = "rubric", _("Rubric of innovations")


class InstrumentQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self if actor.role in SYSTEM_AND_OFFICES else self.none()

    @transaction.atomic
    def freeze(self, said: dict, by, source: str) -> tuple["Version", bool]:
        """Make the next version of an instrument; if nothing has changed, return the newest and that it is not new."""
        if found := problems(said):
            raise NotFit(found)
        instrument, _new = self.get_or_create(code=said["code"])
        instrument = self.select_for_update().get(pk=instrument.pk)
        text, newest = frozen_text(said), instrument.versions.order_by("-number").first()
        if newest and newest.sha256 == fingerprint(text):
            return newest, False
        version = instrument.versions.create(
            number=newest.number + 1 if newest else 1,
            kind=said["kind"],
            name_id=said["name_id"],
            name_en=said.get("name_en", ""),
            in_force_from=said["in_force_from"],
            in_force_until=said.get("in_force_until"),
            text=text,
            sha256=fingerprint(text),
            source=source,
            frozen_by=by.user,
        )
        facts = {"number": version.number, "sha256": version.sha256, "source": source}
        instrument.log("frozen", by, facts=facts)
        return version, True


class Instrument(models.Model):
    """What an assessment is made with. Its content stands in its versions."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    chain_length = models.PositiveIntegerField(default=0, editable=False)
    chain_head = models.CharField(max_length=64, blank=True, editable=False)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.code

    @property
    def subject(self):
        return f"instrument:{self.pk}"

    @transaction.atomic
    def log(self, kind, by, note="", facts=None):
        """Write what was done to this instrument, in the order in which it was done."""
        row = type(self).objects.select_for_update().get(pk=self.pk)
        event = InstrumentEvent(
            instrument=row,
            seq=row.chain_length + 1,
            kind=kind,
            actor=by.user,
            role=by.role or "",
            place=str(getattr(by, "appointment", "") and by.appointment.place),
            note=note,
            facts=facts or {},
        )
        row.chain_head = event.seal(row.subject, row.chain_head)
        row.chain_length = event.seq
        row.save(update_fields=["chain_head", "chain_length"])
        event.save(force_insert=True)
        return event


class InstrumentEventQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Everybody of an office may know what was frozen; who drafts what is the office's own."""
        return self.filter(kind="frozen", instrument__in=Instrument.objects.visible_to(actor))


class InstrumentEvent(Entry):
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="events")

    objects = InstrumentEventQuerySet.as_manager()

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "seq"], name="an_instrument_event_has_its_place"
            )
        ]


class VersionQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(instrument__in=Instrument.objects.visible_to(actor))

    def newest(self):
        """Return the newest version of each instrument."""
        top = Version.objects.filter(instrument=OuterRef("instrument")).order_by("-number")
        return self.filter(number=Subquery(top.values("number")[:1]))

    def for_list(self):
        return self.select_related("instrument", "frozen_by").order_by(
            "-in_force_from", "instrument__code", "-number"
        )


class Version(models.Model):
    """The canonical text of an instrument, with its fingerprint. The database refuses every change."""

    class Source(models.TextChoices):
        FILE = "file", _("from a file")
        DRAFT = "draft", _("from a draft")

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    name_id = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    source = models.CharField(max_length=5, choices=Source)
    frozen_at = models.DateTimeField(default=timezone.now)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = VersionQuerySet.as_manager()
    # `journal.guards` keeps every row of such a table as it is.
    is_append_only = True

    class Meta:
        ordering = ["instrument", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "number"], name="a_version_has_its_number"
            ),
            models.CheckConstraint(
                condition=Q(in_force_until__isnull=True)
                | Q(in_force_until__gte=F("in_force_from")),
                name="a_version_does_not_end_before_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.code}.{self.number}"

    def get_absolute_url(self):
        return reverse("assessment:version", args=[self.code, self.number])

    @property
    def code(self):
        return self.instrument.code

    def name(self, language):
        return named(self, "name", language)

    def is_genuine(self) -> bool:
        return fingerprint(self.text) == self.sha256

    @cached_property
    def said(self) -> dict:
        return json.loads(self.text)

    @cached_property
    def scheme(self) -> Scheme:
        """Return the instrument for scoring, as it was frozen."""
        return build(self.said)

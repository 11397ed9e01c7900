"""A new instrument while it is written: it may be wrong as long as it is a draft, and it says what is wrong."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from narahubung.accounts.models import Role
from narahubung.accounts.roles import AT_AN_OFFICE
from narahubung.assessment.instruments import Instrument, Version
from narahubung.assessment.reading import plain
from narahubung.assessment.validation import problems
from narahubung.directory.models import OmbudsmanOffice

WRITERS = (Role.EXAMINER, Role.OFFICE_HEAD)


class Overtaken(Exception):
    """Somebody else has changed the draft since it was read."""


class DraftQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """An office sees its own drafts, the national office all, for it decides about them."""
        match actor.role:
            case Role.SYSTEM:
                return self
            case role if role not in AT_AN_OFFICE:
                return self.none()
            case _ if actor.office.national:
                return self
            case _:
                return self.filter(office=actor.office)

    def standing(self):
        return self.filter(became__isnull=True, dropped_at__isnull=True)

    def for_list(self):
        return self.standing().select_related("instrument", "office", "changed_by", "based_on")

    @transaction.atomic
    def submit(self, *, by, version: Version, code: str, name: str):
        """Begin a draft as a copy of a frozen version, under its own code or as that instrument's next version."""
        if by.role not in WRITERS:
            raise PermissionDenied
        instrument, _new = Instrument.objects.get_or_create(code=code)
        said = {**version.said, "code": code, "name_id": name}
        draft = self.create(
            instrument=instrument,
            office=by.office,
            based_on=version,
            said=said,
            begun_by=by.user,
            changed_by=by.user,
        )
        instrument.log("draft_begun", by, facts={"draft": draft.pk, "from": str(version)})
        return draft


class Draft(models.Model):
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="drafts")
    office = models.ForeignKey(OmbudsmanOffice, models.PROTECT, related_name="+")
    based_on = models.ForeignKey(Version, models.PROTECT, related_name="+")
    said = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    became = models.OneToOneField(Version, models.PROTECT, null=True, related_name="draft")
    dropped_at = models.DateTimeField(null=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(became__isnull=True) | Q(dropped_at__isnull=True),
                name="a_draft_is_frozen_or_dropped_and_not_both",
            )
        ]

    def __str__(self):
        return self.said.get("name_id", self.instrument.code)

    def get_absolute_url(self):
        return reverse("assessment:draft", args=[self.pk])

    def stands(self) -> bool:
        return self.became_id is None and self.dropped_at is None

    def problems(self) -> list[str]:
        return problems(self.said)

    def may_be_written_by(self, actor) -> bool:
        mine = actor.role in WRITERS and (actor.office.national or actor.office == self.office)
        return self.stands() and mine

    def may_be_frozen_by(self, actor) -> bool:
        """The head of the national office, and never who changed it last: two people have read it."""
        at_the_top = actor.role == Role.OFFICE_HEAD and actor.office.national
        return self.stands() and at_the_top and actor.user.pk != self.changed_by_id

    @transaction.atomic
    def write(self, by, said: dict, seen: int, part: str):
        """Keep a changed draft, unless somebody else has changed it since it was read."""
        if not self.may_be_written_by(by):
            raise PermissionDenied
        rows = type(self).objects.standing().filter(pk=self.pk, revision=seen)
        changed = {"changed_by": by.user, "changed_at": timezone.now()}
        if not rows.update(said=plain(said), revision=F("revision") + 1, **changed):
            raise Overtaken
        self.instrument.log("draft_changed", by, facts={"draft": self.pk, "part": part})
        self.refresh_from_db()

    @transaction.atomic
    def freeze(self, by) -> Version:
        """Make it the next version of its instrument. Nothing with a problem is frozen."""
        self.lock()
        if not self.may_be_frozen_by(by):
            raise PermissionDenied(_("Somebody else must freeze what you have written."))
        version, is_new = Instrument.objects.freeze(self.said, by, Version.Source.DRAFT)
        if not is_new:
            raise PermissionDenied(_("Nothing differs from the newest version."))
        self.became = version
        self.save(update_fields=["became"])
        return version

    @transaction.atomic
    def drop(self, by):
        self.lock()
        if not self.may_be_written_by(by):
            raise PermissionDenied
        self.dropped_at = timezone.now()
        self.save(update_fields=["dropped_at"])
        self.instrument.log("draft_dropped", by, facts={"draft": self.pk})

    def lock(self):
        type(self).objects.select_for_update().get(pk=self.pk)
        self.refresh_from_db()

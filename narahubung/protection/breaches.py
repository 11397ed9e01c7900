"""A failure to protect data: what is known of it, whom it concerns, and that they were told in time."""

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.actors import System
from narahubung.accounts.models import Role
from narahubung.cases.messages import Attachment
from narahubung.cases.references import new_reference
from narahubung.complaints.models import Complaint
from narahubung.directory.models import Agency
from narahubung.jobs import wake
from narahubung.journal.models import Entry
from narahubung.protection.hours import HourlyCase, HourlyQuerySet
from narahubung.protection.lifecycle import BREACH_MOVES, BreachStage
from narahubung.protection.proof import keep_proof
from narahubung.vault.rotation import covers

DESCRIBED = ("what", "data", "extent", "people", "cause", "measures", "advice")


class BreachQuerySet(HourlyQuerySet):
    def visible_to(self, actor):
        match actor.role:
            case Role.SYSTEM:
                return self
            case Role.DATA_PROTECTION:
                return self.filter(agency__in=actor.scope)
            case _:
                return self.none()

    def for_page(self):
        return self.select_related("agency__region", "rule")

    @transaction.atomic
    def submit(self, *, agency, found_at, by, **described):
        """Open a breach. Its clock began when it was known, not when it was written down."""
        number = new_reference(agency.region.code, found_at.year)
        row = self.model(agency=agency, starts_at=found_at, **described)
        row.reference, row.stage = f"KP-{number}", BreachStage.FOUND
        row.promise("pdp.breach")
        event = row.chained("found", by, facts={"found_at": found_at.isoformat()})
        row.save(force_insert=True)
        event.save(force_insert=True)
        return row


class Breach(HourlyCase):
    """An incident under UU 27/2022 Pasal 46. It holds no personal data, only which files are concerned."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="breaches")
    what = models.TextField(_("what happened"))
    data = models.TextField(_("which data"))
    extent = models.TextField(_("which files or tables"), blank=True)
    people = models.PositiveIntegerField(_("how many people"), null=True, blank=True)
    cause = models.TextField(_("cause, as far as it is known"), blank=True)
    measures = models.TextField(_("what is done"), blank=True)
    advice = models.TextField(_("what the person can do"), blank=True)
    telling_since = models.DateTimeField(null=True, blank=True)
    people_told_at = models.DateTimeField(null=True, blank=True)
    authority_told_at = models.DateTimeField(null=True, blank=True)

    MOVES, ENDED = BREACH_MOVES, (BreachStage.CLOSED,)
    objects = BreachQuerySet.as_manager()

    class Meta:
        verbose_name = _("breach")
        verbose_name_plural = _("breaches")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage="closed")
                | Q(people_told_at__isnull=False, authority_told_at__isnull=False),
                name="a_closed_breach_was_told_to_all",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True)
                | Q(people_told_at__isnull=False, authority_told_at__isnull=False),
                name="a_breach_clock_stops_when_all_are_told",
            ),
        ]

    def get_absolute_url(self):
        return reverse("protection:breach", args=[self.reference])

    @property
    def stage_label(self):
        return BreachStage(self.stage).label

    def hidden_from(self) -> set[int]:
        return set()

    def people_are_untold(self, _actor=None):
        return self.telling_since is None

    def people_are_being_told(self, _actor=None):
        return self.telling_since is not None and self.people_told_at is None

    def authority_is_untold(self, _actor=None):
        return self.authority_told_at is None

    def all_are_told(self, _actor=None):
        return bool(self.people_told_at and self.authority_told_at)

    def untold(self):
        return self.files.filter(told_at=None)

    @transaction.atomic
    def take(self, name, by, **details):
        step = getattr(self, f"_{name}", None)
        return step(by, **details) if step else self.move(name, by, **details)

    def _describe(self, by, **described):
        changed = sorted(f for f in DESCRIBED if getattr(self, f) != described[f])
        return self.move("describe", by, facts={"changed": changed}, **described)

    def _add_files(self, by, keys):
        """Name the files concerned; a file that is there already stays there once."""
        event = self.move("add_files", by, facts={"files": len(keys)})
        rows = [BreachFile(breach=self, complaint_id=key) for key in keys]
        BreachFile.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
        return event

    def _tell_people(self, by, note="", proof=None):
        """Write to each file named; people who cannot be reached so were told in the way that `note` says."""
        files = self.files.count()
        event = self.move("tell_people", by, note, {"files": files}, telling_since=timezone.now())
        keep_proof(self, event, proof, by)
        if files:
            wake("protection.tell")
        else:
            self.people_are_told()
        return event

    def people_are_told(self):
        now = timezone.now()
        changes = {"stopped_at": now} if self.authority_told_at else {}
        return self.move("people_told", System(), people_told_at=now, **changes)

    def _tell_authority(self, by, note, sent_at, proof=None):
        changes = {"stopped_at": timezone.now()} if self.people_told_at else {}
        facts = {"sent_at": sent_at.isoformat()}
        event = self.move("tell_authority", by, note, facts, authority_told_at=sent_at, **changes)
        keep_proof(self, event, proof, by)
        return event


class BreachFileQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """A person sees the notice that reached their own file, and sees it when it has."""
        if actor.role == Role.COMPLAINANT:
            return self.filter(complaint=actor.complaint_id, told_at__isnull=False)
        return self.filter(breach__in=Breach.objects.visible_to(actor))


class BreachFile(models.Model):
    """A complaint whose person is concerned, and when its page told them."""

    breach = models.ForeignKey(Breach, models.PROTECT, related_name="files")
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="breaches")
    told_at = models.DateTimeField(null=True)

    objects = BreachFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["breach", "complaint"], name="a_breach_names_a_file_once"
            )
        ]
        indexes = [
            # The worker asks which files are still to be told.
            models.Index(
                fields=["breach"], condition=Q(told_at__isnull=True), name="files_to_be_told"
            )
        ]

    def __str__(self):
        return f"{self.breach_id} {self.complaint_id}"


class PaperQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(breach__in=Breach.objects.visible_to(actor))


class BreachPaper(Attachment):
    """A proof that a notice was sent: the stamped copy, the receipt of the post."""

    breach = models.ForeignKey(Breach, models.PROTECT, related_name="papers")
    step = models.CharField(max_length=20)

    objects = PaperQuerySet.as_manager()


covers(BreachPaper, "original_key", lambda paper: paper.key.bytes)


class BreachEventQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(breach__in=Breach.objects.visible_to(actor))


class BreachEvent(Entry):
    breach = models.ForeignKey(Breach, models.PROTECT, related_name="events")

    objects = BreachEventQuerySet.as_manager()

    class Meta(Entry.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["breach", "seq"], name="a_breach_event_has_its_place")
        ]

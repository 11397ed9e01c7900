"""What came in from SP4N-LAPOR!, and what each import did. The reporter's name is in neither table."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.actors import Officer, System
from narahubung.accounts.models import Appointment, Role
from narahubung.complaints.models import Complaint
from narahubung.directory.models import Agency
from narahubung.integrations.lapor.reasons import sentence
from narahubung.vault import new_data_key, seal, unseal
from narahubung.vault.rotation import covers

CONTEXT = b"lapor upload"


class State(models.TextChoices):
    WAITING = "waiting", _("Waiting for its turn")
    RUNNING = "running", _("Being read")
    DONE = "done", _("Done")
    FAILED = "failed", _("Not taken in")


class ImportQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """A manager sees what was brought in from the own tree, administrators see all."""
        match actor.role:
            case Role.SYSTEM | Role.NATIONAL_ADMIN | Role.ADMINISTRATOR:
                return self
            case Role.MANAGER:
                return self.filter(appointment__agency__in=actor.scope)
            case _:
                return self.none()

    def for_page(self):
        """Leave the uploaded file where it is."""
        return self.defer("data_key", "sealed").select_related(
            "appointment__user", "appointment__agency", "agency"
        )


class Import(models.Model):
    """One file that was brought in: by whom, when, and what became of each row."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    # The given name of a file may tell of people, so it has one of ours.
    name = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    # The upload is sealed, and emptied as soon as the import has ended.
    data_key = models.BinaryField(default=b"")
    sealed = models.BinaryField(default=b"")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    problem = models.CharField(max_length=300, blank=True)
    rows_read = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    refusals = models.JSONField(default=list)
    conflicts = models.JSONField(default=list)
    unknown = models.JSONField(default=dict)
    new_agencies = models.JSONField(default=list)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("lapor:detail", args=[self.pk])

    @property
    def actor(self):
        return Officer(self.appointment.user, self.appointment) if self.appointment else System()

    def is_under_way(self):
        return self.state in (State.WAITING, State.RUNNING)

    def keep(self, data: bytes):
        """Seal the upload until the worker has read it."""
        self.data_key = new_data_key(CONTEXT)
        self.sealed = seal(self.data_key, data, CONTEXT)

    def upload(self) -> bytes:
        return unseal(bytes(self.data_key), bytes(self.sealed), CONTEXT)

    def end(self, state, **result):
        for field, value in {"data_key": b"", "sealed": b"", "state": state, **result}.items():
            setattr(self, field, value)
        self.save(update_fields=["data_key", "sealed", "state", *result])

    def refused_rows(self):
        """Return row number, Tracking ID and reason of each refused row."""
        return [(number, key, sentence(code, facts)) for number, key, code, facts in self.refusals]

    @property
    def refused_name(self):
        return f"{self.name.rpartition('.')[0]}-refused.csv"

    def summary(self):
        return (
            f"new={self.new} changed={self.changed} "
            f"unchanged={self.unchanged} refused={self.refused}"
        )


covers(Import, "data_key", lambda _row: CONTEXT)


class RecordQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Whoever sees the file sees where it came from, and nobody else."""
        return self.filter(complaint__in=Complaint.objects.visible_to(actor))


class LaporRecord(models.Model):
    """The tie between a file here and its report there.

    `columns` is what a faithful export needs beside the file itself, `applied` what the last import
    wrote into the file: where the file differs from that by now, it has gone on here.
    """

    tracking_id = models.CharField(max_length=30, unique=True)
    complaint = models.OneToOneField(Complaint, models.PROTECT, related_name="lapor")
    row_hash = models.CharField(max_length=64)
    name_index = models.CharField(max_length=64, blank=True)
    columns = models.JSONField(default=dict)
    applied = models.JSONField(default=dict)
    rating = models.PositiveSmallIntegerField(null=True)
    last_import = models.ForeignKey(Import, models.PROTECT, related_name="records")

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of SP4N-LAPOR!")
        verbose_name_plural = _("reports of SP4N-LAPOR!")
        constraints = [
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=5),
                name="a_lapor_rating_is_one_to_five",
            )
        ]

    def __str__(self):
        return self.tracking_id

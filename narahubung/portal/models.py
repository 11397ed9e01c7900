"""What the public side keeps: a form on its way, how often a door was tried, and what is done against loss."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.documents import CleanFile
from narahubung.vault import new_data_key, seal, unseal
from narahubung.vault.rotation import covers

RECEIPT_LASTS = timedelta(minutes=30)


class Draft(models.Model):
    """A form on its way: its files until it is sent, its receipt for half an hour after.

    The token is drawn when the form is first shown. Two posts of one form meet on this row, and the
    second finds what the first has made.
    """

    token = models.CharField(max_length=43, unique=True)
    begun_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=24, blank=True)
    data_key = models.BinaryField()
    secret = models.BinaryField(default=b"", blank=True)

    class Meta:
        verbose_name = _("form on its way")
        verbose_name_plural = _("forms on their way")
        # The hourly sweep asks for what is old.
        indexes = [models.Index("begun_at", name="drafts_by_age")]

    def __str__(self):
        return self.reference or self.token[:6]

    @classmethod
    def new_key(cls, token):
        return new_data_key(token.encode())

    def seal(self, body):
        return seal(bytes(self.data_key), body, self.token.encode())

    def unseal(self, sealed):
        return unseal(bytes(self.data_key), bytes(sealed), self.token.encode())

    def has_receipt(self):
        return self.sent_at is not None and timezone.now() - self.sent_at < RECEIPT_LASTS

    def secret_words(self):
        """Return the secret words while they may be shown, and nothing after."""
        if not self.secret or not self.has_receipt():
            return ""
        return self.unseal(self.secret).decode()


covers(Draft, "data_key", lambda draft: draft.token.encode())


def cleaned_path(file, _name):
    return f"drafts/{file.key}.cleaned"


def original_path(file, _name):
    return f"drafts/{file.key}.original"


class DraftFile(models.Model):
    """A cleaned upload that waits for its form to be sent, sealed under the draft's own key."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    checks = models.JSONField(default=list)
    cleaned = models.FileField(upload_to=cleaned_path, max_length=80)
    original = models.FileField(upload_to=original_path, max_length=80)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("waiting file")
        verbose_name_plural = _("waiting files")

    def __str__(self):
        return self.name

    def opened(self) -> CleanFile:
        return CleanFile(
            name=self.name,
            kind=self.kind,
            content_type=self.content_type,
            size=self.size,
            sha256_original=self.sha256,
            checks=tuple(self.checks),
            body=self.draft.unseal(self.cleaned.read()),
            original=self.draft.unseal(self.original.read()),
        )


class Tally(models.Model):
    """How often one door was tried by one hand in one hour. Hands are kept as fingerprints only."""

    hand = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("tally of tries")
        verbose_name_plural = _("tallies of tries")

    def __str__(self):
        return str(self.count)


class PrecautionQuerySet(models.QuerySet):
    def note(self, kind, seconds=0.0, data_at=None, **result):
        """Keep what was done and what came of it."""
        if isinstance(data_at, str):
            data_at = datetime.fromisoformat(data_at)
        milliseconds = round(seconds * 1000)
        return self.create(kind=kind, milliseconds=milliseconds, data_at=data_at, **result)

    def last(self, kind):
        return self.filter(kind=kind).order_by("-at", "-pk").first()


class Precaution(models.Model):
    """What was done so that nothing is lost: a backup, a copy of the keys, a drill. And how it went."""

    class Kind(models.TextChoices):
        BACKUP = "backup", _("Backup")
        KEYS = "keys", _("Copy of the keys")
        DRILL = "drill", _("Restore drill")

    kind = models.CharField(max_length=8, choices=Kind)
    at = models.DateTimeField(default=timezone.now)
    ok = models.BooleanField(default=True)
    milliseconds = models.PositiveBigIntegerField(default=0)
    bytes = models.PositiveBigIntegerField(default=0)
    data_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)

    objects = PrecautionQuerySet.as_manager()

    class Meta:
        verbose_name = _("precaution")
        verbose_name_plural = _("precautions")
        # The status page asks for the last one of each kind.
        indexes = [models.Index("kind", models.F("at").desc(), name="precautions_by_kind")]

    def __str__(self):
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"

    @property
    def seconds(self):
        return self.milliseconds / 1000

    def age_of_data(self):
        """Return how old the data of a drill were: so much at most would have been lost that day."""
        return self.at - self.data_at if self.data_at else None

"""What the public side keeps for a while: a form on its way, and how often a door was tried."""

import uuid
from datetime import timedelta

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

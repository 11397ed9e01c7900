"""What the parties say to each other and attach, in both kinds of file."""

import uuid

from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.vault import new_data_key, seal, unseal


class Side(models.TextChoices):
    """Who may read it: both parties, or the agency alone."""

    BOTH = "both", _("Both parties")
    INTERNAL = "internal", _("Officers only")


class Message(models.Model):
    """One thing said in a file, by one party, for both or for officers only."""

    text = models.TextField(_("message"))
    side = models.CharField(max_length=8, choices=Side, default=Side.BOTH)
    role = models.CharField(max_length=16)
    author = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["at"]

    def __str__(self):
        return f"{self.role} {self.at:%Y-%m-%d %H:%M}"


def sealed_path(attachment, _name):
    return f"sealed/{attachment.key}"


def cleaned_path(attachment, _name):
    return f"cleaned/{attachment.key}"


class Attachment(models.Model):
    """A file with its cleaned copy, which is shown, and its sealed original, which is evidence."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    cleaned = models.FileField(upload_to=cleaned_path, max_length=80)
    original = models.FileField(upload_to=sealed_path, max_length=80, blank=True)
    original_key = models.BinaryField(default=bytes)
    side = models.CharField(max_length=8, choices=Side, default=Side.BOTH)
    role = models.CharField(max_length=16)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["at"]

    def __str__(self):
        return self.name

    def seal_original(self, body: bytes):
        """Keep what was sent, byte for byte, under a key of its own that can be destroyed."""
        context = self.key.bytes
        self.original_key = new_data_key(context)
        sealed = seal(self.original_key, body, context)
        self.original.save("original", ContentFile(sealed), save=False)

    def has_original(self) -> bool:
        """Tell whether the original can still be read: without its key it is noise."""
        return bool(self.original) and bool(self.original_key)

    def unsealed_original(self) -> bytes:
        with self.original.open("rb") as file:
            return unseal(self.original_key, file.read(), self.key.bytes)

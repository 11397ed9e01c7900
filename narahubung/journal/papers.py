"""A paper that somebody sent in: a cleaned copy that is shown, and the original, which is evidence."""

import uuid

from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from narahubung.vault import new_data_key, seal, unseal


def sealed_path(paper, _name):
    return f"sealed/{paper.key}"


def cleaned_path(paper, _name):
    return f"cleaned/{paper.key}"


class SealedPaper(models.Model):
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    cleaned = models.FileField(upload_to=cleaned_path, max_length=80)
    original = models.FileField(upload_to=sealed_path, max_length=80, blank=True)
    original_key = models.BinaryField(default=bytes)
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

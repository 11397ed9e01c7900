"""What an event is: a line that is never changed, and carries the hash of the line before it."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

from narahubung.journal.chain import body_of, commitment, entry_hash
from narahubung.journal.ledger import Checkpoint, Leaf, Subtree


def new_salt():
    return secrets.token_hex(16)


class Entry(models.Model):
    """One line in the journal of one file.

    `facts` holds codes and dates and enters the chain as it is. `note` may hold people's words, so only a
    salted commitment to it enters: the words can be erased and the chain still verifies.
    """

    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=16)
    place = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    salt = models.CharField(max_length=32, default=new_salt)
    commitment = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)
    public = models.BooleanField(default=False)
    hash = models.CharField(max_length=64)
    dispatched_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["seq"]

    def __str__(self):
        return f"{self.seq} {self.kind}"

    def seal(self, subject: str, before: str) -> str:
        """Fill in commitment and hash; `before` is the hash of the line before this one, or empty."""
        self.commitment = commitment(self.note, self.salt)
        self.hash = entry_hash(self.body(subject), before)
        return self.hash

    def body(self, subject: str) -> dict:
        """Return what the hash is taken of, in the shape that RFC 8785 makes canonical."""
        return body_of(self, subject)


__all__ = ["Checkpoint", "Entry", "Leaf", "Subtree"]

"""What the parties say to each other and attach, in both kinds of file."""

from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.journal.papers import SealedPaper, cleaned_path, sealed_path

# The migrations of both kinds of file know the paths by this place.
__all__ = ["Attachment", "Message", "Side", "cleaned_path", "sealed_path"]


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


class Attachment(SealedPaper):
    """A paper that lies in a file: who brought it, and who may read it."""

    side = models.CharField(max_length=8, choices=Side, default=Side.BOTH)
    role = models.CharField(max_length=16)

    class Meta(SealedPaper.Meta):
        abstract = True

    @classmethod
    def holding(cls, clean, name, **fields):
        """Store a cleaned file: the copy that is shown, and the original that is evidence."""
        paper = cls(
            name=name[:120],
            content_type=clean.content_type,
            size=len(clean.body),
            sha256=clean.sha256_original,
            **fields,
        )
        paper.cleaned.save(clean.name, ContentFile(clean.body), save=False)
        if clean.original is not None:
            paper.seal_original(clean.original)
        paper.save(force_insert=True)
        return paper

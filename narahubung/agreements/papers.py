"""Papers of an agreement: the scan of what was signed, of an extension, of a proof. The originals lie sealed."""

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from narahubung.agreements.parties import OfAgreements
from narahubung.journal.papers import SealedPaper
from narahubung.vault.rotation import covers


class Paper(SealedPaper):
    class About(models.TextChoices):
        SIGNED = "signed", _("Signed paper")
        EXTENSION = "extension", _("Extension")
        EVALUATION = "evaluation", _("Evaluation")
        END = "end", _("Letter about the end")
        PROOF = "proof", _("Proof")

    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="papers")
    about = models.CharField(max_length=12, choices=About)

    objects = OfAgreements.as_manager()

    class Meta(SealedPaper.Meta):
        abstract = False


covers(Paper, "original_key", lambda paper: paper.key.bytes)


def keep(agreement, clean, about) -> Paper | None:
    """Store a cleaned file with its sealed original; none chosen, nothing kept."""
    if clean is None:
        return None
    paper = Paper(
        agreement=agreement,
        about=about,
        name=clean.name[:120],
        content_type=clean.content_type,
        size=len(clean.body),
        sha256=clean.sha256_original,
    )
    paper.cleaned.save(clean.name, ContentFile(clean.body), save=False)
    if clean.original is not None:
        paper.seal_original(clean.original)
    paper.save(force_insert=True)
    return paper

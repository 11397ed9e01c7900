"""The papers of a letter: kept under a name that tells of nobody, each with its fingerprint."""

import hashlib

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from narahubung.documents import hand_out
from narahubung.documents.signing import who_signed

PDF = "application/pdf"
# A browser shows no PDF in a closed box, so all but pictures is handed out as a download.
EXTENSIONS = {PDF: ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}


def fingerprint(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def paper_of(letter, part, body, content_type, name):
    model = letter.papers.model
    paper = model(letter=letter, part=part, name=name[:120], content_type=content_type)
    paper.size, paper.sha256_shown = len(body), fingerprint(body)
    paper.cleaned.save(name, ContentFile(body), save=False)
    return paper


def keep_issued(letter, body: bytes) -> str:
    """Keep the PDF as it was set, for ever as it is now; return its fingerprint."""
    paper = paper_of(letter, "issued", body, PDF, f"{letter.file_name}.pdf")
    paper.sha256 = paper.sha256_shown
    paper.save(force_insert=True)
    return paper.sha256


def keep_scan(letter, part, clean):
    """Keep a cleaned upload beside its letter; what was sent in is sealed as evidence."""
    word = "bukti" if part == "delivery" else "bertanda-tangan"
    name = f"{letter.file_name}-{word}{EXTENSIONS.get(clean.content_type, '')}"
    paper = paper_of(letter, part, clean.body, clean.content_type, name)
    paper.sha256 = clean.sha256_original
    if clean.original is not None:
        paper.seal_original(clean.original)
    if part == "signed" and clean.content_type == PDF:
        # The copy that is handed out lost its signatures with all else that can act.
        paper.signers = signers_in(clean.original or clean.body)
    paper.save(force_insert=True)
    return paper


def keep_certified(letter, body: bytes):
    """Keep the issued PDF as it is with the signature of a certificate."""
    paper = paper_of(letter, "signed", body, PDF, f"{letter.file_name}-bertanda-tangan.pdf")
    paper.sha256, paper.signers = paper.sha256_shown, signers_in(body)
    paper.save(force_insert=True)
    return paper


def signers_in(body: bytes) -> str:
    return ", ".join(who_signed(body))[:300]


def is_unchanged(paper) -> bool:
    """Tell whether the copy on the disk is still the one whose fingerprint was recorded."""
    with paper.cleaned.open("rb") as file:
        return fingerprint(file.read()) == paper.sha256_shown


def refuse_changed(paper):
    if not is_unchanged(paper):
        raise PermissionDenied(
            _("This paper is not any more what was recorded. Tell who runs this server.")
        )


def handed_out(paper):
    """Return the answer that hands out a paper of a letter, and never one that was changed on the disk."""
    refuse_changed(paper)
    return hand_out(paper)

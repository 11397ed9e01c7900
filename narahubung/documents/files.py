"""A file that someone sent becomes a file that may be shown to others, or is refused.

The kind is read from the content, never from the name. What comes out was written by our own
libraries; the caller seals the original if it must be kept as evidence.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

import puremagic
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from narahubung.documents.images import clean_image
from narahubung.documents.names import neutral_name
from narahubung.documents.pdfs import clean_pdf
from narahubung.documents.refusal import FileRefused
from narahubung.documents.viruses import refuse_viruses

MB = 1024 * 1024
HEAD = 4096


@dataclass(frozen=True)
class Kind:
    name: str
    content_type: str
    extension: str
    clean: Callable[[bytes], bytes]


@dataclass(frozen=True)
class CleanFile:
    name: str
    kind: str
    content_type: str
    size: int
    sha256_original: str
    body: bytes = field(repr=False)
    original: bytes = field(repr=False)
    # What was looked at before it was taken, for the trail of the original.
    checks: tuple[str, ...] = ("content",)


def image_kind(name: str, extension: str) -> Kind:
    return Kind(name, f"image/{name}", extension, lambda raw: clean_image(raw, name.upper()))


KINDS = {
    kind.content_type: kind
    for kind in (
        image_kind("jpeg", ".jpg"),
        image_kind("png", ".png"),
        image_kind("webp", ".webp"),
        Kind("pdf", "application/pdf", ".pdf", clean_pdf),
    )
}
ACCEPT = ",".join(KINDS)


def clean(file, name: str) -> CleanFile:
    """Return what may be shown of an upload, or raise FileRefused with a sentence for its sender."""
    original = read(file)
    kind = kind_of(original)
    searched = refuse_viruses(original)
    body = kind.clean(original)
    return CleanFile(
        name=neutral_name(name, kind.extension),
        kind=kind.name,
        content_type=kind.content_type,
        size=len(body),
        sha256_original=hashlib.sha256(original).hexdigest(),
        body=body,
        original=original,
        checks=("content", "viruses") if searched else ("content",),
    )


def read(file) -> bytes:
    most = getattr(settings, "DOCUMENTS_MOST_BYTES", 10 * MB)
    file.seek(0)
    raw = file.read(most + 1)
    if not raw:
        raise FileRefused(_("This file is empty. Please choose it again."), code="empty")
    if len(raw) > most:
        raise FileRefused(
            _("This file is larger than %(most)s MB. Please send a smaller one."),
            code="size",
            params={"most": most // MB},
        )
    return raw


def kind_of(raw: bytes) -> Kind:
    found = content_types(raw)
    for content_type in found:
        if content_type in KINDS:
            return KINDS[content_type]
    if found & {"image/heic", "image/heif"}:
        raise FileRefused(
            _(
                "This picture is in the HEIC format, which we cannot read. "
                "Please send it as JPEG, or send a screenshot of it."
            ),
            code="heic",
        )
    raise FileRefused(
        _("We take pictures (JPEG, PNG, WebP) and PDF. This file is of another kind."),
        code="kind",
    )


def content_types(raw: bytes) -> set[str]:
    try:
        return {match.mime_type for match in puremagic.magic_string(raw[:HEAD])}
    except puremagic.PureError:
        return set()

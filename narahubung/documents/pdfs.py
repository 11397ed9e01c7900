"""PDFs keep their pages and lose everything that acts, hides or tells on its author."""

from io import BytesIO

import pikepdf
from django.utils.translation import gettext_lazy as _
from pikepdf.settings import set_qpdf_limits

from narahubung.documents.refusal import FileRefused

MB = 1024 * 1024
MOST_PAGES = 500
GONE = {
    "/AA",
    "/AF",
    "/AcroForm",
    "/Collection",
    "/EF",
    "/EmbeddedFiles",
    "/JS",
    "/JavaScript",
    "/Metadata",
    "/OpenAction",
    "/PieceInfo",
    "/Perms",
    "/RichMediaContent",
    "/RichMediaSettings",
    "/XFA",
}
ACTIONS = {
    "/GoToE",
    "/GoToR",
    "/ImportData",
    "/JavaScript",
    "/Launch",
    "/Movie",
    "/Rendition",
    "/ResetForm",
    "/RichMediaExecute",
    "/Sound",
    "/SubmitForm",
    "/Trans",
    "/URI",
}
ANNOTATIONS = {"/3D", "/FileAttachment", "/Movie", "/RichMedia", "/Screen", "/Sound"}
DAMAGED = (pikepdf.PdfError, ArithmeticError, LookupError, RuntimeError, TypeError, ValueError)
CONTAINERS = (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)

# Process-wide in qpdf: what a few kilobytes may unfold to while a file is read.
set_qpdf_limits(flate_max_memory=64 * MB, run_length_max_memory=64 * MB, max_stream_filters=4)


def clean_pdf(raw: bytes) -> bytes:
    try:
        with pikepdf.open(BytesIO(raw)) as pdf:
            return disarm(pdf)
    except pikepdf.PasswordError:
        raise locked() from None
    except DAMAGED as error:
        if isinstance(error, FileRefused):
            raise
        raise FileRefused(
            _("This PDF is damaged or incomplete. Please save it anew and send it again."),
            code="damaged",
        ) from None


def disarm(pdf: pikepdf.Pdf) -> bytes:
    if pdf.is_encrypted:
        raise locked()
    if not 0 < len(pdf.pages) <= MOST_PAGES:
        raise FileRefused(
            _("This PDF has no page or more than %(most)s. Please send it in parts."),
            code="pages",
            params={"most": MOST_PAGES},
        )
    flatten_forms(pdf)
    for thing in pdf.objects:
        strip(thing)
    strip(pdf.trailer.Root)
    if "/Info" in pdf.trailer:
        del pdf.trailer.Info
    body = BytesIO()
    # What nothing points to any more is not written. Page contents are copied without unfolding them.
    pdf.save(body, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return body.getvalue()


def flatten_forms(pdf: pikepdf.Pdf) -> None:
    """Print what was filled in onto the page, for the fields themselves are taken away."""
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
        pdf.flatten_annotations("screen")


def strip(thing) -> None:
    """Remove what acts or hides, in this object and in all that lie inside it without a number."""
    waiting = [thing]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Array):
            for place in reversed(range(len(thing))):
                if is_armed(thing[place]):
                    del thing[place]
            inside = list(thing)
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            # A key that points to nothing is listed, but counts as absent and is not written.
            doomed = [key for key, value in thing.items() if key in GONE or is_armed(value)]
            for key in filter(thing.__contains__, doomed):
                del thing[key]
            inside = [value for _key, value in thing.items()]
        else:
            continue
        waiting += [v for v in inside if isinstance(v, CONTAINERS) and not v.is_indirect]


def is_armed(value) -> bool:
    if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return False
    return str(value.get("/S", "")) in ACTIONS or str(value.get("/Subtype", "")) in ANNOTATIONS


def locked() -> FileRefused:
    return FileRefused(
        _("This PDF is locked with a password. Please send it without one."), code="locked"
    )

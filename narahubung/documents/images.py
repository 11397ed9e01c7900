"""Pictures are decoded and painted anew, so that nothing but what can be seen remains."""

import struct
import zlib
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from narahubung.documents.refusal import FileRefused

LONGEST_SIDE = 2560
# The largest phone cameras make 50 million; decoded, such a picture takes 150 MB for a moment.
MOST_PIXELS = 50_000_000
DAMAGED = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    IndexError,
    EOFError,
    OverflowError,
    struct.error,
    zlib.error,
)


def clean_image(raw: bytes, kind: str) -> bytes:
    """Return the picture without place, camera, comments or hidden cargo, upright and not too large."""
    try:
        with Image.open(BytesIO(raw), formats=[kind]) as image:
            refuse_bomb(image)
            # A JPEG can be decoded at a half, a quarter or an eighth of its size, for as much less memory.
            image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
            image.load()
            return paint(image, kind)
    except Image.DecompressionBombError:
        raise too_many_pixels() from None
    except DAMAGED as error:
        if isinstance(error, FileRefused):
            raise
        raise FileRefused(
            _("This picture is damaged or incomplete. Please send it again."), code="damaged"
        ) from None


def refuse_bomb(image: Image.Image) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise too_many_pixels()


def too_many_pixels() -> FileRefused:
    return FileRefused(
        _("This picture has too many pixels. Please make it smaller and send it again."),
        code="pixels",
    )


def paint(image: Image.Image, kind: str) -> bytes:
    image = ImageOps.exif_transpose(image)
    canvas = image.convert(mode_for(image, kind))
    canvas.info = {}
    canvas.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    body = BytesIO()
    canvas.save(body, kind, quality=85)
    return body.getvalue()


def mode_for(image: Image.Image, kind: str) -> str:
    if image.mode in ("1", "L") and kind != "WEBP":
        return "L"
    return "RGBA" if kind != "JPEG" and image.has_transparency_data else "RGB"

"""A QR code as one path: sharp at any size, and without inline style, so that a strict page shows it."""

import qrcode
from qrcode.image.svg import SvgPathFillImage


def qr_svg(text: str) -> str:
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, image_factory=SvgPathFillImage)
    code.add_data(text)
    return code.make_image().to_string(encoding="unicode")

"""What goes in and out on paper: cleaned uploads, letters as PDF, QR codes."""

from narahubung.documents.files import ACCEPT, CleanFile, clean
from narahubung.documents.handing_out import BYTES, as_download, hand_out, in_a_closed_box
from narahubung.documents.letters import LetterFailed, render
from narahubung.documents.names import neutral_name
from narahubung.documents.qr import qr_svg
from narahubung.documents.refusal import FileRefused

__all__ = [
    "ACCEPT",
    "BYTES",
    "CleanFile",
    "FileRefused",
    "LetterFailed",
    "as_download",
    "clean",
    "hand_out",
    "in_a_closed_box",
    "neutral_name",
    "qr_svg",
    "render",
]

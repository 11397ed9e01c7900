"""What goes in and out on paper: cleaned uploads, letters as PDF, QR codes."""

from narahubung.documents.files import ACCEPT, CleanFile, clean
from narahubung.documents.handing_out import in_a_closed_box
from narahubung.documents.letters import LetterFailed, render
from narahubung.documents.names import neutral_name
from narahubung.documents.qr import qr_svg
from narahubung.documents.refusal import FileRefused

__all__ = [
    "ACCEPT",
    "CleanFile",
    "FileRefused",
    "LetterFailed",
    "clean",
    "in_a_closed_box",
    "neutral_name",
    "qr_svg",
    "render",
]

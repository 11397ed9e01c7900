"""What a file is called once it is ours."""

import re
import unicodedata

from django.utils.translation import gettext as _

LONGEST = 80
LONGEST_BYTES = 240
EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")
NOT_IN_NAMES = re.compile(r'[<>:"|?*;%`$&=]')
OPENS_A_FORMULA = "=+-@'"
RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)\d)", re.IGNORECASE)


def neutral_name(name: str, extension: str) -> str:
    """Return a name that no shell, sheet, file system or reader can be misled by.

    The extension is that of the real kind, and the only dot of the name stands before it.
    """
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter if visible(letter) else " " for letter in name)
    name = " ".join(NOT_IN_NAMES.sub(" ", name).split())
    name = " ".join(EXTENSION.sub("", name).replace(".", " ").split())
    name = name.lstrip(OPENS_A_FORMULA + " ")
    if not name or RESERVED.fullmatch(name):
        name = f"{_('file')} {name}".strip()
    return shorten(name, len(extension)) + extension


def visible(letter: str) -> bool:
    """Tell letters from control characters, direction marks, halves of pairs and line ends."""
    return unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def shorten(name: str, reserved: int) -> str:
    cut = name[: LONGEST - reserved].encode()[: LONGEST_BYTES - reserved]
    return cut.decode(errors="ignore").rstrip()

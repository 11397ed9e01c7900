"""The letters our fonts can set. An archivable PDF must not hold a letter that its fonts lack."""

import unicodedata
from functools import lru_cache

# Measured on the fonts that come with typst: Latin, Greek, Cyrillic, common Arabic, signs and arrows.
RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x4FF),
    (0x621, 0x63A),
    (0x640, 0x652),
    (0x660, 0x669),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2027),
    (0x2030, 0x2040),
    (0x20A0, 0x20BF),
    (0x2190, 0x22FF),
    (0x2500, 0x25FF),
)
MISSING = "□"


def settable(value):
    """Return JSON data with an empty box for each letter, emoji or sign that could not be set."""
    match value:
        case str():
            return "".join(glyph(letter) for letter in unicodedata.normalize("NFC", value))
        case dict():
            return {key: settable(inner) for key, inner in value.items()}
        case list() | tuple():
            return [settable(inner) for inner in value]
        case _:
            return value


@lru_cache(maxsize=4096)
def glyph(letter: str) -> str:
    if letter in "\n\t" or has_glyph(letter):
        return letter
    # Control characters, direction marks and joiners have no shape that could be missed.
    return "" if unicodedata.category(letter) in ("Cc", "Cf", "Mn") else MISSING


def has_glyph(letter: str) -> bool:
    assigned = unicodedata.category(letter) != "Cn"
    return assigned and any(first <= ord(letter) <= last for first, last in RANGES)

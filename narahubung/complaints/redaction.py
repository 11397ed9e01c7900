"""Takes the complainant out of a text: name, number, e-mail, NIK. Pure, and the same text twice gives the same.

It errs on the safe side: of a number that may be a telephone all digits go, and every number of sixteen
digits counts as a NIK, whoever it belongs to.
"""

import re
import unicodedata
from collections import Counter

from narahubung.cases.identity import NIK_DIGITS, digits_of
from narahubung.vault import normalise_phone

NAME, PHONE, NIK, EMAIL = "[nama]", "[nomor telepon]", "[NIK]", "[surel]"
MARKS = (NAME, PHONE, NIK, EMAIL)
BETWEEN_MARKS = re.compile("(" + "|".join(re.escape(mark) for mark in MARKS) + ")")
SHORTEST_PART = 3
SHORTEST_OWN_NUMBER = 6
TITLES = frozenset(
    "bapak ibu pak saudara saudari sdr sdri tuan nyonya kang mas mbak bang haji hajah prof drs dra drg "
    "ustaz ustad kiai spd mpd skep skm mkes amd sst bin binti van dan".split()
)
# What Indonesian hangs on a word: of a name it makes no other.
ENDINGS = ("nya", "ku", "mu", "lah", "kah", "pun")
# Marks that are not seen, and accents that stand apart, may lie within a word.
UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f"
WORD = re.compile(rf"[^\W\d_]+(?:[{UNSEEN}]+[^\W\d_]+)*[{UNSEEN}]*")
DIGITS = re.compile(rf"(?<!\d)[+(]{{0,2}}\d(?:[\s.()/\-\u2010-\u2015{UNSEEN}]{{0,3}}\d)+(?!\d)")
# By the plan of numbers: 8 and nine to twelve digits for a mobile, an area code otherwise.
MOBILE = re.compile(r"(?:(?:00)?62)?0?8[1-9]\d{7,10}")
FIXED = re.compile(r"(?:(?:00)?62|0)[2-7]\d{7,10}")
WITHIN = re.compile(r"(?:62|0)8[1-9]\d{7}")
DATE = re.compile(r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d(?!\d)")
MONEY = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")


def masked(text: str, person, anybody: bool = True) -> tuple[str, list[str]]:
    """Return the text with a plain mark in place of each word that leads to this person, and those words.

    With `anybody` the telephone numbers and NIKs of all others go, too.
    """
    found: list[str] = []
    pieces = BETWEEN_MARKS.split(text)
    for mask in (masks_email(person), masks_numbers(person, anybody), masks_name(person)):
        pieces = [p for piece in pieces for p in parted(piece, mask, found)]
    return "".join(pieces), found


def parted(piece, mask, found):
    return [piece] if piece in MARKS else BETWEEN_MARKS.split(mask(piece, found))


def marks_in(*texts: str) -> dict[str, int]:
    """Return how often each mark stands in these texts."""
    return dict(Counter(mark for text in texts for mark in BETWEEN_MARKS.findall(text)))


def masks_email(person):
    local, _at, domain = unicodedata.normalize("NFKC", person.email).strip().partition("@")
    if not (local and domain):
        return lambda text, found: text
    at = r"\s*(?:@|\(at\)|\[at\])\s*"
    own = re.compile(rf"(?<!\w){re.escape(local)}{at}{re.escape(domain)}(?!\w)", re.IGNORECASE)
    return lambda text, found: own.sub(lambda m: noted(m[0], EMAIL, found), text)


def masks_numbers(person, anybody):
    own_nik = digits_of(person.nik)
    own = [core for core in map(core_of, (person.phone, person.contact)) if core]

    def mark_of(written):
        digits = digits_of(written)
        if own_nik and len(own_nik) == NIK_DIGITS and own_nik in digits:
            return NIK
        if any(core in digits for core in own):
            return PHONE
        return anybodys(written, digits) if anybody else ""

    def mask(text, found):
        def put(match):
            mark = mark_of(match[0])
            return noted(match[0], mark, found) if mark else match[0]

        return DIGITS.sub(put, text)

    return mask


def anybodys(written, digits) -> str:
    """Return the mark for a number of whomever, or nothing for a date, a sum, a case number."""
    if len(digits) == NIK_DIGITS:
        return NIK
    if MONEY.fullmatch(written) or DATE.match(written):
        return ""
    if MOBILE.fullmatch(digits) or FIXED.fullmatch(digits):
        return PHONE
    # Two numbers side by side cannot be told apart.
    long = len(digits) > NIK_DIGITS
    return PHONE if long and WITHIN.search(digits) else ""


def masks_name(person):
    parts = parts_of(person.name)

    def is_of_the_name(word):
        plain = folded(word)
        return plain in parts or any(
            plain.endswith(end) and plain.removesuffix(end) in parts for end in ENDINGS
        )

    def mask(text, found):
        def put(match):
            word = match[0]
            return noted(word, NAME, found) if is_of_the_name(word) else word

        return WORD.sub(put, text)

    return mask if parts else lambda text, found: text


def parts_of(name: str) -> frozenset[str]:
    """Return the words of a name, each alone and all written together, without titles."""
    words = [folded(word) for word in name.split()]
    pieces = [folded(word) for word in WORD.findall(name)]
    joined = "".join(word for word in words if word not in TITLES)
    parts = {*words, *pieces, joined}
    return frozenset(p for p in parts if len(p) >= SHORTEST_PART and p not in TITLES)


def folded(word: str) -> str:
    """Return the letters alone, small and without accents."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(letter for letter in plain if letter.isalpha())


def core_of(phone: str) -> str:
    """Return the digits that every spelling of a number shares."""
    digits = digits_of(normalise_phone(phone)) or digits_of(phone)
    core = digits.removeprefix("62").lstrip("0")
    return core if len(core) >= SHORTEST_OWN_NUMBER else ""


def noted(word, mark, found):
    found.append(word)
    return mark


def collapsed(text: str) -> str:
    """Return the text with one mark where a whole name stood."""
    return re.sub(rf"{re.escape(NAME)}(?:\s+{re.escape(NAME)})+", NAME, text)

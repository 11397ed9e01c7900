"""One row of the export, checked and in one written form: two files that say the same give the same rows."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from hashlib import blake2b

from narahubung.integrations.lapor import columns as c
from narahubung.integrations.lapor.dates import NotADate, parse_day, parse_time, written_day
from narahubung.integrations.lapor.mapping import shield_of
from narahubung.integrations.lapor.reasons import RefusedRow, shape_of
from narahubung.integrations.lapor.sheet import MAX_CELL
from narahubung.vault import blind_index

ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]{0,29}")
FIRST_DAY = date(2000, 1, 1)
NO_NAMES = {"", "anonim", "anonymous", "dirahasiakan", "rahasia", "-"}
ANONYMOUS = "Anonim"
# Kept in the file itself or sealed, and not a second time among the other columns.
ELSEWHERE = (c.ID, c.NAME, c.TEXT, c.FINAL)


@dataclass
class Row:
    number: int
    tracking_id: str
    cells: dict[str, str]
    day: date
    time: time | None
    shield: str
    shield_known: bool
    keeps_name: bool
    name: str

    @property
    def text(self):
        return self.cells.get(c.TEXT) or self.cells[c.FINAL]

    @property
    def text_final(self):
        final = self.cells.get(c.FINAL, "")
        return final if final != self.text else ""

    @property
    def other_columns(self) -> dict[str, str]:
        """Return what is kept for a faithful export beside the file; an empty text is a fact too."""
        kept = {k: v for k, v in self.cells.items() if v and k not in ELSEWHERE}
        if not self.keeps_name:
            kept[c.NAME] = ANONYMOUS
        return kept | {k: "" for k in (c.TEXT, c.FINAL) if not self.cells.get(k)}

    @property
    def rating(self) -> int | None:
        stars = self.cells.get(c.RATING, "")
        return int(stars) if stars in ("1", "2", "3", "4", "5") else None

    def name_index(self) -> str:
        """Return a keyed mark by which the same name is known again without being kept in clear."""
        return mark("name", self.name) if self.name else ""

    def fingerprint(self) -> str:
        """Return what changes with any word of the row but the name. It is keyed: nobody tries out texts."""
        words = [f"{k}\x1f{v}" for k, v in sorted(self.cells.items()) if v and k != c.NAME]
        return mark("row", "\x1e".join(words))


@cache
def key_of_marks() -> bytes:
    """Return a key of our own, derived from that of the vault, which reads its file at each call."""
    return bytes.fromhex(blind_index("lapor marks", "1"))[:32]


def mark(kind: str, words: str) -> str:
    """Return a keyed digest: who has the database alone cannot try out names or texts."""
    digest = blake2b(words.encode(), digest_size=32, key=key_of_marks(), person=kind.encode())
    return digest.hexdigest()


def row_of(number: int, cells: dict[str, str], today: date) -> Row:
    """Return the row in its one written form, or refuse it with the reason."""
    for column, text in cells.items():
        if len(text) > MAX_CELL:
            raise RefusedRow("long", {"column": column})
    tracking_id = cells[c.ID] = checked_id(cells[c.ID])
    if not cells.get(c.TEXT) and not cells.get(c.FINAL):
        raise RefusedRow("no_text")
    day, moment = checked_day(cells, today)
    shield, keeps_name, known = shield_of(cells.get(c.TYPE, ""))
    name = cells.get(c.NAME, "") if keeps_name else ""
    if name.casefold() in NO_NAMES:
        name = ""
    if cells.get(c.RATING, "").endswith(".0"):
        cells[c.RATING] = cells[c.RATING][:-2]
    return Row(number, tracking_id, cells, day, moment, shield, known, keeps_name, name[:200])


def checked_id(text):
    if not text:
        raise RefusedRow("no_id")
    if text.endswith(".0") and text[:-2].isdigit():
        text = text[:-2]
    if not ID.fullmatch(text) or not any(letter.isdigit() for letter in text):
        raise RefusedRow("bad_id", {"shape": shape_of(text)})
    return text


def checked_day(cells, today):
    """Return day and time, and write both into the row as the official export does.

    A sheet without the column at all tells nothing of the day: then it is the day of the import.
    """
    if c.DAY not in cells:
        return today, None
    if not cells[c.DAY]:
        raise RefusedRow("no_day", {"column": c.DAY})
    day, moment = parsed(parse_day, cells, c.DAY)
    if cells.get(c.TIME):
        moment = parsed(parse_time, cells, c.TIME)
    if not FIRST_DAY <= day <= today + timedelta(days=1):
        raise RefusedRow("far_day", {"column": c.DAY})
    cells[c.DAY] = written_day(day)
    if moment is not None:
        cells[c.TIME] = moment.isoformat("seconds")
    return day, moment


def parsed(parse, cells, column):
    try:
        return parse(cells[column])
    except NotADate as error:
        raise RefusedRow("bad_day", {"column": column, "shape": shape_of(cells[column])}) from error

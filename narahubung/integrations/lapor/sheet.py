"""Reads the official export out of XLSX or CSV: its header wherever it stands, each cell as text.

A file that would need more room than it is worth is refused before it is unpacked.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import islice

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from narahubung.integrations.lapor.columns import FINAL, ID, TEXT, header_of, plain

MAX_BYTES = 25 * 1024 * 1024
MAX_UNPACKED = 512 * 1024 * 1024
MAX_ROWS = 200_000
HEADER_WITHIN = 100
# A spreadsheet cell holds 32,767 characters; one is left for the mark that defuses a formula.
MAX_CELL = 32_766

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
DEFUSED = re.compile(r"'[=+\-@\t\r]")
# A cell in column 105 or beyond, or in row 210,000 or beyond: the reader would make room for all between.
FAR_CELL = re.compile(
    rb"""\br\s*=\s*["'](?:[A-Z]{3,}\d|[D-Z][A-Z]\d|[A-Z]+(?:[3-9]\d{5}|2[1-9]\d{4}|\d{7,})["'])"""
)


class UnreadableFile(Exception):
    """The file as a whole cannot be read; the message is one sentence for the person who brought it."""


@dataclass
class Sheet:
    """The known columns, the headings of those we do not know, and the filled rows by their number."""

    columns: dict[str, int]
    ignored: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)

    def cells(self) -> Iterator[tuple[int, dict[str, str]]]:
        for number, row in self.rows:
            yield number, {c: row[at] if at < len(row) else "" for c, at in self.columns.items()}


def read(data: bytes) -> Sheet:
    if not data.strip():
        raise UnreadableFile(_("The file is empty."))
    if len(data) > MAX_BYTES:
        raise UnreadableFile(_("The file is larger than 25 MB. Export a shorter period."))
    if data.startswith(b"PK"):
        return sheet_of(tables_of_workbook(data))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(sentence_on_old_format(data))
    return sheet_of(tables_of_csv(data))


def sentence_on_old_format(data):
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _("The file is protected with a password. Save it without one and try again.")
    return _("This is a file of an old Excel. Save it as XLSX or CSV and try again.")


def sheet_of(tables) -> Sheet:
    """Return the first table that has a header, with everything under it."""
    for table in tables:
        rows = iter(table)
        for _number, row in islice(rows, HEADER_WITHIN):
            if columns := header_of(row):
                return filled(columns, row, rows)
    raise UnreadableFile(
        _("No row with the heading “Tracking ID” was found. Is this the export of SP4N-LAPOR!?")
    )


def filled(columns, header, rows):
    if TEXT not in columns and FINAL not in columns:
        raise UnreadableFile(
            _("The column “%(column)s” is missing, so there is nothing to read.") % {"column": TEXT}
        )
    known = set(columns.values())
    ignored = [cell[:60] for at, cell in enumerate(header) if cell and at not in known]
    sheet = Sheet(columns, ignored)
    place = columns[ID]
    for number, row in rows:
        again = place < len(row) and plain(row[place][:20]) == plain(ID)
        if any(row) and not again:
            sheet.rows.append((number, row))
        if len(sheet.rows) > MAX_ROWS:
            raise UnreadableFile(_("There are more than 200,000 rows. Export a shorter period."))
    return sheet


def tables_of_workbook(data):
    refuse_what_unpacks_too_far(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            first = sheet.start[0] + 1 if sheet.start else 1
            rows = sheet.to_python(skip_empty_area=True)
            yield ((n, [text_of(cell) for cell in row]) for n, row in enumerate(rows, start=first))
    except (CalamineError, ValueError) as error:
        raise UnreadableFile(not_a_spreadsheet()) from error


def refuse_what_unpacks_too_far(data):
    room = MAX_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                with archive.open(entry) as part:
                    room -= unpacked_size(part, room, entry.filename.startswith("xl/worksheets/"))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise UnreadableFile(not_a_spreadsheet()) from error


def unpacked_size(part, room, is_sheet):
    """Unpack in pieces, never keeping more than one: the sizes that an archive states can lie."""
    size, tail = 0, b""
    while piece := part.read(1 << 20):
        size += len(piece)
        if size > room:
            raise UnreadableFile(_("The file unpacks to more than 512 MB and is not read."))
        if is_sheet and FAR_CELL.search(tail + piece):
            raise UnreadableFile(_("The sheet reaches too far down or to the right to be read."))
        tail = piece[-32:]
    return size


def tables_of_csv(data):
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    elif b"\x00" in data:
        raise UnreadableFile(not_a_spreadsheet())
    else:
        text = decoded(data)
    for delimiter in delimiters(text):
        yield table_of_csv(text, delimiter)


def table_of_csv(text, delimiter):
    with any_field_size():
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            return [(n, [text_of(cell) for cell in row]) for n, row in enumerate(rows, start=1)]
        except csv.Error as error:
            raise UnreadableFile(not_a_spreadsheet()) from error


def decoded(data):
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def delimiters(text):
    """Return the separators, first the one that stands most often beside the first heading."""
    around = [line for line in text[:20_000].splitlines() if "trackingid" in plain(line)]
    return sorted(",;\t", key="".join(around[:1]).count, reverse=True)


@contextmanager
def any_field_size():
    """Let a cell of any length come in: the row is refused later, with its number."""
    before = csv.field_size_limit(MAX_BYTES)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def not_a_spreadsheet():
    return _("This is not a spreadsheet that we can read. Save it as XLSX or CSV and try again.")


def text_of(cell) -> str:
    """Return a cell as the text that a person would read in it."""
    if cell == "":
        return ""
    text = cell if isinstance(cell, str) else written(cell)
    if not text.isprintable():
        text = UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.strip()
    return text[1:] if DEFUSED.match(text) else text


def written(cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds") if cell.time() != time() else str(cell.date())
    if isinstance(cell, time):
        return cell.isoformat("seconds")
    if isinstance(cell, timedelta):
        return str(cell.total_seconds() / 86_400)
    return str(cell)


def defused(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; reading it gives the same text again."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text

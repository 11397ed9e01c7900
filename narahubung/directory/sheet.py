"""Reads a table out of a spreadsheet file: XLSX, XLS, ODS or CSV, with its header wherever it stands."""

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

MAX_BYTES = 2 * 1024 * 1024
MAX_UNPACKED = 50 * 1024 * 1024
MAX_ROWS = 5_000
HEADER_WITHIN = 40
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class SheetError(Exception):
    """The file as a whole cannot be read; the message is for the person who brought it."""


@dataclass(frozen=True)
class Line:
    """One filled row: its number as the spreadsheet shows it, its cells by the name of the field."""

    number: int
    cells: dict[str, str]


def read(data: bytes, headings: dict[str, str], needed: set[str]) -> list[Line]:
    """Return the rows under the first row that names the needed columns."""
    if len(data) > MAX_BYTES:
        raise SheetError(_("The file is larger than 2 MB. Split it into smaller files."))
    for table in tables_of(data):
        for top, row in enumerate(table[:HEADER_WITHIN]):
            columns = columns_of(row, headings)
            if needed <= set(columns):
                return lines_of(table, top, columns)
    names = ", ".join(headings[field] for field in headings if field in needed)
    raise SheetError(
        _("No row with the headings %(names)s was found. Use the empty sheet offered here.")
        % {"names": names}
    )


def columns_of(row, headings):
    fields = {plain(heading): field for field, heading in headings.items()}
    found = [(fields.get(plain(cell)), index) for index, cell in enumerate(row)]
    return {field: index for field, index in reversed(found) if field}


def plain(text):
    return re.sub(r"[^a-z]", "", text.casefold())


def lines_of(table, top, columns):
    lines = []
    for number, row in enumerate(table[top + 1 :], start=top + 2):
        cells = {f: row[index] if index < len(row) else "" for f, index in columns.items()}
        if any(cells.values()):
            lines.append(Line(number, cells))
    if not lines:
        raise SheetError(_("There is no row under the headings."))
    if len(lines) > MAX_ROWS:
        raise SheetError(_("There are more than 5,000 rows. Split the file into smaller ones."))
    return lines


def tables_of(data):
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return tables_of_workbook(data)
    return [table_of_csv(data)]


def tables_of_workbook(data):
    try:
        if data.startswith(b"PK") and unpacked_size(data) > MAX_UNPACKED:
            raise SheetError(_("The file unpacks to more than 50 MB and is not read."))
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        return [
            [[text_of(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            for sheet in sheets
            if sheet.total_height * sheet.total_width <= 1_000_000
        ]
    except (CalamineError, zipfile.BadZipFile) as error:
        raise SheetError(not_a_spreadsheet()) from error


def unpacked_size(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def table_of_csv(data):
    if b"\x00" in data:
        raise SheetError(not_a_spreadsheet())
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    first = text[:4_000]
    delimiter = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [[text_of(cell) for cell in row] for row in reader]
    except csv.Error as error:
        raise SheetError(
            _("Line %(number)s of the file cannot be read: a cell is far too long.")
            % {"number": reader.line_num}
        ) from error


def not_a_spreadsheet():
    return _("This is not a spreadsheet that we can read. Save it as XLSX or CSV and try again.")


def text_of(cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return CONTROL.sub("", str(cell)).strip()

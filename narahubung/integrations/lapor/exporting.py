"""Writes the format of the official export: the same 26 columns, the header in row 5, formulas defused.

A name is written for those who may see it. Whoever reads the file in again changes nothing by it.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import xlsxwriter
from django.utils import timezone

from narahubung.complaints.identity import Identity
from narahubung.complaints.models import Complaint
from narahubung.directory.lookups import scope_ids
from narahubung.integrations.lapor import columns as c
from narahubung.integrations.lapor.dates import written_day
from narahubung.integrations.lapor.files import standing_of
from narahubung.integrations.lapor.mapping import status_of
from narahubung.integrations.lapor.models import LaporRecord
from narahubung.integrations.lapor.sheet import defused

CHUNK = 1_000
HEADING = 5


def chosen(actor, agency=None, first_day=None, last_day=None):
    """Return the reports of SP4N-LAPOR! that the actor may see, below an agency, received between two days."""
    records = LaporRecord.objects.visible_to(actor).order_by("pk")
    if agency is not None:
        records = records.filter(complaint__agency__in=scope_ids(agency))
    if first_day:
        records = records.filter(complaint__received_on__gte=first_day)
    if last_day:
        records = records.filter(complaint__received_on__lte=last_day)
    return records.select_related("complaint")


def rows(records, actor) -> Iterator[list[str]]:
    """Yield the rows of the export, some thousand files at a time."""
    last = 0
    while page := list(records.filter(pk__gt=last)[:CHUNK]):
        files = [record.complaint_id for record in page]
        sealed = Identity.objects.visible_to(actor).filter(complaint__in=files)
        names = {i.complaint_id: i.person().name for i in sealed.select_related("complaint")}
        for record in page:
            yield row_of(record, names.get(record.complaint_id, ""))
        last = page[-1].pk


def row_of(record: LaporRecord, name: str) -> list[str]:
    file, cells = record.complaint, dict(record.columns)
    cells |= {c.ID: record.tracking_id, c.NAME: name or cells.get(c.NAME, "")}
    cells[c.TEXT] = file.text if c.TEXT not in cells else ""
    if file.hides_person():
        cells[c.TITLE] = file.title
    if c.FINAL not in cells or file.text_final:
        cells[c.FINAL] = file.text_final or file.text
    now, was = standing_of(file), record.applied
    if now != was:
        cells |= gone_on(file, {field for field in now if now[field] != was[field]})
    return [cells.get(column, "") for column in c.COLUMNS]


def gone_on(file: Complaint, fields: set[str]) -> dict[str, str]:
    """Return the columns that tell what this house has done with the file since it came."""
    cells = {}
    if fields & {"stage", "outcome"}:
        cells[c.STATUS] = status_of(file.stage, file.outcome)
    if "agency" in fields:
        cells |= {c.AGENCY: file.agency.name, c.AGENCY_ID: file.agency.lapor_id}
    if "category" in fields and file.category:
        cells[c.CATEGORY] = file.category.name_id
    if "classification" in fields and file.classification:
        cells[c.CLASS] = file.classification.name_id
    if "title" in fields:
        cells[c.TITLE] = file.title
    return cells


def preamble(place: str) -> list[list[str]]:
    now = timezone.localtime()
    return [
        ["Rekap Laporan SP4N-LAPOR!"],
        ["Instansi", place],
        ["Dicetak pada", f"{written_day(now.date())} {now:%H:%M}"],
        [],
        list(c.COLUMNS),
    ]


def write_xlsx(target: BinaryIO, table: Iterator[list[str]], place: str) -> int:
    """Write row by row without keeping the table; every cell is text and stays text."""
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, {"constant_memory": True, **plain})
    sheet = book.add_worksheet("Laporan")
    number = -1
    for number, row in enumerate(chain(preamble(place), table)):
        write_row(sheet, number, row)
    book.close()
    return number + 1 - HEADING


def write_row(sheet, number, row):
    for place, text in enumerate(row):
        if text:
            sheet.write_string(number, place, defused(text))


def csv_lines(table: Iterator[list[str]], place: str) -> Iterator[str]:
    return csv_table(chain(preamble(place), table))


def csv_table(table: Iterable[list[str]]) -> Iterator[str]:
    """Yield the lines of a CSV that Excel opens with its letters right."""
    yield "\ufeff"
    for row in table:
        line = io.StringIO()
        csv.writer(line).writerow([defused(text) for text in row])
        yield line.getvalue()


def write_csv(target: BinaryIO, table: Iterator[list[str]], place: str) -> int:
    count = -1 - HEADING
    for line in csv_lines(table, place):
        target.write(line.encode())
        count += 1
    return count


def write_file(path: Path, table: Iterator[list[str]], place: str) -> int:
    """Write XLSX for a name that ends so, CSV for any other; return the number of reports."""
    with path.open("wb") as target:
        write = write_xlsx if path.suffix.lower() == ".xlsx" else write_csv
        return write(target, table, place)


def place_of(agency) -> str:
    return agency.name if agency else "Seluruh Instansi"

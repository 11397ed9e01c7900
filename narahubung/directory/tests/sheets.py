"""Spreadsheets made by hand."""

import io

import xlsxwriter

from narahubung.directory.agency_sheet import HEADINGS


def csv_of(*rows, headings=None):
    names = headings or ["slug", "name", "kind", "parent", "region", "services"]
    lines = [";".join(HEADINGS[name] for name in names), *[";".join(row) for row in rows]]
    return "\n".join(lines).encode()


def xlsx_of(*rows, preamble=()):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([*preamble, HEADINGS.values(), *rows]):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def row(**cells):
    return [cells.get(name, "") for name in HEADINGS]

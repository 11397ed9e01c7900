"""Lists as spreadsheets, made row by row, with nothing in them that a sheet would run."""

import csv
import tempfile

import xlsxwriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPENS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def defused(value) -> str:
    """Return words that a spreadsheet shows instead of running them."""
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(OPENS_A_FORMULA) else text


class Echo:
    """A file that gives back what is written to it, so that a row can be sent as soon as it is made."""

    def write(self, value):
        return value


def as_csv(header, lines):
    writer = csv.writer(Echo(), delimiter=";")
    # The mark at the beginning tells Excel that the file is UTF-8.
    yield "\ufeff" + writer.writerow(header)
    for row in lines:
        yield writer.writerow(row)


def as_xlsx(title, header, lines, wide=()):
    """Return an open temporary file; rows go to the disk as they come, not into memory."""
    file = tempfile.TemporaryFile()  # noqa: SIM115
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(title[:31])
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(header):
        sheet.set_column(column, column, 40 if column in wide else 18)
        sheet.write_string(0, column, name, bold)
    for n, row in enumerate(lines, start=1):
        for column, value in enumerate(row):
            write = sheet.write_number if isinstance(value, int | float) else sheet.write_string
            write(n, column, value)
    book.close()
    file.seek(0)
    return file

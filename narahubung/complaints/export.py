"""The work list as a spreadsheet: what the list shows and no more, and nothing that a sheet would run."""

import csv
import tempfile

import xlsxwriter
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from narahubung.clocks.calendars import Calendars
from narahubung.complaints.timeline import spoken_clock

CHUNK = 500
OPENS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def header() -> list[str]:
    return [
        _("Number"),
        _("Received on"),
        _("Title"),
        _("Stage"),
        _("Outcome"),
        _("Class"),
        _("Category"),
        _("Channel"),
        _("Agency"),
        _("Unit"),
        _("Place"),
        _("Next date"),
        _("Clock"),
    ]


def lines(files, today):
    """Yield one row a file. Who complained is left out altogether."""
    calendars, language = Calendars(), get_language() or "id"
    for file in files.for_list().iterator(chunk_size=CHUNK):
        yield [
            file.reference,
            file.received_on.isoformat(),
            defused(file.heading),
            str(file.stage_label),
            str(file.get_outcome_display()),
            defused(file.classification or ""),
            defused(file.category or ""),
            str(file.get_channel_display()),
            defused(file.agency),
            defused(file.unit or ""),
            defused(file.region or ""),
            file.next_due.isoformat() if file.next_due else "",
            defused(spoken_clock(file, today, calendars, language)[0]),
        ]


def defused(value) -> str:
    """Return words that a spreadsheet shows instead of running them."""
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(OPENS_A_FORMULA) else text


class Echo:
    """A file that gives back what is written to it, so that a row can be sent as soon as it is made."""

    def write(self, value):
        return value


def as_csv(files, today):
    writer = csv.writer(Echo(), delimiter=";")
    # The mark at the beginning tells Excel that the file is UTF-8.
    yield "\ufeff" + writer.writerow(header())
    for row in lines(files, today):
        yield writer.writerow(row)


def as_xlsx(files, today):
    """Return an open temporary file; rows go to the disk as they come, not into memory."""
    file = tempfile.TemporaryFile()  # noqa: SIM115
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("Complaints")[:31])
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(header()):
        sheet.set_column(column, column, 40 if column == 2 else 18)
        sheet.write_string(0, column, name, bold)
    for n, row in enumerate(lines(files, today), start=1):
        for column, value in enumerate(row):
            sheet.write_string(n, column, value)
    book.close()
    file.seek(0)
    return file


def file_name(extension) -> str:
    return f"{_('complaints')}-{timezone.localdate():%Y-%m-%d}.{extension}"

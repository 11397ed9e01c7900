"""The register as a spreadsheet: what the list shows and no more. Who reports is left out altogether."""

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from narahubung.cases import sheet
from narahubung.cases.sheet import defused
from narahubung.clocks.calendars import Calendars
from narahubung.reports.timeline import spoken_clock

CHUNK = 500


def header() -> list[str]:
    return [
        _("Register number"),
        _("Number"),
        _("Access"),
        _("Received on"),
        _("Registered on"),
        _("Title"),
        _("Reported party"),
        _("Substance"),
        _("Weight"),
        _("Stage"),
        _("Reason for closing"),
        _("Examiner"),
        _("Rules"),
        _("Next date"),
        _("Clock"),
    ]


def lines(files, today):
    calendars, language = Calendars(), get_language() or "id"
    for file in files.for_list().iterator(chunk_size=CHUNK):
        yield [
            defused(file.number),
            file.reference,
            defused(file.access),
            file.received_on.isoformat(),
            file.opened_on.isoformat() if file.opened_on else "",
            defused(file.heading),
            defused(file.reported_party),
            defused(file.substance or ""),
            str(file.get_weight_display()),
            str(file.stage_label),
            defused(file.closing_reason or ""),
            defused(file.examiner or ""),
            defused(file.rules or ""),
            file.next_due.isoformat() if file.next_due else "",
            defused(spoken_clock(file, today, calendars, language)[0]),
        ]


def as_xlsx(files, today):
    return sheet.as_xlsx(_("Reports"), header(), lines(files, today), wide=(5, 6))


def file_name() -> str:
    return f"{_('register')}-{timezone.localdate():%Y-%m-%d}.xlsx"

"""The work list as a spreadsheet: what the list shows and no more, and nothing that a sheet would run."""

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from narahubung.cases import sheet
from narahubung.cases.sheet import defused
from narahubung.clocks.calendars import Calendars
from narahubung.complaints.timeline import spoken_clock

CHUNK = 500


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


def as_csv(files, today):
    return sheet.as_csv(header(), lines(files, today))


def as_xlsx(files, today):
    return sheet.as_xlsx(_("Complaints"), header(), lines(files, today), wide=(2,))


def file_name(extension) -> str:
    return f"{_('complaints')}-{timezone.localdate():%Y-%m-%d}.{extension}"

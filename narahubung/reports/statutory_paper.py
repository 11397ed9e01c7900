"""The statutory figures on paper, and as a spreadsheet: the same tables as on the page."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from narahubung.accounts.models import Role
from narahubung.cases.sheet import defused
from narahubung.ui.dates import short_date


def data(figures, today) -> dict:
    """Return what the letter `statutory.typ` sets."""
    scope = figures.scope
    goes_on = scope.period.next_first > today
    office = [scope.office.name] if scope.office and not scope.office.national else []
    return {
        "language": (get_language() or "id")[:2],
        "lines": [_("Ombudsman of the Republic of Indonesia"), *office],
        "address": scope.office.seat if scope.office else "",
        "title": _("Report on the work of the Ombudsman"),
        "law": _("UU 37/2008 Pasal 42"),
        "rows": [
            (_("Ombudsman office"), scope.name),
            (_("Period"), str(scope.period)),
            (_("Days"), f"{short_date(scope.period.first)} – {short_date(scope.period.last)}"),
            (_("Counted on"), short_date(today)),
        ],
        "note": _("The period still goes on; the numbers are those of today.") if goes_on else "",
        "parts": [part_of(title, tables) for title, tables in figures.parts()],
        "nothing": _("None in this period."),
        "counted": _("How it is counted"),
        "method": _(
            "Each number is a number of files, and counts what was recorded within the period. "
            "A period that is over gives the same numbers for ever."
        ),
        "signed": signed(scope, today),
        "foot": f"{settings.SITE_NAME} · {scope.name} · {scope.period}",
    }


def signed(scope, today) -> list[str]:
    """Return place, day and office of whoever signs; the name is written by hand."""
    if scope.office and not scope.office.national:
        return [f"{scope.office.seat}, {short_date(today)}", str(Role.OFFICE_HEAD.label)]
    return [f"Jakarta, {short_date(today)}", _("Chair of the Ombudsman")]


def part_of(title, tables):
    return {
        "title": str(title),
        "tables": [
            {
                "title": str(table.title),
                "head": str(table.head),
                "columns": [str(column) for column in table.columns],
                "lines": [
                    [str(line.label), *(number(cell.value) for cell in line.cells)]
                    for line in table.lines
                ],
                "words": [[str(name), str(words)] for name, words in table.words],
            }
            for table in tables
        ],
    }


def number(value) -> str:
    """Write a number as it is written in the reader's language."""
    text = f"{value:,}"
    if (get_language() or "id").startswith("en"):
        return text
    return text.translate(str.maketrans(",.", ".,"))


def sheet_of(figures):
    """Return title, header and rows of the spreadsheet."""
    header = [
        _("Part"),
        _("Table"),
        _("Group"),
        _("What"),
        _("Number"),
        _("Figure"),
        _("How it is counted"),
    ]
    return _("Statutory figures"), header, sheet_rows(figures)


def sheet_rows(figures):
    for title, tables in figures.parts():
        for table in tables:
            for line in table.lines:
                for cell in line.cells:
                    yield [
                        str(title),
                        str(table.title),
                        defused(line.label),
                        cell.column,
                        cell.value,
                        cell.figure,
                        cell.words,
                    ]


def file_name(scope, kind) -> str:
    office = scope.office.code if scope.office else "ORI"
    return f"{_('figures')}-{office}-{scope.period.code}.{kind}"

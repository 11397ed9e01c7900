"""The evaluation on paper, as two institutions sign it, always in Indonesian; and its values as a spreadsheet."""

from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from narahubung.agreements.sides import Side
from narahubung.cases.sheet import as_xlsx, defused
from narahubung.documents import qr_svg, render
from narahubung.insight import sheet
from narahubung.insight.evaluation_page import said, turn_words
from narahubung.insight.sheet_paper import shown
from narahubung.ui.dates import long_date, short_date

STATE = "Ombudsman Republik Indonesia"


def paper(evaluation) -> bytes:
    """Return the PDF; before both have signed it says of itself that it is a draft."""
    with override("id"), timezone.override(evaluation.zone_info):
        address = settings.SITE_URL + evaluation.get_absolute_url()
        return render(
            "insight/evaluation", contents(evaluation), {"qr.svg": qr_svg(address).encode()}
        )


def contents(evaluation) -> dict:
    words, office = shown(evaluation), evaluation.office
    lines = sheet.read(words["lines"])
    return {
        "language": "id",
        "lines": [STATE] if office.national else [STATE, office.name],
        "address": " · ".join(filter(None, (office.seat, office.phone, office.email))),
        "title": _("Sheet of the yearly evaluation"),
        "subtitle": _("Collaboration in settling complaints, %(year)s") % {"year": words["year"]},
        "number": _("Number: %(number)s") % {"number": evaluation.reference},
        "draft": "" if evaluation.is_ended() else _("Draft, not yet signed by both sides"),
        "parties": parties(evaluation, words),
        "about": about(words),
        "values": values(lines, words["year"]),
        "definitions": definitions(lines),
        "remarks": remarks(words),
        "plan": plan(words),
        "closing": closing(),
        "signatures": [block(evaluation, side) for side in (Side.AGENCY, Side.OMBUDSMAN)],
        "note": foot(evaluation),
    }


def closing() -> str:
    return _(
        "Both sides have read these values with their definitions, have written their remarks, and carry out the"
        " action plan each for its part."
    )


def parties(evaluation, words) -> list[list[str]]:
    post = words["focal_point"]
    rows = [
        [_("First party"), words["agency"]],
        [_("Second party"), words["office"]],
    ]
    if post:
        day = short_date(date.fromisoformat(post["decree_date"]))
        decree = _("%(name)s, by decree %(number)s of %(day)s")
        said_of = decree % {"name": post["name"], "number": post["decree"], "day": day}
        rows.append([_("Focal point"), said_of])
    first, last = (date.fromisoformat(words[name]) for name in ("first_day", "last_day"))
    rows.append([_("Period"), f"{short_date(first)} – {short_date(last)}"])
    return rows


def about(words) -> str:
    return _(
        "The values are counted from the history of every file, by the definitions below, and set beside those of"
        " the same months of %(year)s."
    ) % {"year": words["year"] - 1}


def values(lines, year) -> dict:
    heads = [_("No."), _("Figure"), _("Measure"), str(year - 1), str(year), _("Turn")]
    return {
        "title": _("Values"),
        "heads": heads,
        "lines": [
            [
                str(n),
                line.name,
                line.unit,
                said(line.before),
                said(line.value),
                turn_words(line) or "–",
            ]
            for n, line in enumerate(lines, start=1)
        ],
    }


def definitions(lines) -> dict:
    return {
        "title": _("How it is counted"),
        "lines": [[f"{n}. {line.name}", line.definition] for n, line in enumerate(lines, start=1)],
    }


def remarks(words) -> dict:
    nothing = _("No remark has been written.")
    return {
        "title": _("Remarks"),
        "sides": [
            [words["agency"], words["agency_remarks"] or nothing],
            [words["office"], words["office_remarks"] or nothing],
        ],
    }


def plan(words) -> dict:
    sides = {Side.AGENCY.value: words["agency"], Side.OMBUDSMAN.value: words["office"]}
    return {
        "title": _("Action plan"),
        "heads": [_("No."), _("What is to be done"), _("Who does it"), _("Until when")],
        "nothing": _("No action was agreed."),
        "lines": [
            [
                str(n),
                item["text"],
                f"{sides[item['side']]}: {item['responsible']}",
                short_date(date.fromisoformat(item["due_on"])),
            ]
            for n, item in enumerate(words["plan"], start=1)
        ],
    }


def block(evaluation, side) -> dict:
    """Return where a side signs: its name, and who has signed with the day; else a line for a name."""
    signed = next((one for one in evaluation.signatures.all() if one.side == side), None)
    whom = evaluation.office if side == Side.OMBUDSMAN else evaluation.agency
    return {
        "for": str(whom),
        "name": signed.name if signed else "",
        "position": signed.position if signed else "",
        "day": _("Signed on %(day)s") % {"day": long_date(signed.at)} if signed else "",
    }


def foot(evaluation) -> str:
    if not evaluation.fingerprint:
        return _("Draft of %(reference)s.") % {"reference": evaluation.reference}
    said_of = _("%(reference)s. SHA-256 of what was signed: %(hash)s")
    return said_of % {"reference": evaluation.reference, "hash": evaluation.fingerprint}


def workbook(evaluation):
    """Return the values as an open spreadsheet; remarks and plan stand on the paper."""
    words = shown(evaluation)
    lines = sheet.read(words["lines"])
    year = words["year"]
    heads = [_("Code"), _("Figure"), _("Measure"), str(year - 1), str(year), _("Turn")]
    rows = (
        [
            line.code,
            defused(line.name),
            defused(line.unit),
            numeric(line.before),
            numeric(line.value),
            turn_words(line),
            defused(line.definition),
        ]
        for line in lines
    )
    return as_xlsx(evaluation.reference, [*heads, _("How it is counted")], rows, wide=(1, 6))


def numeric(value):
    return "" if value is None else float(value)


def file_name(evaluation, kind) -> str:
    return f"{evaluation.reference}-{evaluation.year}.{kind}"

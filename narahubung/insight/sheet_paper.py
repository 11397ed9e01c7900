"""What stands on the sheet of an evaluation, as plain words: what is shown, fixed, signed and printed are the same."""

from narahubung.agreements.periods import Period
from narahubung.directory.models import Agency
from narahubung.figures.monthly import monthly
from narahubung.insight import sheet


def tree(agency) -> frozenset[int]:
    below = Agency.objects.descendants(agency, include_self=True)
    return frozenset(below.values_list("pk", flat=True))


def span_of(evaluation) -> Period:
    return Period(evaluation.first_day, evaluation.last_day)


def counted(evaluation) -> list[sheet.Line]:
    """Return the values as the figures of today give them."""
    span, places = span_of(evaluation), tree(evaluation.agency)
    first = sheet.year_before(span).first
    rows = monthly(sheet.rule().codes(), places, first, span.last)
    return sheet.lines(evaluation.kind, span, rows, places)


def lines_of(evaluation) -> list[sheet.Line]:
    """Return the values that stand: those that were fixed, else those of today."""
    if evaluation.is_fixed():
        return sheet.read(evaluation.frozen["lines"])
    return counted(evaluation)


def document(evaluation) -> dict:
    """Return all that is signed, in the language of the moment."""
    return {
        "reference": evaluation.reference,
        "year": evaluation.year,
        "office": str(evaluation.office),
        "agency": str(evaluation.agency),
        "focal_point": focal_point_of(evaluation),
        "first_day": evaluation.first_day.isoformat(),
        "last_day": evaluation.last_day.isoformat(),
        "lines": sheet.kept(counted(evaluation)),
        "agency_remarks": evaluation.agency_remarks,
        "office_remarks": evaluation.office_remarks,
        "plan": [
            {
                "text": item.text,
                "side": item.side,
                "responsible": item.responsible,
                "due_on": item.due_on.isoformat(),
            }
            for item in evaluation.items.all()
        ],
    }


def focal_point_of(evaluation) -> dict:
    post = evaluation.focal_point
    if post is None:
        return {}
    return {
        "name": post.user.name,
        "decree": post.decree_number,
        "decree_date": post.decree_date.isoformat(),
    }


def shown(evaluation) -> dict:
    """Return what was fixed, else the sheet as it would be fixed now."""
    return evaluation.frozen if evaluation.is_fixed() else document(evaluation)


def recounted(evaluation) -> list[dict]:
    """Return each line that a count of today would give otherwise; of what is not fixed there is none."""
    if not evaluation.is_fixed():
        return []
    today = {line.code: line for line in counted(evaluation)}
    return [
        {"line": line, "now": today[line.code]}
        for line in lines_of(evaluation)
        if line.code in today and differs(line, today[line.code])
    ]


def differs(kept: sheet.Line, now: sheet.Line) -> bool:
    same = (kept.value, kept.before, kept.version) == (now.value, now.before, now.version)
    return not same

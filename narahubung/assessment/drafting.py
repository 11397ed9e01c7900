"""What the page of a draft shows: what is still wrong, each table with the way to change it, and who may freeze it."""

from decimal import Decimal

from narahubung.assessment.labels import TABLES_NAMED
from narahubung.assessment.page import instrument_page
from narahubung.assessment.scheme import build

FLAT = ("band", "scale", "respondent", "locus", "fact")


def draft_page(draft, actor) -> dict:
    found = draft.problems()
    return {
        "draft": draft,
        "problems": found,
        "parts": [dimension_row(row) for row in draft.said["dimension"]],
        "sum": added([row.get("weight") for row in draft.said["dimension"]]),
        "tables": [(name, TABLES_NAMED[name], len(draft.said.get(name, ()))) for name in FLAT],
        "may_write": draft.may_be_written_by(actor),
        "may_freeze": draft.may_be_frozen_by(actor),
        **({} if found else instrument_page(build(draft.said))),
    }


def dimension_row(row: dict) -> dict:
    variables = [
        {"code": v["code"], "name": v["name_id"], "count": len(v.get("indicator", ()))}
        for v in row.get("variable", ())
    ]
    return {
        "code": row["code"],
        "name": row["name_id"],
        "weight": row.get("weight"),
        "variables": variables,
    }


def added(weights) -> Decimal | None:
    """Return the sum of the weights, or nothing where all weigh the same."""
    written = [Decimal(weight) for weight in weights if weight]
    return sum(written) if written else None

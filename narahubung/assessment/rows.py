"""The tables of a draft by their address: which rows stand there, and what becomes of them when they were edited. Pure."""

from narahubung.assessment.shape import TABLES

NESTED = {"dimension": "variable", "variable": "indicator"}
SHAPES = {
    "dimension": "dimension",
    "variable": "dimension.variable",
    "indicator": "dimension.variable.indicator",
    **{name: name for name in ("band", "scale", "respondent", "locus", "fact")},
}


def owner_of(said: dict, table: str, code: str) -> dict | None:
    """Return what holds the rows: the instrument itself, a dimension, or a variable."""
    if table not in NESTED.values():
        return said if not code else None
    owners = said["dimension"]
    if table == "indicator":
        owners = [variable for dimension in owners for variable in dimension.get("variable", ())]
    return next((owner for owner in owners if owner["code"] == code), None)


def rows_of(said: dict, table: str, code: str) -> list[dict] | None:
    owner = owner_of(said, table, code)
    return None if owner is None else owner.get(table, [])


def with_rows(said: dict, table: str, code: str, edited: list[tuple[int | None, dict]]) -> dict:
    """Return the instrument with other rows in one table. Each says which row it was, and keeps what is below it."""
    before = rows_of(said, table, code)
    below = NESTED.get(table)
    rows = []
    for place, values in edited:
        kept = {} if place is None else before[place]
        nested = {below: kept.get(below, [])} if below else {}
        rows.append({**values, **nested})
    return replaced(said, table, code, rows)


def replaced(said: dict, table: str, code: str, rows: list[dict]) -> dict:
    if table == "variable":
        return {**said, "dimension": [changed(d, code, table, rows) for d in said["dimension"]]}
    if table == "indicator":
        dimensions = [
            {**d, "variable": [changed(v, code, table, rows) for v in d.get("variable", ())]}
            for d in said["dimension"]
        ]
        return {**said, "dimension": dimensions}
    if rows or not TABLES[""][table].endswith("?"):
        return {**said, table: rows}
    return {name: value for name, value in said.items() if name != table}


def changed(owner: dict, code: str, table: str, rows: list[dict]) -> dict:
    return {**owner, table: rows} if owner["code"] == code else owner

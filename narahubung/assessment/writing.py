"""An instrument as TOML, to be read, sent and loaded elsewhere: read again it is the same to the last sign."""

import json

from narahubung.assessment.reading import DECIMALS
from narahubung.assessment.shape import TABLES

DAYS = {"in_force_from", "in_force_until"}


def toml_of(said: dict) -> str:
    return "\n".join(lines(said)).strip() + "\n"


def lines(table: dict, path=""):
    """Yield what stands in a table, and then the tables below it."""
    below = {}
    for key in in_order(table, path):
        value = table[key]
        if is_table(value) or is_tables(value):
            below[key] = value
        else:
            yield f"{key} = {value_of(key, value)}"
    for key, value in below.items():
        name = f"{path}.{key}" if path else key
        rows = value if isinstance(value, list) else [value]
        head = f"[[{name}]]" if isinstance(value, list) else f"[{name}]"
        for row in rows:
            yield ""
            yield head
            yield from lines(row, name)


def in_order(table: dict, shape: str) -> list[str]:
    """Return the names as people write them; a database and the canonical form have orders of their own."""
    return [
        *(key for key in TABLES[shape] if key in table),
        *sorted(set(table) - set(TABLES[shape])),
    ]


def is_table(value) -> bool:
    return isinstance(value, dict)


def is_tables(value) -> bool:
    return isinstance(value, list) and bool(value) and all(map(is_table, value))


def value_of(key, value) -> str:
    if isinstance(value, list):
        return f"[{', '.join(value_of('', one) for one in value)}]"
    if isinstance(value, int) or key in DECIMALS | DAYS:
        return str(value)
    # A string of JSON is a string of TOML, but for this one sign.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

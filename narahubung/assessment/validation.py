"""What is wrong with an instrument, in sentences for whoever wrote it. Nothing that has a problem is ever frozen."""

from difflib import get_close_matches

from django.utils.translation import gettext as _

from narahubung.assessment.sense import sense
from narahubung.assessment.shape import BROKEN, CHOICES, OPTIONAL, TABLES, is_well


def problems(said: dict) -> list[str]:
    """Return each problem as one sentence with its place; none means that the instrument can be used."""
    found = list(of_table(said, "", ""))
    return [sentence(*one) for one in (found or sense(said))]


def sentence(place: str, words: str) -> str:
    return f"{place}: {words}" if place else words


def of_table(table: dict, shape: str, place: str):
    """Yield what has the wrong shape: unknown names, missing names, values that cannot be."""
    fields = TABLES[shape]
    for key in table:
        if key not in fields:
            yield place, unknown(key, fields)
    for key, kind in fields.items():
        if key not in table:
            if not kind.endswith(OPTIONAL):
                yield place, _("“%(name)s” is missing.") % {"name": key}
        else:
            yield from of_value(table[key], kind.removesuffix(OPTIONAL), key, shape, place)


def unknown(key, fields) -> str:
    near = get_close_matches(key, fields, n=1)
    if near:
        return _("“%(name)s” is not known. Did you mean “%(near)s”?") % {
            "name": key,
            "near": near[0],
        }
    return _("“%(name)s” is not known.") % {"name": key}


def of_value(value, kind, key, shape, place):
    name = f"{shape}.{key}".strip(".")
    if kind == "table":
        if isinstance(value, dict):
            yield from of_table(value, name, inside(place, key))
        else:
            yield place, _("“%(name)s” must be a table.") % {"name": key}
    elif kind == "tables":
        yield from of_tables(value, key, name, place)
    elif not is_well(value, kind):
        words = {"name": key, "value": value, "choices": ", ".join(CHOICES.get(kind, ()))}
        yield place, BROKEN.get(kind, BROKEN["choice"]) % words


def of_tables(value, key, name, place):
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        yield place, _("“%(name)s” must be a list of tables.") % {"name": key}
        return
    if not value:
        yield place, _("“%(name)s” is empty.") % {"name": key}
    for n, row in enumerate(value, start=1):
        called = row.get("code", row.get("about", n))
        yield from of_table(row, name, inside(place, f"{key} {called}"))


def inside(place: str, name: str) -> str:
    return f"{place} › {name}" if place else name

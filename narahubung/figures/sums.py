"""Rows by the thousand: added to the sums, or kept as marks, by statements that both engines know."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import islice

from django.db import connection

from narahubung.figures.cells import Cell
from narahubung.figures.models import Mark, Sum

AT_ONCE = 500
SUM, MARK = Sum._meta.db_table, Mark._meta.db_table
CELL = ", ".join(f'"{name}"' for name in Cell._fields)
MARKED = "counted_id, figure, day, until, value, agency, unit, office, walled, shared"


def add(change: Counter) -> None:
    """Add to each sum what it changes by; where there is none yet, it begins with that."""
    changed = sorted((cell, n) for cell, n in change.items() if n)
    then = f"ON CONFLICT ({CELL}) DO UPDATE SET n = {SUM}.n + excluded.n"
    insert(f"{SUM} ({CELL}, n)", ((*cell, n) for cell, n in changed), then)


def mark(rows: Iterable[tuple]) -> None:
    """Keep marks as rows of their values; through the models this took most of the time of a count."""
    insert(f"{MARK} ({MARKED})", rows)


def insert(into: str, rows: Iterable[tuple], then: str = "") -> None:
    rows = iter(rows)
    while batch := list(islice(rows, AT_ONCE)):
        places = "(" + ", ".join(["%s"] * len(batch[0])) + ")"
        values = ", ".join([places] * len(batch))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {into} VALUES {values} {then}",
                [plain(value) for row in batch for value in row],
            )


def plain(value):
    return value.isoformat() if value.__class__ is date else value


def forget_zeros() -> int:
    """Delete the sums to which nothing is left."""
    return Sum.objects.filter(n=0).delete()[0]

"""Adding to the sums: many at a time, by one statement that both engines know."""

from collections import Counter
from itertools import islice

from django.db import connection

from narahubung.figures.cells import Cell
from narahubung.figures.models import Sum

AT_ONCE = 500
NAMES = [
    "agency_id" if name == "agency" else connection.ops.quote_name(name) for name in Cell._fields
]
TABLE = Sum._meta.db_table


def add(change: Counter) -> None:
    """Add to each sum what it changes by; where there is none yet, it begins with that."""
    rows = iter(sorted((cell, n) for cell, n in change.items() if n))
    while batch := list(islice(rows, AT_ONCE)):
        marks = "(" + ", ".join(["%s"] * (len(NAMES) + 1)) + ")"
        sql = (
            f"INSERT INTO {TABLE} ({', '.join(NAMES)}, n) VALUES {', '.join([marks] * len(batch))}"
            f" ON CONFLICT ({', '.join(NAMES)}) DO UPDATE SET n = {TABLE}.n + excluded.n"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [value for cell, n in batch for value in (*plain(cell), n)])


def plain(cell: Cell) -> tuple:
    day = connection.ops.adapt_datefield_value(cell.day)
    return (*cell[:2], day, *cell[3:])


def forget_zeros() -> int:
    """Delete the sums to which nothing is left."""
    return Sum.objects.filter(n=0).delete()[0]

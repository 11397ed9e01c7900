"""Rows by the hundred thousand, straight into the tables: through COPY, or one prepared statement."""

import json
from datetime import date, datetime

from django.db import connection
from django.db.models import NOT_PROVIDED, Max


class Table:
    """Collects rows of a model; what a row does not say is the model's own default."""

    def __init__(self, model):
        self.model, self.rows = model, []
        self.fields = list(model._meta.concrete_fields)
        self.last = model.objects.aggregate(last=Max("pk"))["last"] or 0

    def add(self, **values) -> int:
        """Keep a row under the next key, and return that key."""
        self.last += 1
        values["id"] = self.last
        row = tuple(
            plain(values[f.attname]) if f.attname in values else default(f) for f in self.fields
        )
        self.rows.append(row)
        return self.last

    def write(self):
        columns = ", ".join(connection.ops.quote_name(f.column) for f in self.fields)
        name = self.model._meta.db_table
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {name} ({columns}) FROM STDIN") as copy:
                    for row in self.rows:
                        copy.write_row(row)
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), {self.last})"
                )
            else:
                marks = ", ".join(["%s"] * len(self.fields))
                sql = f"INSERT INTO {name} ({columns}) VALUES ({marks})"
                cursor.executemany(sql, self.rows)
        self.rows.clear()


def default(field):
    value = field.default
    if value is NOT_PROVIDED:
        return None if field.null else ""
    return plain(value() if callable(value) else value)


def plain(value):
    """Return a value as both engines read it."""
    if isinstance(value, datetime):
        zone = "+00" if connection.vendor == "postgresql" else ""
        return f"{value:%Y-%m-%d %H:%M:%S.%f}{zone}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return json.dumps(value)
    return str(value) if isinstance(value, str) else value

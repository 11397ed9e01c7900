"""Rows by the hundred thousand, straight into the tables: through COPY, or one prepared statement."""

from datetime import date, datetime

from django.db import connection
from django.db.models import NOT_PROVIDED, Max

AS_THEY_ARE = {str, int, bool, bytes, type(None)}


class Table:
    """Collects rows of a model; what a row does not say is the model's own default, drawn once."""

    def __init__(self, model):
        fields = list(model._meta.concrete_fields)
        self.name = model._meta.db_table
        self.columns = [field.column for field in fields]
        self.places = {field.attname: n for n, field in enumerate(fields)}
        self.zone = "+00" if connection.vendor == "postgresql" else ""
        self.defaults = [self.plain(default(field)) for field in fields]
        self.last = model.objects.aggregate(last=Max("pk"))["last"] or 0
        self.rows = []

    def add(self, **values) -> int:
        """Keep a row under the next key, and return that key."""
        self.last += 1
        row = self.defaults.copy()
        row[self.places["id"]] = self.last
        for name, value in values.items():
            plain = value.__class__ in AS_THEY_ARE
            row[self.places[name]] = value if plain else self.plain(value)
        self.rows.append(row)
        return self.last

    def plain(self, value):
        """Return a value as both engines read it."""
        if isinstance(value, datetime):
            return value.strftime("%Y-%m-%d %H:%M:%S.%f") + self.zone
        return value.isoformat() if isinstance(value, date) else value

    def write(self):
        if not self.rows:
            return
        columns = ", ".join(map(connection.ops.quote_name, self.columns))
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {self.name} ({columns}) FROM STDIN") as copy:
                    for row in self.rows:
                        copy.write_row(row)
                sequence = f"pg_get_serial_sequence('{self.name}', 'id')"
                cursor.execute(f"SELECT setval({sequence}, {self.last})")
            else:
                marks = ", ".join(["%s"] * len(self.columns))
                cursor.executemany(
                    f"INSERT INTO {self.name} ({columns}) VALUES ({marks})", self.rows
                )
        self.rows.clear()


def default(field):
    value = field.default
    if value is NOT_PROVIDED:
        return None if field.null else ""
    return value() if callable(value) else value

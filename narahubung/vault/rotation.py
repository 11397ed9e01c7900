"""Wrapping every data key under a new master key; what the data keys sealed is not touched.

Whoever has a column of wrapped data keys says so here, beside the model. Rotation reads this list
and knows no table by name.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from narahubung.vault import keys
from narahubung.vault.envelope import is_under_newest, master_number, rewrap

BATCH = 500
# Who began to seal before the new key was there is done by then.
HANDING_OVER = timedelta(minutes=2)


@dataclass(frozen=True)
class Column:
    """A column of wrapped data keys, and how to tell what each of them belongs to."""

    model: type
    name: str
    context: Callable
    related: tuple[str, ...] = ()

    @property
    def label(self):
        return f"{self.model._meta.label}.{self.name}"

    def rows(self):
        """Return the rows that have a key; a destroyed one is an empty column."""
        return self.model._base_manager.exclude(**{self.name: b""})

    def wrapped(self) -> Iterator[bytes]:
        for (key,) in self.rows().values_list(self.name).iterator(chunk_size=2_000):
            yield bytes(key)

    def batches(self):
        """Yield all rows, some hundred at a time, in the order of their keys."""
        needed = self.rows().order_by("pk")
        # Without a name it would follow every relation.
        needed = needed.select_related(*self.related) if self.related else needed
        last = None
        while True:
            batch = list((needed if last is None else needed.filter(pk__gt=last))[:BATCH])
            if not batch:
                return
            yield batch
            last = batch[-1].pk

    def rewrap(self, row) -> bool:
        """Wrap one key anew. One that was destroyed or changed in between is left as it is."""
        before = bytes(getattr(row, self.name))
        if is_under_newest(before):
            return False
        here = self.model._base_manager.filter(pk=row.pk, **{self.name: before})
        return bool(here.update(**{self.name: rewrap(before, self.context(row))}))


COLUMNS: dict[tuple[type, str], Column] = {}


def covers(model, name: str, context: Callable, *related: str):
    """Let rotation reach the data keys in this column. `context` takes a row and returns its bytes."""
    COLUMNS[model, name] = Column(model, name, context, related)


def columns() -> list[Column]:
    return sorted(COLUMNS.values(), key=lambda column: column.label)


def uses() -> Counter:
    """Count under which master key how many data keys lie."""
    return Counter(master_number(key) for column in columns() for key in column.wrapped())


def begin() -> tuple[int, bool]:
    """Return the master key to rotate to, and whether it is new.

    A rotation that was cut short is gone on with: its key is there, and not yet everywhere.
    """
    used, (newest, _key) = uses(), keys.newest_master()
    if any(number != newest for number in used):
        return newest, False
    return keys.new_master()[0], True


def rotate() -> Iterator[tuple[Column, int, int]]:
    """Wrap every data key under the newest master; yield each column with keys read and wrapped so far."""
    for column in columns():
        read = wrapped = 0
        for batch in column.batches():
            read += len(batch)
            wrapped += sum(column.rewrap(row) for row in batch)
            yield column, read, wrapped


def idle_masters() -> list[int]:
    """Return the old master keys that no data key needs any more."""
    newest, _key = keys.newest_master()
    used = uses()
    return [number for number in keys.masters() if number != newest and number not in used]


def retire() -> list[int]:
    """Delete the old master keys that nothing needs; none while the newest key is minutes old."""
    if keys.age_of_newest() < HANDING_OVER.total_seconds():
        return []
    gone = idle_masters()
    for number in gone:
        keys.delete_master(number)
    return gone


def seconds_to_wait() -> int:
    return max(0, int(HANDING_OVER.total_seconds() - keys.age_of_newest()) + 1)

"""Pages of a list by key instead of by number: the tenth thousand costs what the first costs."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core import signing
from django.db.models import F, Q

SALT = "complaints.listing"
SIZE = 25
FORWARD, BACK = "f", "b"


@dataclass(frozen=True)
class Key:
    """One field of the order. A row without a value comes last, whichever way one reads.

    `least` is named where a value can be missing: the least that a value can be.
    """

    field: str
    descending: bool = False
    least: date | None = None

    def order(self, back: bool):
        field = F(self.field)
        return field.desc() if self.descending != back else field.asc()

    def parts(self, rows, values, back: bool) -> list:
        """Return those with a value and those without, apart: only so does an index give them in order."""
        if not values:
            start = {} if self.least is None else {f"{self.field}__gte": self.least}
            parts = [rows.filter(**start)]
        elif values[0] is None:
            parts = [rows.filter(**{f"{self.field}__gte": self.least})] if back else []
        else:
            way = "gte" if self.descending == back else "lte"
            parts = [rows.filter(**{f"{self.field}__{way}": values[0]})]
        has_rest = self.least is not None and not (back and values and values[0] is not None)
        rest = [rows.filter(**{f"{self.field}__isnull": True})] if has_rest else []
        return rest + parts if back else parts + rest

    def beyond(self, value, back: bool) -> Q:
        """Return what stands strictly after a value, or before it when reading back."""
        missing = Q(**{f"{self.field}__isnull": True})
        if value is None:
            return ~missing if back else Q(pk__in=[])
        further = Q(**{f"{self.field}__{'lt' if self.descending != back else 'gt'}": value})
        return further if back else further | missing

    def at(self, value) -> Q:
        name = f"{self.field}__isnull" if value is None else self.field
        return Q(**{name: True if value is None else value})


@dataclass(frozen=True)
class Page:
    rows: list
    previous: str = ""
    next: str = ""


@dataclass(frozen=True)
class Keyset:
    """An order whose last key tells every two rows apart."""

    keys: tuple[Key, ...]

    def page(self, rows, cursor: str = "", size: int = SIZE, dress=lambda rows: rows) -> Page:
        """Return the rows after the cursor with the cursors of both neighbours; a bad one is the first page.

        Only the keys are sorted. `dress` adds what is shown, to the rows of the page alone.
        """
        way, values = self.read(cursor)
        back = way == BACK
        if values:
            rows = rows.filter(self.after(values, back))
        parts = self.keys[0].parts(rows, values, back)
        found = self.first_of(parts, back, size + 1, dress)
        more, found = len(found) > size, found[:size]
        if back:
            found.reverse()
        if not found:
            return Page([])
        return Page(
            found,
            previous=self.write(BACK, found[0]) if (more if back else values) else "",
            next=self.write(FORWARD, found[-1]) if (back or more) else "",
        )

    def first_of(self, parts, back: bool, number: int, dress) -> list:
        order, found = [key.order(back) for key in self.keys], []
        for part in parts:
            if len(found) < number:
                chosen = part.order_by(*order).values("pk")[: number - len(found)]
                found += dress(part.model.objects.filter(pk__in=chosen)).order_by(*order)
        return found

    def after(self, values, back: bool) -> Q:
        condition, equal = Q(pk__in=[]), Q()
        for key, value in zip(self.keys, values, strict=True):
            condition |= equal & key.beyond(value, back)
            equal &= key.at(value)
        return condition

    def write(self, way: str, row) -> str:
        return signing.dumps([way, *(plain(getattr(row, k.field)) for k in self.keys)], salt=SALT)

    def read(self, cursor: str) -> tuple[str, tuple]:
        """Return the way and the values of a cursor that we wrote for this order, or no values."""
        try:
            way, *values = signing.loads(cursor, salt=SALT)
            values = tuple(valued(value) for value in values)
        except (signing.BadSignature, ValueError, TypeError):
            return FORWARD, ()
        return (way, values) if len(values) == len(self.keys) else (FORWARD, ())


def plain(value):
    return {"day": value.isoformat()} if isinstance(value, date) else value


def valued(value):
    if not isinstance(value, dict):
        return value
    day = value["day"]
    return datetime.fromisoformat(day) if "T" in day else date.fromisoformat(day)


BY_DUE = Keyset((Key("next_due", least=date.min), Key("pk")))
NEWEST = Keyset((Key("received_on", descending=True), Key("pk", descending=True)))

"""Pages of a list by key instead of by number: the tenth thousand costs what the first costs."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core import signing
from django.db.models import F, Q

SALT = "cases.listing"
SIZE = 25
FORWARD, BACK = "f", "b"


@dataclass(frozen=True)
class Key:
    """One field of the order. A row without a value comes last, whichever way one reads.

    Only where a value can be missing is that said to the engine: said needlessly, it hides the index.
    """

    field: str
    descending: bool = False
    may_be_missing: bool = False

    def order(self, back: bool):
        field, place = F(self.field), {}
        if self.may_be_missing:
            place = {"nulls_first": True} if back else {"nulls_last": True}
        return field.desc(**place) if self.descending != back else field.asc(**place)

    def bound(self, value, back: bool) -> Q:
        """Return where an index may begin to read; the rest of the condition says it exactly."""
        if value is None or self.may_be_missing:
            return Q()
        return Q(**{f"{self.field}__{'gte' if self.descending == back else 'lte'}": value})

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
            rows = rows.filter(self.after(values, back), self.keys[0].bound(values[0], back))
        order = [key.order(back) for key in self.keys]
        chosen = rows.order_by(*order).values("pk")[: size + 1]
        found = list(dress(rows.model.objects.filter(pk__in=chosen)).order_by(*order))
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


BY_DUE = Keyset((Key("next_due", may_be_missing=True), Key("pk")))
NEWEST = Keyset((Key("received_on", descending=True), Key("pk", descending=True)))

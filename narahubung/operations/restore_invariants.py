"""What must be true of every database of ours, beyond what the ledger proves. Each is one sentence when it is not."""

from collections.abc import Iterator
from datetime import date

from django.db import connection
from django.db.models import Count, DateField, F, Min, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from narahubung.complaints.models import Complaint, Deadline, Event
from narahubung.journal import guards
from narahubung.notify.kinds import KINDS
from narahubung.notify.models import Message
from narahubung.operations.backup import Reference, file_fields

CHUNK = 2_000
NO_DAY = Value(date.min, DateField())


def faults(known=frozenset()) -> Iterator[str]:
    """Yield what is wrong; `known` names files that were already missing when the backup was made."""
    yield from guards_missing()
    yield from files_without_beginning()
    yield from promises_that_do_not_fit()
    yield from told_twice()
    yield from files_lost(known)


def guards_missing() -> Iterator[str]:
    for name in guards.missing(connection):
        yield f"the guard {name} of the ledger is missing"


def files_without_beginning() -> Iterator[str]:
    begun = Event.objects.filter(seq=1).values("complaint")
    for reference in Complaint.objects.exclude(pk__in=begun).values_list("reference", flat=True):
        yield f"{reference}: its first event is missing"


def promises_that_do_not_fit() -> Iterator[str]:
    """The day by which a list sorts is the first of the promises that run."""
    running = Deadline.objects.running().filter(complaint=OuterRef("pk"), binds="agency")
    first = running.order_by().values("complaint").annotate(day=Min("due")).values("day")
    # A comparison with nothing is neither true nor false, so nothing gets a day of its own.
    sums = {"said": Coalesce("next_due", NO_DAY), "runs": Coalesce(Subquery(first), NO_DAY)}
    wrong = Complaint.objects.annotate(first=Subquery(first), **sums).exclude(said=F("runs"))
    for reference, said, day in wrong.values_list("reference", "next_due", "first"):
        yield f"{reference}: it is due on {said}, but the first running promise on {day}"


def told_twice() -> Iterator[str]:
    for kind in KINDS:
        rows = Message.objects.exclude(**{kind.column: None}).order_by()
        rows = rows.values(kind.column, "recipient", "channel").annotate(number=Count("pk"))
        for row in rows.filter(number__gt=1):
            event = f"{kind.file} event {row[kind.column]}"
            yield f"{event}: {row['recipient']} has {row['number']} messages by {row['channel']}"


def files_lost(known) -> Iterator[str]:
    for field in file_fields():
        rows = field.model._base_manager.exclude(**{field.name: ""})
        for pk, name in rows.values_list("pk", field.name).iterator(CHUNK):
            row = str(Reference(field, pk, name))
            if row not in known and not field.storage.exists(name):
                yield f"{row}: its file is missing"

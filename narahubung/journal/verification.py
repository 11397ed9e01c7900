"""Reads the whole ledger again and says what does not follow: files, places in the tree, checkpoints.

Everything is streamed, so a million entries need no more memory than a hundred. Each of the two
walks is one statement, and so sees the tables at one moment while people go on working.
"""

from collections import namedtuple
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import groupby

from django.db import connection, transaction

from narahubung.journal.chain import first_fault
from narahubung.journal.checkpoints import faults_of_checkpoints, faults_of_kept, faults_of_tree
from narahubung.journal.guards import journals
from narahubung.journal.owners import has, owner_field, subject_of

CHUNK = 5_000
FIELDS = "seq kind at actor_id role place note salt commitment facts public hash"
Line = namedtuple("Line", FIELDS)


@dataclass
class Tally:
    entries: int = 0
    erased: int = 0
    standing: dict = field(default_factory=dict)


def faults(tally: Tally, kept: dict[str, str]) -> Iterator[str]:
    """Yield each fault in words; `kept` holds checkpoints that somebody has kept, by the name of their file."""
    for model in journals():
        yield from faults_of_journal(model, tally)
        yield from entries_without_owner(model)
    roots = []
    yield from faults_of_checkpoints(roots)
    yield from faults_of_kept(kept, roots)
    with one_look():
        yield from faults_of_tree(roots)


def one_look():
    """Keep a cursor of PostgreSQL open; on SQLite a transaction would hold up everybody who writes."""
    return transaction.atomic() if connection.vendor == "postgresql" else nullcontext()


# The chain of each file.


def faults_of_journal(model, tally) -> Iterator[str]:
    key = owner_field(model)
    owner = key.related_model
    of_owner = ["pk", *(n for n in ("reference", "stage") if has(owner, n))]
    events = key.related_query_name()
    rows = owner._base_manager.order_by("pk", f"{events}__seq").values_list(
        *of_owner, "chain_length", "chain_head", *(f"{events}__{name}" for name in Line._fields)
    )
    width = len(of_owner) + 2
    with one_look():
        for head, group in groupby(rows.iterator(CHUNK), key=lambda row: row[:width]):
            named = dict(zip((*of_owner, "length", "head"), head, strict=True))
            subject = subject_of(owner, named["pk"], named.get("reference"))
            lines = (Line(*row[width:]) for row in group)
            yield from faults_of_file(subject, named, counted(lines, tally), tally)


def counted(lines, tally) -> Iterator[Line]:
    """Count the entries of a file, and remember the stage to which they lead."""
    tally.standing = {}
    for line in lines:
        if line.seq is None:  # A file without entries still is a row.
            return
        tally.entries += 1
        tally.erased += not line.salt
        if stage := stage_after(line):
            tally.standing = {"stage": stage, "seq": line.seq}
        yield line


def stage_after(line) -> str:
    """Return the stage that an entry says: a step says to which, a first entry is named for its own."""
    said = line.facts if isinstance(line.facts, dict) else {}
    if line.seq == 1:
        return said.get("to") or said.get("stage") or line.kind
    return said.get("to", "")


def faults_of_file(subject, named, lines, tally) -> Iterator[str]:
    if fault := first_fault(subject, lines, named["length"], named["head"]):
        yield fault
    elif "stage" in named and not named["length"]:
        yield f"{subject}: entry 1 is missing"
    elif "stage" in named and tally.standing["stage"] != named["stage"]:
        yield (
            f"{subject}: the file stands at {named['stage']}, but entry {tally.standing['seq']}"
            f" brought it to {tally.standing['stage']}"
        )


def entries_without_owner(model) -> Iterator[str]:
    key = owner_field(model)
    present = key.related_model._base_manager.values("pk")
    lost = model._base_manager.exclude(**{f"{key.name}__in": present}).order_by("pk")
    for pk, seq in lost.values_list(key.attname, "seq")[:10]:
        yield f"{key.related_model._meta.db_table} {pk}: entry {seq} belongs to a file that is gone"

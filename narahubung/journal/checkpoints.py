"""What was published, held against what is there: checkpoints in the table, kept copies, and the tree anew."""

from collections.abc import Iterable, Iterator

from django.db import connection

from narahubung.journal import merkle, notes
from narahubung.journal.guards import journals
from narahubung.journal.ledger import STEP, Checkpoint, Subtree

CHUNK = 5_000


def faults_of_checkpoints(roots: list) -> Iterator[str]:
    """Check that checkpoints follow each other; add (size, root, name) of each to `roots`."""
    before = None
    for row in Checkpoint.objects.order_by("number").iterator(CHUNK):
        expected = before.number + 1 if before else 1
        if row.number != expected:
            yield f"checkpoint number {expected} is missing"
        elif reason := fault_of_checkpoint(row, before):
            yield f"checkpoint {row.name}: {reason}"
        roots.append((row.tree_size, row.root, f"checkpoint {row.name}"))
        before = row


def fault_of_checkpoint(row, before) -> str:
    try:
        note = notes.read(row.text)
    except ValueError as error:
        return str(error)
    if not notes.is_signed_by_us(row.text):
        return "it is not signed with the key of this installation"
    if (note.size, note.root.hex()) != (row.tree_size, row.root):
        return "its row says something else than its text"
    previous = before and (before.name, before.tree_size, bytes.fromhex(before.root))
    if note.previous != previous:
        return "it does not name the checkpoint before it"
    if previous and not continues(note):
        return "it does not continue the checkpoint before it"
    return ""


def continues(note) -> bool:
    _name, size, root = note.previous
    return merkle.is_consistent(size, note.size, root, note.root, note.proof)


def faults_of_kept(kept: dict[str, str], roots: list) -> Iterator[str]:
    for name, text in kept.items():
        try:
            note = notes.read(text)
        except ValueError as error:
            yield f"kept file {name}: {error}"
            continue
        if not notes.is_signed_by_us(text):
            yield f"kept file {name}: it is not signed with the key of this installation"
        roots.append((note.size, note.root.hex(), f"kept file {name}"))


def faults_of_tree(roots: list) -> Iterator[str]:
    """Build the tree anew over the leaves, and compare it at each size of which somebody was told."""
    rebuilt = Rebuilt(roots)
    for index, subject, seq, hash, found in leaves():
        if index != rebuilt.tree.size:
            yield f"leaf {rebuilt.tree.size} of the ledger is missing"
            break
        if found != hash:
            state = "is not the one" if found else "is missing, the one"
            yield f"{subject}: entry {seq} {state} that leaf {index} of the ledger holds"
        yield from rebuilt.add(hash)
    yield from rebuilt.left_over()


class Rebuilt:
    """The tree as it grows again, and what was said of it at each size."""

    def __init__(self, roots):
        self.tree, self.good = merkle.Growing(), 0
        self.told = {}
        for size, root, name in sorted(roots):
            self.told.setdefault(size, []).append((root, name))
        stored = Subtree.objects.values_list("level", "index", "hash").iterator(CHUNK)
        self.subtrees = {(level, index): hash for level, index, hash in stored}

    def add(self, hash: str) -> Iterator[str]:
        for level, place, value in self.tree.add(merkle.leaf_hash(bytes.fromhex(hash))):
            if level % STEP == 0 and self.subtrees.pop((level, place), value.hex()) != value.hex():
                yield f"leaves {place << level} to {(place + 1 << level) - 1} were changed"
        if self.tree.size in self.told:
            yield from self.compare(self.told.pop(self.tree.size))

    def compare(self, told) -> Iterator[str]:
        root = self.tree.root().hex()
        wrong = [name for said, name in told if said != root]
        for name in wrong:
            yield (
                f"{name}: its root does not follow from the entries;"
                f" something was changed in leaves {self.good} to {self.tree.size - 1}"
            )
        if not wrong:
            self.good = self.tree.size

    def left_over(self) -> Iterator[str]:
        for size, told in self.told.items():
            for _root, name in told:
                yield f"{name} covers {size} entries, the ledger holds {self.tree.size}: its end was cut off"
        for level, place in self.subtrees:
            yield f"leaves {place << level} to {(place + 1 << level) - 1} are missing"


def leaves() -> Iterable[tuple]:
    """Yield (index, subject, seq, hash, hash of the entry) of each leaf; one statement over all journals."""
    tables = [model._meta.db_table for model in journals()]
    found = ", ".join(f"e{n}.hash" for n in range(len(tables)))
    joins = " ".join(
        f"LEFT JOIN {table} e{n} ON l.journal = '{table}' AND e{n}.id = l.entry"
        for n, table in enumerate(tables)
    )
    sql = (
        f'SELECT l."index", l.subject, l.seq, l.hash, COALESCE({found}) FROM journal_leaf l {joins}'
        ' ORDER BY l."index"'
    )
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(CHUNK):
            yield from rows

"""How a checkpoint comes about: entries become leaves, leaves a tree, the tree a signed root.

The worker does it, so writing an entry costs nothing more. An entry whose transaction ends late is
found by the next round, because what is asked for is "has no leaf", never "has a higher number".
"""

from datetime import UTC, timedelta

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from narahubung.journal import merkle, notes
from narahubung.journal.guards import journals
from narahubung.journal.ledger import STEP, Checkpoint, Leaf, Nodes, Subtree
from narahubung.journal.owners import owner_field, subject_sql

LEAVES_AT_ONCE, SUBTREES_AT_ONCE = 10_000, 64
LEVELS = (8, 16, 24, 32)
# When the worker publishes, each day, in the time zone of the installation.
HOUR, MINUTE = 0, 5


class BrokenLedger(Exception):
    """The tables no longer lead to the root that was published last. Nothing more is signed."""


def publish() -> Checkpoint | None:
    """Make a checkpoint over every entry that is committed now; None if today has one with all of them."""
    for model in journals():
        while add_leaves(model, LEAVES_AT_ONCE):
            pass
    for level in LEVELS:
        while keep_subtrees(level, SUBTREES_AT_ONCE):
            pass
    return checkpoint()


def next_time():
    """Return when the worker publishes next."""
    now = timezone.localtime()
    today = now.replace(hour=HOUR, minute=MINUTE, second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)


def one_at_a_time():
    """Of two workers the second waits. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE journal_checkpoint IN SHARE ROW EXCLUSIVE MODE")


@transaction.atomic
def add_leaves(model, limit) -> int:
    """Give the oldest entries without a leaf the next places; return how many. One statement, any size."""
    one_at_a_time()
    table, key = model._meta.db_table, owner_field(model)
    owner = key.related_model
    sql = (
        'INSERT INTO journal_leaf ("index", journal, entry, subject, seq, hash)'
        ' SELECT (SELECT COALESCE(MAX("index") + 1, 0) FROM journal_leaf) + row_number() OVER (ORDER BY n.id) - 1,'
        " %s, n.id, n.subject, n.seq, n.hash"
        f" FROM (SELECT e.id, {subject_sql(owner)} AS subject, e.seq, e.hash FROM {table} e"
        f" JOIN {owner._meta.db_table} o ON o.id = e.{key.column}"
        " WHERE NOT EXISTS (SELECT 1 FROM journal_leaf l WHERE l.journal = %s AND l.entry = e.id)"
        " ORDER BY e.id LIMIT %s) n"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [table, table, limit])
        return cursor.rowcount


@transaction.atomic
def keep_subtrees(level, limit) -> int:
    """Write down the hashes of subtrees that have become full."""
    one_at_a_time()
    below = Subtree.objects.filter(level=level - STEP) if level > STEP else Leaf.objects
    start = count(Subtree.objects.filter(level=level))
    end = min(count(below) >> STEP, start + limit)
    nodes = Nodes()
    rows = [
        Subtree(level=level, index=index, hash=nodes.of_children(level, index).hex())
        for index in range(start, end)
    ]
    return len(Subtree.objects.bulk_create(rows))


def count(rows) -> int:
    """Return how many there are; numbered without a gap, so the last one tells."""
    last = rows.aggregate(last=Max("index"))["last"]
    return 0 if last is None else last + 1


@transaction.atomic
def checkpoint() -> Checkpoint | None:
    one_at_a_time()
    now, day = timezone.now(), timezone.localdate().isoformat()
    size, last = count(Leaf.objects), Checkpoint.objects.newest()
    if size == 0 or (last and last.tree_size == size and last.name.startswith(day)):
        return None
    nodes = Nodes()
    if last and merkle.root(last.tree_size, nodes).hex() != last.root:
        raise BrokenLedger(f"the entries no longer lead to the root of checkpoint {last.name}")
    root = merkle.root(size, nodes)
    note = notes.Note(
        origin=notes.origin(),
        size=size,
        root=root,
        day=day,
        time=now.astimezone(UTC).isoformat(timespec="seconds"),
        previous=last and (last.name, last.tree_size, bytes.fromhex(last.root)),
        proof=merkle.consistency(last.tree_size, size, nodes) if last else [],
    )
    return Checkpoint.objects.create(
        number=last.number + 1 if last else 1,
        name=free_name(day),
        made_at=now,
        tree_size=size,
        root=root.hex(),
        text=notes.sign(note),
    )


def free_name(day: str) -> str:
    """Name it for its day; what is made on demand later on the same day gets a number."""
    taken = Checkpoint.objects.filter(name__startswith=day).count()
    return f"{day}-{taken + 1}" if taken else day

"""What the doctor asks of the database: its tables, its guards, its calendar, and whether its clock is right."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max
from django.utils import timezone

from narahubung.clocks.checks import missing_years
from narahubung.complaints.models import Event
from narahubung.journal import guards
from narahubung.journal.models import Checkpoint
from narahubung.operations.doctor_finding import Finding, worth_knowing
from narahubung.portal.models import Precaution

OVER_THE_NETWORK = set("nfs nfs4 cifs smb3 smbfs fuse.sshfs 9p afs ceph glusterfs".split())
CLOCKS_MAY_DIFFER = timedelta(minutes=2)
LATE_CHECKPOINT = timedelta(days=2)


def database() -> Iterator[Finding]:
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as error:
        yield Finding(f"The database does not answer: {error}".strip())
        return
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield Finding(f"Migrations that wait: {len(waiting)}. Run `narahubung migrate`.")


def sqlite() -> Iterator[Finding]:
    if connection.vendor != "sqlite":
        return
    path = Path(connection.settings_dict["NAME"])
    kind = filesystem_of(path, Path("/proc/mounts"))
    if kind in OVER_THE_NETWORK:
        yield Finding(
            f"{path} lies on a network drive ({kind}). SQLite can lose data there; "
            "move it to a disk of this machine, or use PostgreSQL."
        )
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    if mode not in ("wal", "memory"):
        yield Finding(f"SQLite does not use its write-ahead log (journal_mode is {mode}).")


def filesystem_of(path: Path, mounts: Path) -> str:
    """Return the kind of the mount with the longest path above this one; nothing where that is unknown."""
    if not mounts.exists():
        return ""
    rows = [line.split()[1:3] for line in mounts.read_text().splitlines()]
    above = [(where, kind) for where, kind in rows if path.resolve().is_relative_to(where)]
    return max(above, key=lambda row: len(row[0]), default=("", ""))[1]


def ledger() -> Iterator[Finding]:
    """Without its triggers the ledger is only a table, which anybody with SQL may change."""
    if gone := guards.missing(connection):
        yield Finding(
            f"Guards of the ledger that are missing or changed: {', '.join(gone)}. "
            "`narahubung migrate` makes them again; `narahubung verify` tells what was changed meanwhile."
        )
    last, first = Checkpoint.objects.newest(), Event.objects.order_by("id").first()
    since = last.made_at if last else first and first.at
    if since and timezone.now() - since > LATE_CHECKPOINT and has_grown(last):
        yield Finding(
            f"No checkpoint was published since {day(since)}. Is the worker running? "
            "`narahubung checkpoint` makes one now, and says why if it cannot."
        )


def has_grown(last: Checkpoint | None) -> bool:
    return sum(model.objects.count() for model in guards.journals()) > (
        last.tree_size if last else 0
    )


def clock() -> Iterator[Finding]:
    """What was written in the future was written by a clock that has been wrong, then or now."""
    now = timezone.now()
    newest = [
        Event.objects.aggregate(at=Max("at"))["at"],
        Checkpoint.objects.aggregate(at=Max("made_at"))["at"],
        Precaution.objects.aggregate(at=Max("at"))["at"],
    ]
    latest = max(filter(None, newest), default=now)
    if latest > now + CLOCKS_MAY_DIFFER:
        yield Finding(
            f"The clock of this machine says {minute(now)}, but there are rows of {minute(latest)}: it is "
            "behind now, or was ahead then. Set it right (`timedatectl`); promised days are counted by it."
        )
    if connection.vendor == "postgresql":
        yield from clock_of_server(now)


def clock_of_server(now: datetime) -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        there = cursor.fetchone()[0]
    if abs(there - now) > CLOCKS_MAY_DIFFER:
        yield Finding(
            f"The clock of this machine says {minute(now)}, that of the database {minute(there)}. "
            "Set the wrong one right (`timedatectl`)."
        )


def minute(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d}"


def calendar() -> Iterator[Finding]:
    for sentence in missing_years(timezone.localdate()):
        yield worth_knowing(f"{sentence} Enter them in the register, or renew Narahubung.")

"""What is wrong with this installation, in plain words. One function a question; none of them changes anything."""

from narahubung.operations.doctor_database import (
    calendar,
    clock,
    database,
    filesystem_of,
    ledger,
    sqlite,
)
from narahubung.operations.doctor_finding import Finding
from narahubung.operations.doctor_safety import backups, disk, drills, keys, secrets
from narahubung.operations.doctor_service import (
    held_up,
    mail,
    openness,
    outbox,
    proxies,
    queue,
    server_version,
    versions,
)

NEED_A_DATABASE = (
    *(sqlite, server_version, clock, ledger, queue, outbox, held_up),
    *(keys, backups, drills, calendar),
)
NEED_NONE = (secrets, disk, mail, openness, proxies, versions)
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_q.models import OrmQ

from narahubung.clocks.checks import missing_years
from narahubung.complaints.models import Event
from narahubung.documents.viruses import answers
from narahubung.journal import guards
from narahubung.notify.models import Message, State

OVER_THE_NETWORK = set("nfs nfs4 cifs smb3 smbfs fuse.sshfs 9p afs ceph glusterfs".split())
THIS_MACHINE = ("127.0.0.1", "::1", "localhost")
LATE_JOBS = timedelta(minutes=10)
GIGABYTE = 1_000_000_000


@dataclass(frozen=True)
class Finding:
    sentence: str
    serious: bool = True


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


def secrets() -> Iterator[Finding]:
    folder = settings.HOME / "secrets"
    if not folder.exists():
        yield Finding(f"There are no secrets in {folder}; they are made at the first start.")
        return
    for path in [settings.HOME, folder, *sorted(folder.rglob("*"))]:
        if path.stat().st_mode & 0o077:
            yield Finding(f"Others on this machine can read {path}. Run `chmod go= {path}`.")


def queue() -> Iterator[Finding]:
    """A job that nobody took for ten minutes means that no worker runs, or that it cannot keep up."""
    oldest = OrmQ.objects.filter(lock__lt=timezone.now() - LATE_JOBS).order_by("lock").first()
    if oldest:
        minutes = int((timezone.now() - oldest.lock).total_seconds() // 60)
        yield Finding(
            f"The oldest job has waited {minutes} minutes. Is the worker running? "
            "Start it with `narahubung worker`."
        )


def outbox() -> Iterator[Finding]:
    """An event of which nobody was told for ten minutes: the worker stands still, or fails at it."""
    waiting = Event.objects.filter(dispatched_at=None, at__lt=timezone.now() - LATE_JOBS)
    if number := waiting.count():
        yield Finding(
            f"Events of which nobody was told within ten minutes: {number}. "
            "Look into the log of the worker."
        )
    if number := Message.objects.filter(state=State.FAILED).count():
        yield Finding(f"Messages that could not be delivered: {number}.", serious=False)


def ledger() -> Iterator[Finding]:
    """Without its triggers the ledger is only a table, which anybody with SQL may change."""
    if gone := guards.missing(connection):
        yield Finding(
            f"Guards of the ledger that are missing or changed: {', '.join(gone)}. "
            "`narahubung migrate` makes them again; `narahubung verify` tells what was changed meanwhile."
        )


def calendar() -> Iterator[Finding]:
    for sentence in missing_years(timezone.localdate()):
        yield Finding(sentence, serious=False)


def disk() -> Iterator[Finding]:
    usage = shutil.disk_usage(settings.HOME)
    if usage.free < GIGABYTE:
        yield Finding(f"Only {usage.free // 1_000_000} MB are free on the disk of {settings.HOME}.")
    elif usage.free < usage.total // 20:
        yield Finding(
            f"Less than a twentieth of the disk of {settings.HOME} is free.", serious=False
        )


def mail() -> Iterator[Finding]:
    if not settings.EMAIL_URL and not settings.DEMO:
        yield Finding(
            f"EMAIL_URL is not set: mails are laid into {settings.HOME / 'mail'}, nobody gets them.",
            serious=False,
        )


def viruses() -> Iterator[Finding]:
    if settings.CLAMD and not answers():
        yield Finding(
            f"The virus scanner at {settings.CLAMD} does not answer, so no uploads are taken."
        )


def openness() -> Iterator[Finding]:
    if settings.DEBUG:
        yield Finding(
            "NARAHUBUNG_DEBUG is on: error pages show the inside of the house to everyone."
        )
    if settings.BIND not in THIS_MACHINE and not settings.SESSION_COOKIE_SECURE:
        yield Finding(
            f"The server listens on {settings.BIND} without NARAHUBUNG_HTTPS: "
            "passwords and complaints travel unprotected."
        )


CHECKS = (database, sqlite, secrets, queue, outbox, ledger, calendar, disk, mail, viruses, openness)
NEED_A_DATABASE = (sqlite, queue, outbox, ledger, calendar)


def examine() -> list[Finding]:
    """A database that does not answer, or waits for tables, would make the others fail; so it comes first."""
    found = list(database())
    rest = NEED_NONE if found else NEED_A_DATABASE + NEED_NONE
    return found + [finding for check in rest for finding in check()]


__all__ = ["examine", "filesystem_of"]

"""Brings a backup back into an empty place, and looks whether all of it is there and fits together.

Every byte is checked before anything is touched. What would be told at once is held back: it may have
been told after the backup was taken and before the loss, and nobody shall be told twice.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from narahubung.complaints.jobs import notice_overdue
from narahubung.jobs import sync_schedules
from narahubung.journal.verification import Tally, faults
from narahubung.notify.agreements import AgreementMail
from narahubung.notify.dispatch import dispatch_next
from narahubung.notify.evaluations import EvaluationMail
from narahubung.notify.meetings import tell_of_meetings
from narahubung.notify.mentorings import MentoringMail, tell_of_mentorings
from narahubung.notify.models import (
    DecisionMail,
    DecreeWarning,
    MeetingMail,
    Message,
    TaskMail,
    TrainingMail,
)
from narahubung.notify.trainings import tell_of_trainings
from narahubung.operations import restore_invariants
from narahubung.operations.backup_archive import FILES, BadArchive, opened
from narahubung.operations.backup_engines import bring_back
from narahubung.operations.backup_keys import fingerprints
from narahubung.protection.jobs import note_reminders
from narahubung.protection.models import Reminder

HOLD_PEOPLE = ("accounts_user", "complaints_complaint")
OUTBOXES = (
    *(Message, DecreeWarning, TaskMail, Reminder),
    *(MeetingMail, DecisionMail, AgreementMail, TrainingMail),
    *(MentoringMail, EvaluationMail),
)


@dataclass
class Restored:
    made_at: datetime
    rows: int
    files: int
    entries: int = 0
    held: int = 0
    known: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def restore(path, say: Callable[[str], object], into_empty=False, without_keys=False) -> Restored:
    """Raise BadArchive before anything is touched, or bring everything back and name what does not fit."""
    say("Reading the backup to its end")
    with opened(Path(path)) as archive:
        check_suits(archive.manifest, without_keys)
        check_place(into_empty)
        say("Bringing back the database and the files")
        lay_back(archive)
        manifest = archive.manifest
        number = len(archive.names_of_files())
    restored = Restored(
        made_at=datetime.fromisoformat(manifest["made_at"]),
        rows=sum(manifest["counts"].values()),
        files=number,
        known=sum(manifest["files"].values(), []),
    )
    restored.faults += miscounted(manifest["counts"])
    say("Applying what is newer than the backup")
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    sync_schedules()
    restored.held = hold_back()
    say("Verifying the ledger and what must always be true")
    restored.faults += look_over(restored, manifest)
    return restored


def check_suits(manifest: dict, without_keys: bool) -> None:
    if manifest["engine"] != connection.vendor:
        raise BadArchive(
            f"This backup is of {manifest['engine']}, and DATABASE_URL names {connection.vendor}."
        )
    known = set(MigrationLoader(None).disk_migrations)
    newer = [f"{app}.{name}" for app, name in manifest["migrations"] if (app, name) not in known]
    if newer:
        raise BadArchive(
            f"This backup was made by a newer Narahubung ({manifest['app']}); install that one first."
            f" Unknown here: {newer[0]}."
        )
    here = fingerprints()
    absent = [name for name, mark in manifest["keys"].items() if here.get(name) != mark]
    if absent and not without_keys:
        raise BadArchive(
            f"Keys of this backup are not here: {', '.join(absent)}. Bring them first:"
            " `narahubung restore --keys FILE`. If they are lost for ever, --without-keys brings back"
            " the rest; sealed names and originals then stay closed."
        )


def check_place(into_empty: bool) -> None:
    tables = set(connection.introspection.table_names())
    if tables and not into_empty:
        raise BadArchive(
            "The database here is not empty. Bring a backup back into a new place; --into-empty"
            " replaces one in which nobody has an account and no complaint was filed."
        )
    peopled = [table for table in HOLD_PEOPLE if table in tables and has_rows(table)]
    if peopled:
        raise BadArchive(f"People work here already: {', '.join(peopled)} has rows.")
    media = Path(settings.MEDIA_ROOT)
    if media.is_dir() and any(path.is_file() for path in media.rglob("*")):
        raise BadArchive(f"There are files in {media} already.")


def has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
        return cursor.fetchone() is not None


def lay_back(archive) -> None:
    """Unpack beside the places, so that a full disk is met before anything stands."""
    media = Path(settings.MEDIA_ROOT)
    with scratch(beside_database()) as folder, scratch(media.parent) as files:
        archive.extract(archive.database, folder / "database")
        for name in archive.names_of_files():
            archive.extract(name, files / name)
        bring_back(folder / "database", archive.manifest)
        (files / FILES).mkdir(exist_ok=True)
        shutil.copytree(files / FILES, media, copy_function=shutil.move, dirs_exist_ok=True)


def beside_database() -> Path:
    if connection.vendor == "sqlite":
        return Path(connection.settings_dict["NAME"]).parent
    return Path(settings.HOME)


@contextmanager
def scratch(beside: Path) -> Iterator[Path]:
    beside.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=beside) as folder:
        yield Path(folder)


def miscounted(counts: dict[str, int]) -> Iterator[str]:
    with connection.cursor() as cursor:
        for table, number in counts.items():
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            if (found := cursor.fetchone()[0]) != number:
                yield f"{table} holds {found} rows; when the backup was made it held {number}"


def hold_back() -> int:
    """Turn all that is due into messages, and hold back the mails among them; return how many."""
    while notice_overdue():
        pass
    while dispatch_next():
        pass
    DecreeWarning.objects.note_all()
    TaskMail.objects.note_all()
    AgreementMail.objects.note_all()
    EvaluationMail.objects.note_all()
    note_reminders()
    while tell_of_meetings() or tell_of_mentorings() or tell_of_trainings():
        pass
    return sum(mails.objects.hold() for mails in OUTBOXES)


def look_over(restored: Restored, manifest: dict) -> Iterator[str]:
    tally, checkpoint = Tally(), manifest["ledger"]["checkpoint"]
    yield from faults(tally, {"in the backup": checkpoint} if checkpoint else {})
    yield from restore_invariants.faults(set(restored.known))
    restored.entries = tally.entries

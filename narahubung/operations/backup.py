"""Writes everything that an installation knows into one file, while people go on working; keys excepted.

The database first, at one moment, then the files that it names. So each named file is there, unless it
was lost; who was erased while we copied is left out, and the manifest says so.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, models
from django.utils import timezone

from narahubung.journal.guards import journals
from narahubung.operations.backup_archive import FILES, BackupFailed, pieces_of, written
from narahubung.operations.backup_engines import FORGOTTEN, snapshot
from narahubung.operations.backup_keys import fingerprints
from narahubung.portal.models import Precaution

SUFFIX = ".narahubung.zip"
FULL = (
    "The disk of {folder} is full or cannot be written ({reason}). Nothing was kept of this backup."
)


@dataclass
class Result:
    path: Path
    made_at: datetime
    rows: int = 0
    files: int = 0
    bytes: int = 0
    seconds: float = 0.0
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Reference:
    """A file that a row names, by the name of its row."""

    field: models.FileField
    pk: object
    name: str

    def __str__(self):
        return f"{self.field.model._meta.db_table} {self.pk}, {self.field.name}"

    @property
    def member(self) -> str:
        path = Path(self.field.storage.path(self.name))
        return FILES + path.relative_to(settings.MEDIA_ROOT).as_posix()

    def still_stands(self) -> bool:
        rows = self.field.model._base_manager.filter(pk=self.pk)
        return rows.filter(**{self.field.name: self.name}).exists()


def write(path) -> Result:
    """Write a backup to `path`; raises BackupFailed with a sentence, and then leaves nothing behind."""
    path, began = Path(path), time.monotonic()
    if path.exists():
        raise BackupFailed(f"{path} is there already. Choose another name.")
    if not path.parent.is_dir():
        raise BackupFailed(f"There is no folder {path.parent}.")
    result = Result(path, made_at=timezone.now())
    try:
        fill(result)
    except (OSError, DatabaseError) as error:
        raise BackupFailed(FULL.format(folder=path.parent, reason=reason_of(error))) from error
    result.bytes, result.seconds = path.stat().st_size, time.monotonic() - began
    Precaution.objects.note(
        Precaution.Kind.BACKUP,
        seconds=result.seconds,
        bytes=result.bytes,
        data_at=result.made_at,
        reason="; ".join(result.missing),
    )
    return result


def reason_of(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error).strip()


def fill(result: Result) -> None:
    with written(result.path) as writer:
        with scratch_beside(result.path) as folder, snapshot(folder) as taken:
            manifest = described(taken, result.made_at)
            references = list(references_in(taken))
            writer.add(taken.member, taken.pieces(), packed=taken.packed)
        erased = add_files(writer, references, result)
        manifest["files"] = {"missing": result.missing, "erased_meanwhile": erased}
        result.rows = sum(manifest["counts"].values())
        writer.close_with(manifest)


@contextmanager
def scratch_beside(path: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def described(taken, made_at: datetime) -> dict:
    newest = taken.rows("SELECT text FROM journal_checkpoint ORDER BY number DESC LIMIT 1")
    counts = {table: taken.rows(f'SELECT count(*) FROM "{table}"')[0][0] for table in tables()}
    return {
        "app": settings.VERSION,
        "engine": connection.vendor,
        "server": taken.server,
        "made_at": made_at.isoformat(timespec="seconds"),
        "migrations": [
            list(row) for row in taken.rows("SELECT app, name FROM django_migrations ORDER BY id")
        ],
        "counts": counts,
        "ledger": {
            "entries": sum(counts[model._meta.db_table] for model in journals()),
            "checkpoint": newest[0][0] if newest else "",
        },
        "keys": fingerprints(),
    }


def tables() -> list[str]:
    every = apps.get_models(include_auto_created=True)
    known = {m._meta.db_table for m in every if m._meta.managed and not m._meta.proxy}
    return sorted(known.difference(FORGOTTEN))


def references_in(taken) -> Iterator[Reference]:
    for model_field in file_fields():
        table, pk = model_field.model._meta.db_table, model_field.model._meta.pk.column
        column = model_field.column
        rows = taken.rows(f'SELECT "{pk}", "{column}" FROM "{table}" WHERE "{column}" <> \'\'')
        for key, name in rows:
            yield Reference(model_field, key, name)


def file_fields() -> list[models.FileField]:
    return [
        model_field
        for model in apps.get_models()
        if not model._meta.proxy
        for model_field in model._meta.local_fields
        if isinstance(model_field, models.FileField)
    ]


def add_files(writer, references: list[Reference], result: Result) -> list[str]:
    """Add what the rows name; return the rows that were erased while we copied."""
    erased = []
    for reference in references:
        if reference.member in writer.members:
            continue
        try:
            file = reference.field.storage.open(reference.name)
        except FileNotFoundError:
            (result.missing if reference.still_stands() else erased).append(str(reference))
            continue
        with closing(file):
            writer.add(reference.member, pieces_of(file))
        result.files += 1
    return erased


# The backups of each day, if the operator has named a folder for them.


def daily() -> Result:
    """Write today's backup into the folder of backups, and let go of the oldest."""
    folder = Path(settings.BACKUP_DIR)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    result = write(folder / f"{timezone.localtime():%Y-%m-%d-%H%M%S}{SUFFIX}")
    for old in kept(folder)[settings.BACKUPS_KEPT :]:
        os.unlink(old)
    return result


def kept(folder: Path) -> list[Path]:
    """Return our backups in a folder, the newest first."""
    return sorted(folder.glob(f"20*{SUFFIX}"), reverse=True)

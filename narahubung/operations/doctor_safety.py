"""What the doctor asks against loss: secrets and their copy, backups, drills, room on the disks."""

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from narahubung.complaints.models import Identity
from narahubung.operations import backup_keys
from narahubung.operations.backup_archive import BackupFailed
from narahubung.operations.backup_engines import connection_version, program_for
from narahubung.operations.doctor_finding import Finding, worth_knowing
from narahubung.portal.models import Precaution
from narahubung.vault.envelope import master_number
from narahubung.vault.keys import INDEX_KEY, master_name

GIGABYTE = 1_000_000_000
LATE_BACKUP = timedelta(days=2)
LATE_DRILL = timedelta(days=14)
Kind = Precaution.Kind


def secrets() -> Iterator[Finding]:
    folder = settings.HOME / "secrets"
    if not folder.exists():
        yield Finding(f"There are no secrets in {folder}; they are made at the first start.")
        return
    for path in [settings.HOME, folder, *sorted(folder.rglob("*"))]:
        if path.stat().st_mode & 0o077:
            yield Finding(f"Others on this machine can read {path}. Run `chmod go= {path}`.")


def keys() -> Iterator[Finding]:
    """Keys that are needed and gone, and keys of which no copy knows."""
    marks, copy = backup_keys.fingerprints(), Precaution.objects.last(Kind.KEYS)
    if gone := sorted(needed() - {name.removeprefix(backup_keys.VAULT) for name in marks}):
        yield Finding(
            f"Keys are missing in {settings.VAULT_KEYS}: {', '.join(gone)}. Names and originals cannot be "
            "read. Stop the service and bring them back: `narahubung restore --keys FILE`."
        )
    elif marks and not settings.DEMO and (not copy or copy.digest != backup_keys.digest()):
        state = "The keys have changed since their last copy." if copy else "The keys have no copy."
        yield Finding(
            f"{state} Without them no name can ever be read again: `narahubung backup --keys FILE`."
        )


def needed() -> set[str]:
    """Return the names of keys that identities were sealed with; the first and the last one tell."""
    rows = Identity.objects.exclude(data_key=b"").order_by("pk").values_list("data_key", flat=True)
    sealed = [key for key in (rows.first(), rows.last()) if key]
    return {master_name(master_number(key)) for key in sealed} | ({INDEX_KEY} if sealed else set())


def backups() -> Iterator[Finding]:
    if settings.DEMO:
        return
    last = Precaution.objects.last(Kind.BACKUP)
    if last is None:
        yield Finding(
            "There is no backup. Set NARAHUBUNG_BACKUP_DIR, or let cron run `narahubung backup FILE`."
        )
    elif timezone.now() - last.at > LATE_BACKUP:
        days = (timezone.now() - last.at).days
        yield Finding(f"The last backup is {days} days old. Is the worker running, the disk full?")
    elif last.reason:
        yield Finding(f"Files that the last backup did not find: {last.reason}.")
    yield from place_of_backups()


def place_of_backups() -> Iterator[Finding]:
    if connection.vendor == "postgresql":
        try:
            program_for("pg_dump", connection_version())
        except BackupFailed as error:
            yield Finding(f"No backup can be made. {error}")
    folder = Path(settings.BACKUP_DIR or settings.HOME)
    if not folder.is_dir():
        yield Finding(f"The folder of backups, {folder}, is not there.")
    elif settings.BACKUP_DIR and folder.stat().st_dev == settings.HOME.stat().st_dev:
        yield worth_knowing(
            f"The backups in {folder} lie on the same disk as what they are copies of."
        )


def drills() -> Iterator[Finding]:
    if settings.DEMO:
        return
    last = Precaution.objects.last(Kind.DRILL)
    if last is None:
        yield worth_knowing(
            "No backup was ever brought back for trial. Do it: `narahubung restore --drill`."
        )
    elif not last.ok:
        first, *_rest = last.reason.splitlines()
        yield Finding(f"The last backup could not be brought back whole: {first}")
    elif timezone.now() - last.at > LATE_DRILL:
        days = (timezone.now() - last.at).days
        yield worth_knowing(
            f"The last restore drill was {days} days ago: `narahubung restore --drill`."
        )


def disk() -> Iterator[Finding]:
    seen = set()
    for folder in folders():
        if folder.is_dir() and (device := os.stat(folder).st_dev) not in seen:
            seen.add(device)
            yield from room_on(folder)


def folders() -> list[Path]:
    """Return where things grow. Several may lie on one disk."""
    places = [settings.HOME, settings.MEDIA_ROOT]
    if connection.vendor == "sqlite":
        places.append(Path(connection.settings_dict["NAME"]).parent)
    if settings.BACKUP_DIR:
        places.append(settings.BACKUP_DIR)
    return [Path(place) for place in places]


def room_on(folder: Path) -> Iterator[Finding]:
    usage = shutil.disk_usage(folder)
    if usage.free < GIGABYTE:
        yield Finding(f"Only {usage.free // 1_000_000} MB are free on the disk of {folder}.")
    elif usage.free < usage.total // 20:
        yield worth_knowing(f"Less than a twentieth of the disk of {folder} is free.")

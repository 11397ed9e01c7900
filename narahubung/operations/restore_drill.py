"""The drill: the newest backup is brought back into an empty place, looked over, and thrown away again.

It is the real command in a process of its own, with a home and a database of its own. Only so does one
know that a backup is one.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import DatabaseError, connection

from narahubung.operations import backup
from narahubung.operations.backup_archive import BackupFailed, BadArchive, opened
from narahubung.portal.models import Precaution


def drill(path=None) -> Precaution:
    """Bring back `path`, the newest backup, or one made for it; keep and return what came of it."""
    with tempfile.TemporaryDirectory(prefix=".drill-", dir=settings.HOME) as home:
        source, began = None, time.monotonic()
        try:
            source = Path(path) if path else newest() or made_in(Path(home))
            began = time.monotonic()
            reason = brought_back(source, Path(home))
        except (BackupFailed, DatabaseError, OSError) as error:
            reason = str(error).strip()
        return Precaution.objects.note(
            Precaution.Kind.DRILL,
            ok=not reason,
            reason=reason,
            seconds=time.monotonic() - began,
            bytes=source.stat().st_size if source and source.exists() else 0,
            data_at=age_of(source),
        )


def newest() -> Path | None:
    found = backup.kept(Path(settings.BACKUP_DIR)) if settings.BACKUP_DIR else []
    return found[0] if found else None


def made_in(home: Path) -> Path:
    return backup.write(home / f"drill{backup.SUFFIX}").path


def age_of(source):
    """Return when the data of an archive were taken; nothing if it cannot be read."""
    try:
        with opened(source) as archive:
            return archive.manifest["made_at"]
    except (BadArchive, OSError, TypeError):
        return None


def brought_back(source: Path, home: Path) -> str:
    """Return why it could not be brought back, or nothing."""
    (home / "secrets").mkdir(mode=0o700)
    (home / "secrets" / "vault").symlink_to(Path(settings.VAULT_KEYS).resolve())
    with scratch_database(home) as address:
        done = subprocess.run(
            [sys.executable, "-m", "django", "restore", str(source.resolve())],
            env=environment(home, address),
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode == 0:
        return ""
    return done.stderr.strip() or f"restore ended with {done.returncode}"


def environment(home: Path, address: str) -> dict:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "narahubung.config.settings",
        "DATABASE_URL": address,
        "NARAHUBUNG_HOME": str(home),
        "NARAHUBUNG_BACKUP_DIR": "",
    }


@contextmanager
def scratch_database(home: Path) -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield f"sqlite:///{home / 'narahubung.sqlite3'}"
        return
    name = f"narahubung_drill_{secrets.token_hex(6)}"
    command(f'CREATE DATABASE "{name}" TEMPLATE template0')
    try:
        yield address_of(name)
    finally:
        command(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def command(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def address_of(name: str) -> str:
    """Return the address of another database on the same server."""
    connection.ensure_connection()
    info = connection.connection.info
    person = f"{quote(info.user, safe='')}:{quote(info.password or '', safe='')}"
    options = {**connection.settings_dict["OPTIONS"], "host": info.host}
    known = {key: value for key, value in options.items() if isinstance(value, str)}
    return f"postgresql://{person}@/{name}?{urlencode(known)}".replace("@/", f"@:{info.port}/")

"""What differs between the two engines: how a picture of one moment is taken, and how it is brought back.

People go on working meanwhile. SQLite copies itself in one read transaction; PostgreSQL exports a
snapshot, which its own `pg_dump` and our questions share.
"""

import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from narahubung.operations.backup_archive import BackupFailed, BadArchive, pieces_of

# Who is signed in and what is remembered for a minute is not kept: a sign-in must not rise from a backup.
FORGOTTEN = ("django_session", "usersessions_usersession", "cache")
PLACES_OF_PROGRAMS = "/usr/lib/postgresql"


@dataclass(frozen=True)
class Snapshot:
    """The database at one moment: questions to it, and the whole of it in pieces."""

    member: str
    server: str
    packed: bool
    rows: Callable[[str], list]
    pieces: Callable[[], Iterator[bytes]]


def snapshot(folder: Path):
    if connection.in_atomic_block:
        raise BackupFailed("A backup cannot be made inside of a transaction.")
    return SNAPSHOTS[connection.vendor](folder)


@contextmanager
def sqlite_snapshot(folder: Path) -> Iterator[Snapshot]:
    """Unlike the online copy, VACUUM INTO leaves behind what was deleted and still lies in free pages."""
    path = folder / "database"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    with closing(sqlite3.connect(path)) as copy:
        forget(copy)
        yield Snapshot(
            member="database.sqlite3",
            server=sqlite3.sqlite_version,
            packed=True,
            rows=lambda sql: copy.execute(sql).fetchall(),
            pieces=lambda: pieces_in(path),
        )


def forget(copy: sqlite3.Connection) -> None:
    copy.execute("PRAGMA journal_mode=DELETE")
    copy.execute("PRAGMA secure_delete=ON")
    there = {
        name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    for table in there.intersection(FORGOTTEN):
        copy.execute(f'DELETE FROM "{table}"')
    copy.commit()


def pieces_in(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from pieces_of(file)


@contextmanager
def postgres_snapshot(_folder: Path) -> Iterator[Snapshot]:
    program = program_for("pg_dump", connection_version())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        token = ask(cursor, "SELECT pg_export_snapshot()")[0][0]
        yield Snapshot(
            member="database.dump",
            server=str(connection_version()),
            packed=False,
            rows=lambda sql: ask(cursor, sql),
            pieces=lambda: dumped(program, token),
        )


def ask(cursor, sql: str) -> list:
    cursor.execute(sql)
    return cursor.fetchall()


def connection_version() -> int:
    connection.ensure_connection()
    return connection.pg_version // 10_000


def dumped(program: str, token: str) -> Iterator[bytes]:
    command = [program, "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={token}"]
    command += [f"--exclude-table-data={table}" for table in FORGOTTEN]
    with tempfile.TemporaryFile("w+") as complaints, where() as (address, environment):
        command.append(f"--dbname={address}")
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=complaints, env=environment
        ) as process:
            yield from pieces_of(process.stdout)
        if process.returncode:
            complaints.seek(0)
            raise BackupFailed(f"pg_dump failed: {complaints.read().strip()}")


@contextmanager
def where() -> Iterator[tuple[str, dict]]:
    """Give the address of the database, and an environment with the password, which no list of processes shows."""
    connection.ensure_connection()
    info = connection.connection.info
    yield make_conninfo(**info.get_parameters()), {**os.environ, "PGPASSWORD": info.password or ""}


def program_for(name: str, server: int) -> str:
    """Return the path of a program that is not older than the server, or say what is missing."""
    found = {major: path for path in programs(name) if (major := major_of(path))}
    fitting = [major for major in found if major >= server]
    if fitting:
        return found[min(fitting)]
    there = f"only of {', '.join(map(str, sorted(found)))}" if found else "not there"
    raise BackupFailed(
        f"The database is PostgreSQL {server}, and the program {name} on this machine is {there}."
        f" Install the client programs of PostgreSQL {server}, for example postgresql-client-{server}."
    )


def programs(name: str) -> Iterator[str]:
    if path := shutil.which(name):
        yield path
    yield from map(str, sorted(Path(PLACES_OF_PROGRAMS).glob(f"*/bin/{name}")))


def major_of(path: str) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\) (\d+)", said)
    return int(found[1]) if found else 0


SNAPSHOTS = {"sqlite": sqlite_snapshot, "postgresql": postgres_snapshot}


# Bringing it back, into a place that was found empty.


def bring_back(path: Path, manifest: dict) -> None:
    BRING_BACK[connection.vendor](path, manifest)


def sqlite_back(path: Path, _manifest) -> None:
    place = Path(connection.settings_dict["NAME"])
    connection.close()
    for ending in ("-wal", "-shm"):
        place.with_name(place.name + ending).unlink(missing_ok=True)
    os.replace(path, place)


def postgres_back(path: Path, manifest: dict) -> None:
    try:
        program = program_for("pg_restore", int(manifest["server"]))
    except BackupFailed as error:
        raise BadArchive(str(error)) from error
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
    command = [program, "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
    with where() as (address, environment):
        connection.close()
        command += ["--clean", "--if-exists", f"--dbname={address}", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        raise BadArchive(f"pg_restore failed: {done.stderr.strip()}")


BRING_BACK = {"sqlite": sqlite_back, "postgresql": postgres_back}

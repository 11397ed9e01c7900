"""The one file of a backup: a zip that any tool can open, with a manifest, and its own checksum as its end.

It is written piece by piece under another name and gets its own only when it is whole. Whoever opens
it reads it to the end before believing a word of it.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

FORMAT, VERSION = "narahubung-backup", 1
MANIFEST, FILES = "manifest.json", "files/"
PIECE = 1 << 20
CHECKSUM = 64


class BackupFailed(Exception):
    """No backup came about; the sentence says why."""


class BadArchive(Exception):
    """This file cannot be brought back; the sentence says why."""


class Writer:
    def __init__(self, archive: ZipFile):
        self.archive, self.members = archive, {}

    def add(self, name: str, pieces: Iterable[bytes], packed=False) -> None:
        info = ZipInfo(name)
        info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
        info.external_attr = 0o600 << 16
        digest, size = hashlib.sha256(), 0
        with self.archive.open(info, "w", force_zip64=True) as member:
            for piece in pieces:
                member.write(piece)
                digest.update(piece)
                size += len(piece)
        self.members[name] = {"sha256": digest.hexdigest(), "bytes": size}

    def close_with(self, manifest: dict) -> None:
        words = {"format": FORMAT, "version": VERSION, **manifest, "members": self.members}
        self.archive.writestr(MANIFEST, json.dumps(words, ensure_ascii=False, indent=1))


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """Let an archive be written as `path`.part, and give it its name when it is safe on the disk."""
    part = path.with_name(f"{path.name}.part")
    file = os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        raise BackupFailed(f"Another backup is being written to {path} now.") from None
    try:
        with file:
            file.truncate()
            with ZipFile(file, "w", compresslevel=6) as archive:
                archive.comment = b"0" * CHECKSUM
                yield Writer(archive)
            put_checksum(file)
        os.replace(part, path)
        settle(path.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def put_checksum(file) -> None:
    """The comment of a zip is its end, so the checksum of all before it can stand there."""
    file.flush()
    checksum = checksum_of(file)
    file.seek(-CHECKSUM, os.SEEK_END)
    file.write(checksum.encode())
    file.flush()
    os.fsync(file.fileno())


def settle(folder: Path) -> None:
    """A new name is safe only when its folder is written, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def checksum_of(file) -> str:
    left = file.seek(0, os.SEEK_END) - CHECKSUM
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (piece := file.read(min(PIECE, left))):
        digest.update(piece)
        left -= len(piece)
    return digest.hexdigest()


def pieces_of(file) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


class Archive:
    """An archive of which every byte was checked."""

    def __init__(self, archive: ZipFile, manifest: dict):
        self.archive, self.manifest = archive, manifest
        self.database = next(name for name in manifest["members"] if not name.startswith(FILES))

    def names_of_files(self) -> list[str]:
        return [name for name in self.manifest["members"] if name.startswith(FILES)]

    def extract(self, name: str, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:
            with self.archive.open(name) as member:
                copy.writelines(pieces_of(member))
            copy.flush()
            os.fsync(copy.fileno())


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open a backup after reading it to its end; raises BadArchive with a sentence."""
    try:
        with path.open("rb") as file:
            check_whole(file, path)
            archive = ZipFile(file)
            manifest = manifest_of(archive, path)
            check_members(archive, manifest, path)
            yield Archive(archive, manifest)
    except (BadZipFile, EOFError) as error:
        raise BadArchive(f"{path} is damaged inside: {error}.") from error
    except FileNotFoundError as error:
        if str(error.filename) != str(path):
            raise
        raise BadArchive(f"There is no file {path}.") from error


def check_whole(file, path) -> None:
    if file.read(2) != b"PK" or file.seek(0, os.SEEK_END) < CHECKSUM:
        raise BadArchive(f"{path} is no backup of Narahubung.")
    checksum = checksum_of(file)
    if file.read(CHECKSUM) != checksum.encode():
        raise BadArchive(
            f"{path} was cut off or changed, or is no backup of Narahubung: its checksum does not fit."
            " Take another copy of it."
        )


def manifest_of(archive: ZipFile, path) -> dict:
    try:
        manifest = json.loads(archive.read(MANIFEST))
    except (KeyError, ValueError):
        manifest = None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BadArchive(f"{path} is no backup of Narahubung: it has no manifest.")
    if manifest["version"] > VERSION:
        raise BadArchive(f"{path} was made by a newer Narahubung ({manifest['app']}).")
    return manifest


def check_members(archive: ZipFile, manifest: dict, path) -> None:
    told = manifest["members"]
    if sorted(archive.namelist()) != sorted([*told, MANIFEST]):
        raise BadArchive(f"{path} does not hold what its manifest says.")
    for name, said in told.items():
        if not is_inside(name):
            raise BadArchive(f"{path} holds a file that would lie outside: {name}.")
        digest = hashlib.sha256()
        with archive.open(name) as member:
            for piece in pieces_of(member):
                digest.update(piece)
        if digest.hexdigest() != said["sha256"]:
            raise BadArchive(f"{path} is damaged inside: {name} is not what was put in.")


def is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name

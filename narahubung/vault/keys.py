"""The master keys of this installation: one file each, in a folder that only its owner may read.

The newest key seals, all others still open. The folder never goes into the backup that holds the
database: who has both can read everything, who has one of them can read nothing.
"""

import os
import re
import secrets
import time
from pathlib import Path

from django.conf import settings

KEY_BYTES = 32
INDEX_KEY = "index.key"
SECOND = 1_000_000_000
_kept: dict[str, tuple[int, dict[str, bytes]]] = {}
MASTER_NAME = re.compile(r"master-(\d{8})\.key")


class KeyGone(Exception):
    """The key was destroyed, so what it sealed cannot be read by anyone again."""


def newest_master() -> tuple[int, bytes]:
    """Return the id and the key for new sealing; the first one is made when none exists."""
    keys = keys_on_disk()
    # Names of master keys sort by their number, and after that of the index.
    name = max(keys, default="")
    return (number_of(name), keys[name]) if name > INDEX_KEY else new_master()


def new_master() -> tuple[int, bytes]:
    """Add a master key, with which everything is sealed from now on."""
    newest = max(filter(MASTER_NAME.fullmatch, keys_on_disk()), default="")
    number = number_of(newest) + 1 if newest else 1
    return number, key_file(master_name(number))


def master(number: int) -> bytes:
    try:
        return keys_on_disk()[master_name(number)]
    except KeyError:
        raise KeyGone(f"master key {number} is not in this installation") from None


def masters() -> list[int]:
    """Return the ids of all master keys that are here, the oldest first."""
    return sorted(number_of(name) for name in keys_on_disk() if MASTER_NAME.fullmatch(name))


def age_of_newest() -> float:
    """Return for how many seconds the newest master key has been here."""
    number, _key = newest_master()
    return time.time() - (folder() / master_name(number)).stat().st_mtime


def delete_master(number: int) -> None:
    """Delete an old master key for good. What was wrapped by it alone cannot be read again."""
    if number == newest_master()[0]:
        raise ValueError("the newest master key is in use by whoever seals next")
    (folder() / master_name(number)).unlink()
    _kept.pop(str(settings.VAULT_KEYS), None)


def index_key() -> bytes:
    """Return the key of all blind indexes; it cannot be rotated without computing them again."""
    return keys_on_disk().get(INDEX_KEY) or key_file(INDEX_KEY)


def keys_on_disk() -> dict[str, bytes]:
    """Return all keys by file name, read anew when their folder has changed.

    A folder touched in the last second is not trusted: two changes may share one time stamp.
    """
    path = str(settings.VAULT_KEYS)
    try:
        stamp = os.stat(path).st_mtime_ns
    except FileNotFoundError:
        stamp = os.stat(folder()).st_mtime_ns
    kept = _kept.get(path)
    if kept and kept[0] == stamp:
        return kept[1]
    keys = {entry.name: Path(entry).read_bytes() for entry in os.scandir(path) if is_key(entry)}
    if time.time_ns() - stamp > SECOND:
        _kept[path] = stamp, keys
    return keys


def is_key(entry) -> bool:
    return entry.name == INDEX_KEY or MASTER_NAME.fullmatch(entry.name) is not None


def key_file(name: str) -> bytes:
    """Return the key in the file, made at the first call.

    It is written whole under another name and then linked, so that of two processes that start
    at once the second finds the key of the first, and nobody ever reads half a key.
    """
    path = folder() / name
    if not path.exists():
        draft = path.with_suffix(f".{secrets.token_hex(8)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()


def folder() -> Path:
    path = Path(settings.VAULT_KEYS)
    if not path.exists():
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.chmod(0o700)
    return path


def number_of(name: str) -> int:
    return int(MASTER_NAME.fullmatch(name)[1])


def master_name(number: int) -> str:
    return f"master-{number:08d}.key"

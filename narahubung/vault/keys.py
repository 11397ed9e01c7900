"""The master keys of this installation: one file each, in a folder that only its owner may read.

The newest key seals, all others still open. The folder never goes into the backup that holds the
database: who has both can read everything, who has one of them can read nothing.
"""

import os
import re
import secrets
from pathlib import Path

from django.conf import settings

KEY_BYTES = 32
INDEX_KEY = "index.key"
MASTER_NAME = re.compile(r"master-(\d{8})\.key")


class KeyGone(Exception):
    """The key was destroyed, so what it sealed cannot be read by anyone again."""


def newest_master() -> tuple[int, bytes]:
    """Return the id and the key for new sealing; the first one is made when none exists."""
    ids = master_ids()
    if not ids:
        return new_master()
    return ids[-1], master(ids[-1])


def new_master() -> tuple[int, bytes]:
    """Add a master key, with which everything is sealed from now on."""
    number = (master_ids() or [0])[-1] + 1
    return number, key_file(master_name(number))


def master(number: int) -> bytes:
    path = folder() / master_name(number)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise KeyGone(f"master key {number} is not in this installation") from None


def master_ids() -> list[int]:
    names = [MASTER_NAME.fullmatch(entry.name) for entry in os.scandir(folder())]
    return sorted(int(name[1]) for name in names if name)


def index_key() -> bytes:
    """Return the key of all blind indexes; it cannot be rotated without computing them again."""
    return key_file(INDEX_KEY)


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


def master_name(number: int) -> str:
    return f"master-{number:08d}.key"

"""The keys, apart from everything else: one small file, sealed with a passphrase.

Who has the backup and not this file can read no name. Who has both and knows the passphrase can read all.
"""

import hashlib
import json
import os
from base64 import b64decode, b64encode
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.conf import settings
from django.utils import timezone

from narahubung.operations.backup_archive import BackupFailed, BadArchive, settle
from narahubung.portal.models import Precaution

FORMAT = "narahubung-keys"
# 128 MB and half a second for each guess.
COST = {"n": 2**17, "r": 8, "p": 1}
LEAST_PASSPHRASE = 12
VAULT = "vault/"


def secrets_on_disk() -> dict[str, bytes]:
    """Return every secret of this installation by its name: the keys of the vault, and that of signatures."""
    keys = {VAULT + path.name: path.read_bytes() for path in files_in(settings.VAULT_KEYS)}
    return {path.name: path.read_bytes() for path in files_in(settings.HOME / "secrets")} | keys


def files_in(folder) -> list[Path]:
    folder = Path(folder)
    return sorted(path for path in folder.glob("*") if path.is_file()) if folder.is_dir() else []


def fingerprints() -> dict[str, str]:
    """Return a short fingerprint of each key of the vault. Keys are random, so it betrays nothing of them."""
    return {
        name: hashlib.sha256(b"fingerprint\0" + body).hexdigest()[:16]
        for name, body in secrets_on_disk().items()
        if name.startswith(VAULT) and name.endswith(".key")
    }


def digest() -> str:
    """Return one fingerprint of all keys; it changes when a key comes, goes, or is another."""
    return hashlib.sha256(json.dumps(fingerprints(), sort_keys=True).encode()).hexdigest()


def write_keys(path, passphrase: str) -> int:
    """Seal all secrets into a new file and return how many; raises BackupFailed."""
    path, secrets = Path(path), secrets_on_disk()
    if len(passphrase) < LEAST_PASSPHRASE:
        raise BackupFailed(f"The passphrase needs at least {LEAST_PASSPHRASE} characters.")
    if path.exists():
        raise BackupFailed(f"{path} is there already. Choose another name.")
    try:
        write_new(path, sealed(secrets, passphrase))
        settle(path.parent)
    except OSError as error:
        raise BackupFailed(f"{path} could not be written: {error.strerror}.") from error
    Precaution.objects.note(Precaution.Kind.KEYS, digest=digest(), bytes=path.stat().st_size)
    return len(secrets)


def write_new(path: Path, body: bytes) -> None:
    """Write a file that its owner alone may read, whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def sealed(secrets: dict[str, bytes], passphrase: str) -> bytes:
    head = {"format": FORMAT, "version": 1, "made_at": timezone.now().isoformat(), **COST}
    head |= {"salt": encoded(os.urandom(16)), "nonce": encoded(os.urandom(12))}
    words = json.dumps({name: encoded(body) for name, body in secrets.items()}).encode()
    body = cipher(head, passphrase).encrypt(b64decode(head["nonce"]), words, bound(head))
    return json.dumps({**head, "sealed": encoded(body)}, indent=1).encode() + b"\n"


def unsealed(path: Path, passphrase: str) -> dict[str, bytes]:
    try:
        head = json.loads(path.read_bytes())
        body = b64decode(head.pop("sealed"), validate=True)
        if head["format"] != FORMAT or head["version"] != 1 or {k: head[k] for k in COST} != COST:
            raise ValueError
        lock, nonce = cipher(head, passphrase), b64decode(head["nonce"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise BadArchive(f"{path} is no copy of the keys of Narahubung.") from None
    try:
        words = lock.decrypt(nonce, body, bound(head))
    except InvalidTag:
        raise BadArchive(
            f"{path} does not open: the passphrase is another one, or the file was changed."
        ) from None
    return {name: b64decode(value) for name, value in json.loads(words).items()}


def cipher(head: dict, passphrase: str) -> AESGCM:
    salt, cost = b64decode(head["salt"]), {name: head[name] for name in COST}
    return AESGCM(Scrypt(salt=salt, length=32, **cost).derive(passphrase.encode()))


def bound(head: dict) -> bytes:
    return json.dumps(head, sort_keys=True).encode()


def encoded(body: bytes) -> str:
    return b64encode(body).decode()


def restore_keys(path, passphrase: str) -> int:
    """Lay the secrets back in their places; a key that stands there and is another one stays."""
    found, here = unsealed(Path(path), passphrase), secrets_on_disk()
    others = [
        name
        for name in found
        if name.startswith(VAULT) and here.get(name, found[name]) != found[name]
    ]
    if others:
        raise BadArchive(
            f"Another key stands here already: {', '.join(others)}. Nothing was changed."
            " Move the folder of secrets away first, if no database belongs to it."
        )
    for name, body in found.items():
        target = place_of(name)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_new(target, body)
    return len(found)


def place_of(name: str) -> Path:
    inside = name.removeprefix(VAULT)
    if Path(inside).name != inside:
        raise BadArchive(f"This copy of keys holds a file that would lie outside: {name}.")
    folder = settings.VAULT_KEYS if name.startswith(VAULT) else settings.HOME / "secrets"
    return Path(folder) / inside

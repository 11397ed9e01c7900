"""What a checkpoint says, as text: the signed note of transparency logs, readable by their tools.

example.go.id/buku-besar
1234                                  entries in the tree
base64                                its root
day 2026-11-21
time 2026-11-20T17:05:00Z
previous 2026-11-20 1200 base64       the checkpoint before this one
proof base64                          that its tree is the beginning of ours; one line a hash

— example.go.id/buku-besar base64     four bytes that name the key, then the Ed25519 signature
"""

import hashlib
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from narahubung.vault.keys import key_file

ED25519 = b"\x01"


@dataclass(frozen=True)
class Note:
    origin: str
    size: int
    root: bytes
    day: str = ""
    time: str = ""
    previous: tuple[str, int, bytes] | None = None
    proof: list[bytes] = field(default_factory=list)

    def text(self) -> str:
        lines = [self.origin, str(self.size), encoded(self.root)]
        lines += [f"day {self.day}", f"time {self.time}"]
        if self.previous:
            name, size, root = self.previous
            lines.append(f"previous {name} {size} {encoded(root)}")
        lines += [f"proof {encoded(hash)}" for hash in self.proof]
        return "\n".join(lines) + "\n"


def origin() -> str:
    return f"{urlsplit(settings.SITE_URL).netloc}/buku-besar"


def signing_key() -> Ed25519PrivateKey:
    """Return the key of this installation, which is made when it is first asked for."""
    return Ed25519PrivateKey.from_private_bytes(key_file("ledger.key"))


def public_bytes() -> bytes:
    return signing_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def verifier_key(name: str, public: bytes) -> str:
    """Return the public key in one line, as tools for signed notes read it."""
    return f"{name}+{key_id(name, public).hex()}+{encoded(ED25519 + public)}"


def key_id(name: str, public: bytes) -> bytes:
    return hashlib.sha256(f"{name}\n".encode() + ED25519 + public).digest()[:4]


def sign(note: Note) -> str:
    text = note.text()
    signature = key_id(note.origin, public_bytes()) + signing_key().sign(text.encode())
    return f"{text}\n— {note.origin} {encoded(signature)}\n"


def is_signed_by_us(signed: str) -> bool:
    text, _gap, last = signed.rpartition("\n\n")
    name, _space, signature = last.strip().removeprefix("— ").partition(" ")
    try:
        raw = b64decode(signature, validate=True)
        public = public_bytes()
        Ed25519PublicKey.from_public_bytes(public).verify(raw[4:], f"{text}\n".encode())
    except (InvalidSignature, ValueError):
        return False
    return raw[:4] == key_id(name, public)


def read(signed: str) -> Note:
    """Read a checkpoint. The signature is another question; raises ValueError where it is none."""
    text, gap, _signature = signed.replace("\r\n", "\n").partition("\n\n")
    lines = text.split("\n")
    if not gap or len(lines) < 3:
        raise ValueError("this is no checkpoint")
    words = [line.split(" ") for line in lines[3:]]
    known = {first: rest for first, *rest in words if first != "proof"}
    previous = known.get("previous")
    return Note(
        origin=lines[0],
        size=int(lines[1]),
        root=b64decode(lines[2], validate=True),
        day=" ".join(known.get("day", [])),
        time=" ".join(known.get("time", [])),
        previous=previous and (previous[0], int(previous[1]), b64decode(previous[2])),
        proof=[b64decode(rest[0]) for first, *rest in words if first == "proof"],
    )


def encoded(words: bytes) -> str:
    return b64encode(words).decode()

"""The chain of a file's events: each hash covers the line and the hash before it (RFC 8785, SHA-256)."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC

import rfc8785

LARGEST = 2**53 - 1
PLAIN = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def commitment(words: str, salt: str) -> str:
    """Commit to words without showing them; whoever has words and salt can prove them."""
    return hashlib.sha256(f"{salt}\n{words}".encode()).hexdigest()


def entry_hash(body: dict, before: str) -> str:
    return hashlib.sha256(before.encode() + b"\n" + canonical(body)).hexdigest()


def canonical(value) -> bytes:
    """Return JSON by RFC 8785. What has no fractions and no odd keys, Python's own encoder writes alike, faster."""
    return PLAIN(value).encode() if is_plain(value) else rfc8785.dumps(value)


def is_plain(value) -> bool:
    if value is None or isinstance(value, str | bool):
        return True
    if isinstance(value, int):
        return -LARGEST <= value <= LARGEST
    if isinstance(value, dict):
        return all(type(k) is str and k.isascii() and is_plain(v) for k, v in value.items())
    return isinstance(value, list) and all(map(is_plain, value))


def body_of(entry, subject: str) -> dict:
    """Return what the hash is taken of, in the shape that RFC 8785 makes canonical."""
    return {
        "subject": subject,
        "seq": entry.seq,
        "kind": entry.kind,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor_id,
        "role": entry.role,
        "place": entry.place,
        "note": entry.commitment,
        "facts": entry.facts,
        "public": entry.public,
    }


def first_fault(subject: str, entries: Iterable, length: int | None = None, head: str = "") -> str:
    """Return in words what is wrong first with a file's entries, given in order; empty if nothing is.

    `length` and `head` are what the file itself says of its chain.
    """
    before, expected = "", 1
    for entry in entries:
        if fault := fault_of(entry, subject, before, expected):
            return f"{subject}: {fault}"
        before, expected = entry.hash, expected + 1
    if length is None:
        return ""
    if expected <= length:
        return f"{subject}: entry {expected} is missing, the file had {length}"
    if expected > length + 1:
        return f"{subject}: entry {length + 1} was added behind the last one"
    if before != head:
        return f"{subject}: entry {length} is not the one with which the file ends"
    return ""


def fault_of(entry, subject: str, before: str, expected: int) -> str:
    """Return what is wrong with one entry that should stand here. Words erased lawfully lost their salt too."""
    if entry.seq > expected:
        return f"entry {expected} is missing"
    if entry.seq < expected:
        return f"entry {entry.seq} is there twice"
    if (entry.salt or entry.note) and commitment(entry.note, entry.salt) != entry.commitment:
        return f"the words of entry {entry.seq} were changed"
    return "" if is_its_hash(entry, subject, before) else f"entry {entry.seq} was changed"


def is_its_hash(entry, subject: str, before: str) -> bool:
    try:
        return entry_hash(body_of(entry, subject), before) == entry.hash
    except (AttributeError, TypeError, ValueError):
        # Somebody wrote a value that no entry can hold.
        return False

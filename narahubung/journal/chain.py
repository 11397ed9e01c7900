"""The chain of a file's events: each hash covers the line and the hash before it (RFC 8785, SHA-256)."""

import hashlib
from collections.abc import Iterable

import rfc8785


def commitment(words: str, salt: str) -> str:
    """Commit to words without showing them; whoever has words and salt can prove them."""
    return hashlib.sha256(f"{salt}\n{words}".encode()).hexdigest()


def entry_hash(body: dict, before: str) -> str:
    return hashlib.sha256(before.encode() + b"\n" + rfc8785.dumps(body)).hexdigest()


def first_fault(subject: str, entries: Iterable) -> str:
    """Return in words what is wrong first with a file's entries, given in order; empty if nothing is."""
    before, expected = "", 1
    for entry in entries:
        if entry.seq != expected:
            return f"{subject}: entry {expected} is missing"
        if entry.note and commitment(entry.note, entry.salt) != entry.commitment:
            return f"{subject}: the words of entry {entry.seq} were changed"
        if entry_hash(entry.body(subject), before) != entry.hash:
            return f"{subject}: entry {entry.seq} was changed"
        before, expected = entry.hash, expected + 1
    return ""

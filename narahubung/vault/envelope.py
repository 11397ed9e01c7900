"""Sealing with two layers of keys: a data key for each thing, wrapped by a master key.

Destroying a wrapped data key makes everything under it unreadable, in old backups too. The
context names what a sealed value belongs to; a value copied to another place does not open there.
"""

import json
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from narahubung.vault import keys
from narahubung.vault.keys import KeyGone

VERSION = b"\x01"
ID_BYTES = 4
NONCE_BYTES = 12
TAG_BYTES = 16
HEADER_BYTES = len(VERSION) + ID_BYTES


class Tampered(Exception):
    """The sealed bytes were changed, cut, or do not belong to this context."""


def new_data_key(context: bytes) -> bytes:
    """Return a fresh data key, wrapped: safe to store beside what it will seal."""
    return wrap(AESGCM.generate_key(bit_length=256), context)


def seal(wrapped: bytes, plaintext: bytes, context: bytes) -> bytes:
    return encrypt(unwrap(wrapped, context), VERSION, plaintext, context)


def unseal(wrapped: bytes, sealed: bytes, context: bytes) -> bytes:
    data_key = unwrap(wrapped, context)
    return decrypt(data_key, bytes(sealed), len(VERSION), context)


def seal_json(wrapped: bytes, value, context: bytes) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return seal(wrapped, text.encode("utf-8", "surrogatepass"), context)


def unseal_json(wrapped: bytes, sealed: bytes, context: bytes):
    return json.loads(unseal(wrapped, sealed, context).decode("utf-8", "surrogatepass"))


def rewrap(wrapped: bytes, context: bytes) -> bytes:
    """Return the same data key under the newest master key; what it sealed stays as it is."""
    return wrap(unwrap(wrapped, context), context)


def is_under_newest(wrapped: bytes) -> bool:
    number, _ = keys.newest_master()
    return master_number(wrapped) == number


def wrap(data_key: bytes, context: bytes) -> bytes:
    number, master = keys.newest_master()
    return encrypt(master, VERSION + number.to_bytes(ID_BYTES, "big"), data_key, context)


def unwrap(wrapped: bytes, context: bytes) -> bytes:
    master = keys.master(master_number(wrapped))
    return decrypt(master, bytes(wrapped), HEADER_BYTES, context)


def master_number(wrapped: bytes) -> int:
    if not wrapped:
        raise KeyGone("the data key was destroyed")
    header = bytes(wrapped)[:HEADER_BYTES]
    if len(header) < HEADER_BYTES or not header.startswith(VERSION):
        raise Tampered("this is not a wrapped data key")
    return int.from_bytes(header[len(VERSION) :], "big")


def encrypt(key: bytes, header: bytes, plaintext: bytes, context: bytes) -> bytes:
    # Random nonces are safe up to 2^32 messages a key; a data key seals dozens, a master key millions.
    nonce = os.urandom(NONCE_BYTES)
    return header + nonce + AESGCM(key).encrypt(nonce, plaintext, header + context)


def decrypt(key: bytes, message: bytes, header_bytes: int, context: bytes) -> bytes:
    header, rest = message[:header_bytes], message[header_bytes:]
    if not header.startswith(VERSION) or len(rest) < NONCE_BYTES + TAG_BYTES:
        raise Tampered("the sealed bytes are cut or of another kind")
    try:
        return AESGCM(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], header + context)
    except InvalidTag:
        raise Tampered("the sealed bytes were changed or belong elsewhere") from None

#!/usr/bin/env python3
"""Checks the receipt of a complaint. Needs nothing but Python 3.9 or newer: no network, no other file.

    python3 check_receipt.py bukti.json                     the receipt in itself
    python3 check_receipt.py bukti.json 2026-11-21.txt      and against a checkpoint that you have kept

Prints `sah` (valid) and ends with 0, or prints the first fault and ends with 1; with 2 if a file cannot
be read. What is checked: that the words are those of the entry, the entry is the one in the chain, the
chain's hash is a leaf of the tree (RFC 9162), and the tree is the one of the checkpoint. The signature
of the checkpoint (Ed25519) is not checked here, because Python's standard library has no Ed25519;
a copy of the checkpoint from another place than the receipt is the stronger proof anyway.
"""

import base64
import hashlib
import json
import sys

FORMAT = "narahubung-receipt-1"
LARGEST = 2**53 - 1


# Marks the sentences that the web page shows in other languages; here they stay as they are.
_ = str


class Fault(Exception):
    """What does not fit: a sentence, and what stands in its gaps."""

    def __init__(self, words: str, **values):
        super().__init__(words % values)
        self.words, self.values = words, values


def canonical(value) -> bytes:
    """Write JSON as RFC 8785 does, for all values that entries hold; they hold no broken numbers."""
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise Fault(_("a key of the entry is no text"))
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        inside = b",".join(canonical(key) + b":" + canonical(value[key]) for key in keys)
        return b"{" + inside + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(canonical(one) for one in value) + b"]"
    if isinstance(value, bool) or value is None or isinstance(value, str):
        try:
            return json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise Fault(_("a text of the entry holds half a character")) from None
    if isinstance(value, int) and abs(value) <= LARGEST:
        return str(value).encode()
    raise Fault(
        _("the entry holds a value that receipts do not know: %(value)s"), value=str(value)[:40]
    )


def sha256(words: bytes) -> bytes:
    return hashlib.sha256(words).digest()


def commitment(words: str, salt: str) -> str:
    return sha256(f"{salt}\n{words}".encode()).hex()


def root_of(index: int, size: int, leaf: bytes, path: list) -> bytes:
    """Climb from a leaf to the root, by RFC 9162, section 2.1.3.2."""
    if not 0 <= index < size:
        raise Fault(_("the leaf lies outside of the tree"))
    number, last, found = index, size - 1, sha256(b"\x00" + leaf)
    for sibling in path:
        if last == 0:
            raise Fault(_("the path is too long"))
        if number & 1 or number == last:
            found = sha256(b"\x01" + sibling + found)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            found = sha256(b"\x01" + found + sibling)
        number, last = number >> 1, last >> 1
    if last:
        raise Fault(_("the path is too short"))
    return found


def read_checkpoint(text: str) -> tuple:
    """Return (origin, size, root) of a checkpoint."""
    lines = text.replace("\r\n", "\n").split("\n")
    try:
        return lines[0], int(lines[1]), base64.b64decode(lines[2], validate=True)
    except (IndexError, ValueError):
        raise Fault(_("the checkpoint cannot be read")) from None


def check(receipt: dict, kept: str = "") -> None:
    """Raise the first fault of a receipt; `kept` is the text of a checkpoint from elsewhere."""
    if not isinstance(receipt, dict) or receipt.get("format") != FORMAT:
        raise Fault(_("this is no receipt of the form %(form)s"), form=FORMAT)
    try:
        check_entry(receipt)
        check_tree(receipt, kept)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Fault(_("the receipt is incomplete or damaged")) from None


def check_entry(receipt: dict) -> None:
    entry, salt = receipt["entry"], receipt["salt"]
    if salt and commitment(receipt["note"], salt) != entry["note"]:
        raise Fault(_("the note is not the one of the entry"))
    if "text" in receipt and commitment(receipt["text"], salt) != entry["facts"]["text"]:
        raise Fault(_("the text of the complaint is not the one that was filed"))
    if sha256(receipt["before"].encode() + b"\n" + canonical(entry)).hex() != receipt["hash"]:
        raise Fault(_("the entry is not the one of the chain: its hash differs"))


def check_tree(receipt: dict, kept: str) -> None:
    origin, size, root = read_checkpoint(receipt["checkpoint"])
    path = [bytes.fromhex(one) for one in receipt["path"]]
    leaf = bytes.fromhex(receipt["hash"])
    if root_of(receipt["leaf"], size, leaf, path) != root:
        raise Fault(_("the entry is not in the tree of the checkpoint"))
    if not kept:
        return
    kept_origin, kept_size, kept_root = read_checkpoint(kept)
    if kept_origin != origin:
        raise Fault(
            _("the kept checkpoint is of %(kept)s, the receipt of %(own)s"),
            kept=kept_origin,
            own=origin,
        )
    if kept_size != size:
        raise Fault(
            _("the kept checkpoint covers another number of entries: compare with %(name)s.txt"),
            name=receipt["checkpoint_name"],
        )
    if kept_root != root:
        raise Fault(_("the kept checkpoint has another root: the ledger was changed since"))


def main(arguments: list) -> int:
    if len(arguments) not in (1, 2):
        sys.stdout.write(__doc__ or "")
        return 2
    try:
        with open(arguments[0], encoding="utf-8") as file:
            receipt = json.load(file)
        kept = ""
        if len(arguments) == 2:
            with open(arguments[1], encoding="utf-8") as file:
                kept = file.read() or "\n"
    except (OSError, ValueError) as error:
        sys.stdout.write(f"cannot be read: {error}\n")
        return 2
    try:
        check(receipt, kept)
    except Fault as fault:
        sys.stdout.write(f"tidak sah (not valid): {fault}\n")
        return 1
    entry = receipt["entry"]
    sys.stdout.write(f"sah (valid): {entry.get('subject')}, {entry.get('at')}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

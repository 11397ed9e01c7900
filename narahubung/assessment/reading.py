"""Instruments on file: TOML to plain text, lists and whole numbers, and the one form that is frozen."""

import re
import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path

from narahubung.assessment.scheme import Scheme, build
from narahubung.assessment.shadow import Mapping, Pair
from narahubung.journal.chain import canonical

DATA = Path(__file__).parent / "data"
MAPPINGS = DATA / "mappings"
# Written as numbers, kept as text: 21.85 must stay 21.85.
DECIMALS = {"weight", "lowest", "highest", "zero", "step"}
PLAIN_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,12})?", re.ASCII)


class Unreadable(Exception):
    """The file is not TOML. The words are for whoever wrote it."""


def read(text: str) -> dict:
    try:
        said = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(str(error)) from error
    return plain(said)


def plain(value, name=""):
    """Return what is written as text, lists and whole numbers, so that each thing has one spelling."""
    if isinstance(value, dict):
        return {key: plain(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one, name) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return shortest(value)
    if name in DECIMALS and type(value) in (int, str) and PLAIN_NUMBER.fullmatch(str(value)):
        return shortest(Decimal(value))
    return value


def shortest(number: Decimal) -> str:
    """Write a number one way: 88, 88.0 and 88.00 are the same edge. What no instrument needs stays as it was."""
    if not PLAIN_NUMBER.fullmatch(str(number)):
        return str(number)
    return format(number.normalize() + 0, "f")


def frozen_text(said: dict) -> str:
    """Return the canonical form (RFC 8785) by which an instrument is kept for ever."""
    return canonical(said).decode()


def fingerprint(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def files(folder: Path | None = None) -> list[Path]:
    return sorted((folder or DATA).glob("[0-9]*/*.toml"))


@cache
def on_file() -> dict[str, dict]:
    """Return each instrument that comes with the house, by code."""
    said = [read(path.read_text(encoding="utf-8")) for path in files()]
    return {one["code"]: one for one in said}


@cache
def scheme_on_file(code: str) -> Scheme:
    return build(on_file()[code])


@cache
def mappings() -> tuple[Mapping, ...]:
    rows = [read(path.read_text(encoding="utf-8")) for path in sorted(MAPPINGS.glob("*.toml"))]
    return tuple(mapping_of(row) for row in rows)


def mapping_of(row: dict) -> Mapping:
    pairs = tuple(Pair(one["to"], tuple(one["by"])) for one in row["pair"])
    about = (row[name] for name in ("source", "confidence", "note_id", "note_en"))
    return Mapping(row["first"], row["second"], pairs, *about)


def mapping(first: str, second: str) -> Mapping | None:
    found = (m for m in mappings() if (m.first, m.second) == (first, second))
    return next(found, None)

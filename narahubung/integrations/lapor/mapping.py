"""What the words of the export mean here: read from `data/mapping.toml`, tolerant of words unknown to it."""

import re
import tomllib
from functools import cache
from pathlib import Path

from narahubung.complaints.models import Shield

MAPPING = Path(__file__).with_name("data") / "mapping.toml"
UNKNOWN_STATUS = ("received", "")


def folded(text: str) -> str:
    return " ".join(text.casefold().split())


@cache
def words() -> dict[str, dict]:
    tables = tomllib.loads(MAPPING.read_text(encoding="utf-8"))
    return {name: {folded(k): v for k, v in table.items()} for name, table in tables.items()}


def standing(status: str) -> tuple[str, str] | None:
    """Return stage and outcome of a status, or None if nobody has met it yet."""
    found = words()["status"].get(folded(status))
    return tuple(found) if found else None


def class_code(text: str) -> str | None:
    return words()["classification"].get(folded(text))


def steps_before(stage: str) -> list[str]:
    return words()["steps"].get(stage, "").split()


def kind_of(name: str) -> str:
    first = folded(name).partition(" ")[0]
    return words()["kind"].get(first, "other")


def status_of(stage: str, outcome: str) -> str:
    """Return the word of the export for a file that has gone on in this house."""
    if (stage, outcome) == ("closed", "confirmed"):
        return "Ditutup oleh Pelapor"
    return words()["stage"][stage]


def shield_of(text: str) -> tuple[str, bool, bool]:
    """Return the shield, whether the name may be kept at all, and whether the words were known.

    "Anonim" keeps no name. "Rahasia" keeps the report from the public. With both, the shield is
    secret and no name is kept: a missing row is more than a hidden one. An unknown word is secret.
    """
    parts = {p for p in re.split(r"[^a-z]+|\bdan\b", text.casefold()) if p}
    known = parts <= {"anonim", "anonymous", "rahasia", "secret", "normal", "terbuka", "publik"}
    anonymous = bool(parts & {"anonim", "anonymous"})
    if not known or parts & {"rahasia", "secret"}:
        return Shield.SECRET, not anonymous, known
    return (Shield.ANONYMOUS if anonymous else Shield.OPEN), not anonymous, known

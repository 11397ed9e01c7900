"""The register of processing (UU 27/2022 Pasal 31): read from `data/processing.toml`, shown to everybody."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

DATA = Path(__file__).parent / "data"
FILE = DATA / "processing.toml"


class Incomplete(ValueError):
    """An entry of the register lacks what the law wants to stand there."""


@dataclass(frozen=True)
class Processing:
    """One kind of processing, in both languages. `retention` names the kinds of the retention schedule."""

    code: str
    people: dict
    data: dict
    purpose: dict
    basis: str
    confidence: str
    receives: dict
    kept: dict
    safeguards: dict
    name: dict
    specific: bool
    retention: tuple[str, ...]

    def said(self) -> dict:
        """Return what is written in the language of the page."""
        tongue = "en" if (get_language() or "id").startswith("en") else "id"
        fields = ("name", "purpose", "people", "data", "receives", "kept", "safeguards")
        return {field: getattr(self, field)[tongue] for field in fields}


@cache
def register() -> tuple[Processing, ...]:
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["processing"]
    return tuple(entry(row) for row in rows)


def entry(row: dict) -> Processing:
    """Return an entry, or say what it lacks: an empty sentence is no safeguard."""
    wanted = set(Processing.__dataclass_fields__)
    if missing := wanted - set(row):
        raise Incomplete(f"{row.get('code', '?')} lacks {', '.join(sorted(missing))}")
    if extra := set(row) - wanted:
        raise Incomplete(f"{row['code']} has {', '.join(sorted(extra))}, which is no field")
    for field, value in row.items():
        if isinstance(value, dict) and not all(value.get(tongue) for tongue in ("id", "en")):
            raise Incomplete(f"{row['code']}: {field} is not said in both languages")
    return Processing(**{**row, "retention": tuple(row["retention"])})

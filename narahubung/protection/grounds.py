"""On which grounds a request may be refused: read from `data/refusals.toml`, each with its article."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Ground:
    code: str
    article: str
    confidence: str
    kinds: tuple[str, ...]
    id: str
    en: str

    def __str__(self):
        words = self.en if (get_language() or "id").startswith("en") else self.id
        return f"{words} ({self.article})"


@cache
def grounds() -> dict[str, Ground]:
    rows = tomllib.loads((DATA / "refusals.toml").read_text(encoding="utf-8"))["ground"]
    return {row["code"]: Ground(**{**row, "kinds": tuple(row["kinds"])}) for row in rows}


def grounds_for(kind: str) -> list[Ground]:
    return [ground for ground in grounds().values() if kind in ground.kinds]

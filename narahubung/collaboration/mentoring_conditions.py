"""The eight conditions of good complaint handling, read from data with their source. Pure."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Condition:
    code: str
    id: str
    en: str
    about_id: str
    about_en: str
    basis: str

    @property
    def name(self):
        return self.en if is_english() else self.id

    @property
    def about(self):
        return self.about_en if is_english() else self.about_id


def is_english() -> bool:
    return (get_language() or "id").startswith("en")


@cache
def written() -> dict:
    return tomllib.loads((DATA / "conditions.toml").read_text(encoding="utf-8"))


@cache
def conditions() -> tuple[Condition, ...]:
    return tuple(Condition(**row) for row in written()["condition"])


def levels() -> list[tuple[int, str]]:
    """Return each score with its words, the lowest first."""
    return [(row["value"], row["en" if is_english() else "id"]) for row in written()["score"]]


def source() -> str:
    return written()["source"]


def highest() -> int:
    return max(row["value"] for row in written()["score"])


def is_measured(kind: str) -> bool:
    """Tell whether a kind of mentoring is scored before and after."""
    return kind in written()["measured_in"]

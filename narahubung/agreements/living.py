"""Paper or living: by a rule that stands as data, shown in words. Pure."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from narahubung.agreements.periods import add_months

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Rule:
    """An agreement lives while at least this share of its commitments has evidence of the last periods."""

    share: int
    periods: int
    once_months: int
    words_id: str
    words_en: str

    def words(self, language: str) -> str:
        said = self.words_en if language.startswith("en") else self.words_id
        return said.format(share=self.share, periods=self.periods)


@dataclass(frozen=True)
class Life:
    fresh: int
    of: int
    lives: bool


@cache
def rule() -> Rule:
    return Rule(**tomllib.loads((DATA / "living.toml").read_text(encoding="utf-8")))


def life_of(
    commitments: Iterable[tuple[int, date | None]], today: date, by: Rule | None = None
) -> Life:
    """Judge by (months of a period, last day of evidence) of each commitment; none at all is paper."""
    by = by or rule()
    rows = list(commitments)
    fresh = sum(is_fresh(months, day, today, by) for months, day in rows)
    return Life(fresh, len(rows), bool(rows) and 100 * fresh >= by.share * len(rows))


def is_fresh(months: int, evidence_on: date | None, today: date, by: Rule) -> bool:
    if evidence_on is None:
        return False
    return evidence_on >= add_months(today, -by.periods * (months or by.once_months))

"""How alike two files are: a pure function of what is known of both, its weights in `data/likeness.toml`."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path

DATA = Path(__file__).parent / "data" / "likeness.toml"
# A word of which nothing was counted stands in so many files; see `WordCount`.
UNCOUNTED = 4
FEWEST_FILES = 1_000
SMALL_MARKS = {
    "rt": "same_rt_rw",
    "rw": "same_rt_rw",
    "jalan": "same_street",
    "gang": "same_street",
}


@dataclass(frozen=True)
class Likeness:
    """A score between nothing and one, the signs that made it, and the stems that both have."""

    score: float
    signs: tuple[str, ...]
    shared: frozenset[str]


@dataclass(frozen=True)
class Rarity:
    """How much each word of a question says: a rare one more than a common one."""

    of: dict[str, float]
    whole: float

    @classmethod
    def counted(cls, words: Collection[str], files: dict[str, int], all_files: int) -> "Rarity":
        n = max(all_files, FEWEST_FILES)
        of = {word: idf(n, files.get(word, UNCOUNTED)) for word in words}
        return cls(of, sum(of.values()) or 1.0)


def idf(n: int, files: int) -> float:
    return log(1 + max(n - files + 0.5, 0.5) / (files + 0.5))


@cache
def weights() -> dict[str, dict[str, float]]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def likeness(asked, known, rarity: Rarity, shared: frozenset[str]) -> Likeness:
    """Compare a question with what is kept of a file; both have the fields of a gist."""
    signs = tuple(signs_of(asked, known))
    said = weights()
    heard = by_words(rarity, shared, known.size, said["words"])
    return Likeness(chance(heard + sum(said["signs"][sign] for sign in signs)), signs, shared)


def by_words(rarity, shared, size, said) -> float:
    found = sum(rarity.of[word] for word in shared) / rarity.whole
    covered = len(shared) / max(size, 1)
    return said["begin"] + said["found"] * found + said["covered"] * covered


def chance(odds: float) -> float:
    return 1 / (1 + exp(-odds)) if odds > -700 else 0.0


def signs_of(asked, known):
    if asked.digest and asked.digest == known.digest:
        yield "same_text"
    kinds = {mark.partition(":")[0] for mark in common_marks(asked, known)}
    yield from sorted({SMALL_MARKS.get(kind, "same_spot") for kind in kinds})
    yield from same_place(asked.region, known.region)
    for field in ("service", "category", "agency"):
        if getattr(asked, field) and getattr(asked, field) == getattr(known, field):
            yield f"same_{field}"
    apart = abs((asked.day - known.day).days)
    if apart <= 7:
        yield "a_week"
    elif apart > 180:
        yield "half_a_year"


def common_marks(asked, known) -> set[str]:
    if not (asked.landmarks and known.landmarks):
        return set()
    return set(asked.landmarks.split()) & set(known.landmarks.split())


def same_place(one: str, other: str):
    """64.02.05.2001 is a village: province, regency, district and itself."""
    if one == other and one.count(".") == 3:
        yield "same_village"
    if min(one.count("."), other.count(".")) >= 2:
        yield "same_district" if one[:8] == other[:8] else "other_district"

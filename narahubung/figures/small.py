"""Small numbers for the public: hidden, and with them enough others that no hidden one can be computed.

Fewer than five could point at a person. One hidden number is the total less the shown ones, so it never
stands alone; together the hidden ones are never fewer than five, and never so many that each must be four.
"""

from collections.abc import Mapping

LEAST = 5


def protected(counts: Mapping[str, int], least: int = LEAST) -> dict[str, int | None]:
    """Return the counts of one list that may be shown beside their total; None is a hidden one.

    Further ones are hidden from the smallest up, and alike ones together: which of two were hidden would
    tell something to those who know how it is done.
    """
    hidden = {name: n for name, n in counts.items() if n < least}
    rest = sorted(n for n in counts.values() if n >= least)
    while hidden and rest and not stands(hidden.values(), least):
        next_one, rest = rest[0], [n for n in rest if n > rest[0]]
        hidden |= {name: n for name, n in counts.items() if n == next_one}
    return {name: None if name in hidden else n for name, n in counts.items()}


def stands(hidden, least: int) -> bool:
    """Tell whether these numbers keep each other hidden, although everybody knows their sum."""
    hidden = list(hidden)
    all_known = max(hidden) < least and sum(hidden) == (least - 1) * len(hidden)
    return len(hidden) > 1 and sum(hidden) >= least and not all_known


def total_shown(counts: Mapping[str, int], least: int = LEAST) -> int | None:
    """Return the total, or nothing where it is itself too small."""
    total = sum(counts.values())
    return total if total >= least else None

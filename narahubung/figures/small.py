"""Small numbers for the public: hidden, and with them enough others that no hidden one can be computed.

Fewer than five could point at a person. One hidden number is the total less the shown ones, so it never
stands alone, and together the hidden ones are never fewer than five.
"""

from collections.abc import Mapping

LEAST = 5


def protected(counts: Mapping[str, int], least: int = LEAST) -> dict[str, int | None]:
    """Return the counts of one list that may be shown beside their total; None is a hidden one.

    Which further number is hidden is decided by the numbers alone, the smallest first.
    """
    order = sorted(counts, key=lambda name: (counts[name], name))
    hidden = [name for name in order if counts[name] < least]
    rest = order[len(hidden) :]
    while hidden and rest and (len(hidden) < 2 or sum(map(counts.get, hidden)) < least):
        hidden.append(rest.pop(0))
    return {name: None if name in hidden else n for name, n in counts.items()}


def total_shown(counts: Mapping[str, int], least: int = LEAST) -> int | None:
    """Return the total, or nothing where it is itself too small."""
    total = sum(counts.values())
    return total if total >= least else None

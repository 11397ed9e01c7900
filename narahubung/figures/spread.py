"""The middle and the tail of many values of which each is counted. Two such counts are merged by adding."""

from collections import Counter


def median(counted: Counter) -> float | int | None:
    """Return the middle value; of an even number the mean of the two middle ones."""
    total = counted.total()
    if not total:
        return None
    low, high = nth(counted, (total - 1) // 2), nth(counted, total // 2)
    return low if low == high else (low + high) / 2


def percentile(counted: Counter, share: int) -> int | None:
    """Return the smallest value that is not below `share` percent of all: the nearest rank, never a guess."""
    total = counted.total()
    return nth(counted, -(-total * share // 100) - 1) if total else None


def nth(counted: Counter, n: int) -> int:
    for value in sorted(counted):
        n -= counted[value]
        if n < 0:
            return value
    raise IndexError

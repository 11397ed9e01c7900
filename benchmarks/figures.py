"""The arithmetic of the benchmark: plain functions."""

from math import ceil


def percentile(values, percent: int) -> float:
    """Return the smallest value that at least so many percent of all do not exceed."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("nothing was measured")
    return ordered[max(ceil(len(ordered) * percent / 100), 1) - 1]


def ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def per_million(seconds: float, counted: int) -> float:
    """Return how long a million of them would take at this pace."""
    return seconds * 1_000_000 / counted if counted else 0.0

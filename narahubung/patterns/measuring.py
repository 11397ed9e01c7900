"""How well the like of a text is found: recall, precision of what is shown, and how long it took. Plain functions."""

import time
from collections.abc import Iterable
from math import ceil

from narahubung.patterns.candidates import Archive, alike
from narahubung.patterns.gists import Question

RANKS = (1, 5, 10)
SHOWN = 5


def measured(asked: Iterable[tuple[Question, set[int]]], visible, archive: Archive) -> dict:
    """Ask each question and compare with the files that ought to be found; an empty set is none at all."""
    tellings = [told(question, right, visible, archive) for question, right in asked]
    return summed(tellings)


def told(question, right, visible, archive) -> dict:
    began = time.perf_counter()
    found = alike(question, visible, max(RANKS), archive)
    seconds = time.perf_counter() - began
    files = [candidate.file for candidate in found]
    return {
        "seconds": seconds,
        "wanted": bool(right),
        "rank": next((n for n, file in enumerate(files, start=1) if file in right), None),
        "shown": [c.file in right for c in found[:SHOWN] if c.is_likely],
    }


def summed(tellings: list[dict]) -> dict:
    wanted = [t["rank"] for t in tellings if t["wanted"]]
    shown = [right for t in tellings for right in t["shown"]]
    times = sorted(t["seconds"] for t in tellings)
    return {
        "queries": len(tellings),
        **{f"recall@{n}": part([rank and rank <= n for rank in wanted]) for n in RANKS},
        "shown": len(shown),
        "precision_shown": part(shown),
        "queries_shown_the_right_one": part([any(t["shown"]) for t in tellings if t["wanted"]]),
        "p50_ms": milliseconds(times, 50),
        "p95_ms": milliseconds(times, 95),
    }


def part(truths) -> float | None:
    """Return the part of these that are true; of nothing there is no part."""
    truths = [bool(truth) for truth in truths]
    return round(sum(truths) / len(truths), 4) if truths else None


def milliseconds(times, percent) -> float | None:
    return round(times[max(ceil(len(times) * percent / 100), 1) - 1] * 1000, 1) if times else None

"""What has become of a promise: a pure function of its terms, of figures, of proofs and of the day.

Time is cut into periods. Each is judged by itself, and the state follows from the period that runs, the
last one that ended, and, once it is all over, from all of them. A better figure never worsens a state.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import IntEnum

from narahubung.agreements.periods import Period, periods

AT_LEAST, AT_MOST = "at_least", "at_most"
VERIFIED, WAITING, REFUSED = "verified", "waiting", "refused"


class Kind(IntEnum):
    """The worst first, so that states can be compared."""

    MISSED = 0
    AT_RISK = 1
    ON_TRACK = 2
    KEPT = 3

    @property
    def code(self) -> str:
        return self.name.lower()


class Verdict(IntEnum):
    """What is to be said of one period. Quiet: nothing to judge by. Handed: a proof that nobody has verified."""

    QUIET = 0
    BROKEN = 1
    RISK = 2
    HANDED = 3
    FINE = 4
    KEPT = 5


GOOD = (Verdict.HANDED, Verdict.FINE, Verdict.KEPT)


@dataclass(frozen=True)
class Terms:
    """The words of a promise as numbers. Without a threshold it is proved by hand.

    `months` is the length of a period; 0 means once, in the whole time. What `grows` is counted up during a
    period, such as meetings; a share, a middle value or what lies open now does not.
    """

    starts_on: date
    ends_on: date
    months: int
    threshold: Decimal | None = None
    comparison: str = AT_LEAST
    grows: bool = False

    def met_by(self, value: Decimal) -> bool:
        assert self.threshold is not None
        return value >= self.threshold if self.comparison == AT_LEAST else value <= self.threshold


@dataclass(frozen=True)
class Shown:
    """A proof: for which day it speaks, and what became of it."""

    day: date
    fate: str = WAITING


@dataclass(frozen=True)
class Judged:
    period: Period
    verdict: Verdict
    value: Decimal | None = None
    day: date | None = None


@dataclass(frozen=True)
class State:
    """`reason` names a sentence of `reasons.py`, and `numbers` what stands in it.

    `evidence_on` is the last day of which a figure or a verified proof speaks, `next_on` the end of this period.
    """

    kind: Kind
    reason: str
    numbers: dict = field(default_factory=dict)
    value: Decimal | None = None
    evidence_on: date | None = None
    next_on: date | None = None


def state_of(
    terms: Terms,
    series: Mapping[date, Decimal | None],
    proofs: Iterable[Shown],
    today: date,
) -> State:
    """Return what has become of a promise; `series` holds a value for the first day of each period."""
    begun = [p for p in periods(terms.starts_on, terms.ends_on, terms.months) if p.first <= today]
    if not begun:
        return State(Kind.ON_TRACK, "begins", {"day": terms.starts_on}, next_on=terms.starts_on)
    judged = [judge(terms, period, series, tuple(proofs), today) for period in begun]
    running = judged[-1] if judged[-1].period.last >= today else None
    closed = judged[:-1] if running else judged
    kind, reason = at_the_end(closed) if running is None else on_the_way(terms, closed, running)
    now = running or judged[-1]
    return State(
        kind,
        reason,
        numbers(terms, closed, now, today),
        now.value,
        evidence(terms, judged, today),
        running.period.last if running else None,
    )


# One period.


def judge(terms, period, series, proofs, today) -> Judged:
    if terms.threshold is not None:
        value = series.get(period.first)
        return Judged(period, measured(terms, period, value, today), value)
    mine = [proof for proof in proofs if period.holds(proof.day)]
    best = max((proof for proof in mine if proof.fate != REFUSED), key=rank, default=None)
    return Judged(period, proved(period, best, today), day=best.day if best else None)


def rank(proof):
    return proof.fate == VERIFIED, proof.day


def measured(terms, period, value, today) -> Verdict:
    """Judge by a figure. What grows is held against the part of the period that has gone by."""
    if value is None:
        return Verdict.QUIET
    if terms.met_by(value):
        over = period.last < today
        reached = terms.grows and terms.comparison == AT_LEAST
        return Verdict.KEPT if over or reached else Verdict.FINE
    if period.last < today or (terms.grows and terms.comparison == AT_MOST):
        return Verdict.BROKEN
    if terms.grows and value >= expected(terms, period, today):
        return Verdict.FINE if value else Verdict.QUIET
    return Verdict.RISK


def expected(terms, period, today) -> int:
    return int(terms.threshold * period.gone(today) // period.length)


def proved(period, proof, today) -> Verdict:
    if proof:
        return Verdict.KEPT if proof.fate == VERIFIED else Verdict.HANDED
    if period.last < today:
        return Verdict.BROKEN
    return Verdict.RISK if 4 * period.gone(today) >= 3 * period.length else Verdict.QUIET


# All of them.


def on_the_way(terms, closed, running) -> tuple[Kind, str]:
    last = last_judged(closed)
    how = "figure" if terms.threshold is not None else "proof"
    if terms.months == 0 and running.verdict == Verdict.KEPT:
        return Kind.KEPT, f"{how}_reached"
    if running.verdict == Verdict.BROKEN:
        return Kind.MISSED, "figure_too_many"
    if last and last.verdict == Verdict.BROKEN:
        better = running.verdict in GOOD
        return (Kind.AT_RISK, f"{how}_again") if better else (Kind.MISSED, f"{how}_broken")
    if running.verdict == Verdict.RISK:
        return Kind.AT_RISK, f"{how}_{'slow' if terms.grows else 'risk'}"
    if last and last.verdict == Verdict.HANDED:
        return Kind.AT_RISK, "proof_unread"
    return Kind.ON_TRACK, f"{how}_{running.verdict.name.lower()}"


def at_the_end(closed) -> tuple[Kind, str]:
    known = [one.verdict for one in closed if one.verdict != Verdict.QUIET]
    if not known:
        return Kind.MISSED, "over_never"
    if Verdict.BROKEN in known:
        return Kind.MISSED, "over_broken"
    return (Kind.AT_RISK, "over_unread") if Verdict.HANDED in known else (Kind.KEPT, "over_kept")


def last_judged(closed) -> Judged | None:
    return next((one for one in reversed(closed) if one.verdict != Verdict.QUIET), None)


def numbers(terms, closed, now, today) -> dict:
    """Return all that a sentence may name; what there is not is left out."""
    last = last_judged(closed)
    known = [one.verdict for one in closed if one.verdict != Verdict.QUIET]
    found = {
        "value": now.value,
        "threshold": terms.threshold,
        "comparison": terms.comparison if terms.threshold is not None else None,
        "due": now.period.last,
        "day": now.day,
        "last": last and last.value,
        "last_due": last and last.period.last,
        "kept": known.count(Verdict.KEPT),
        "of": len(known),
        "expected": expected(terms, now.period, today) if terms.grows else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def speaks(terms, value) -> bool:
    """Tell whether a figure shows that something was done: none of what should grow shows nothing."""
    if value is None:
        return False
    return bool(value) or not (terms.grows and terms.comparison == AT_LEAST)


def evidence(terms, judged, today) -> date | None:
    """Return the last day of which a figure speaks, or a proof that somebody else has verified."""
    for one in reversed(judged):
        if speaks(terms, one.value):
            return min(one.period.last, today)
        if one.day and one.verdict == Verdict.KEPT:
            return one.day
    return None

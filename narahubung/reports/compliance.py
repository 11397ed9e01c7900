"""How far what was asked is carried out: counted from the items of one product, an agency or a year. Pure.

Only what an examiner has found done counts as done; a claim that nobody has checked yet counts as open.
"""

from dataclasses import dataclass
from fractions import Fraction

STATES = OPEN, PARTLY, DONE, NOT_DONE = "open", "partly", "done", "not_done"


@dataclass(frozen=True)
class Compliance:
    """How many items there are in each state, and how many of those not done are past their day."""

    open: int = 0
    partly: int = 0
    done: int = 0
    not_done: int = 0
    late: int = 0

    @property
    def total(self) -> int:
        return self.open + self.partly + self.done + self.not_done

    @property
    def undone(self) -> int:
        return self.total - self.done

    @property
    def share(self) -> Fraction | None:
        """Return the part that is done, whole items only; nothing was asked: no share."""
        return Fraction(self.done, self.total) if self.total else None

    @property
    def is_complete(self) -> bool:
        return self.total > 0 and self.undone == 0

    def __add__(self, other):
        return Compliance(*(a + b for a, b in zip(counts(self), counts(other), strict=True)))


def counts(compliance) -> tuple:
    return (
        *(compliance.open, compliance.partly, compliance.done, compliance.not_done),
        compliance.late,
    )


def compliance_of(items, today=None) -> Compliance:
    """Count items by `state`; with a day given, also those that are late by then, by `due_on`."""
    found = dict.fromkeys(STATES, 0)
    late = 0
    for item in items:
        found[item.state] += 1
        late += bool(today and item.state != DONE and item.due_on and item.due_on < today)
    return Compliance(**found, late=late)


def may_become(item, verdict) -> bool:
    """Tell whether a check may end so: only what somebody reported is found done, even in part."""
    if item.state == DONE:
        return False
    return verdict == NOT_DONE or (verdict in (DONE, PARTLY) and awaits_check(item))


def awaits_check(item) -> bool:
    return item.reported_at is not None and item.checked_at is None

"""The thread of a file: what happened, what is promised, and who holds the end of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

STATES = {
    "done": _("done"),
    "open": _("now"),
    "promised": _("promised"),
    "late": _("late"),
    "paused": _("paused"),
}


@dataclass(frozen=True)
class Knot:
    """One thing on the thread. `sentence` is the clock's, `note` the ground or the remark."""

    label: str
    at: date | datetime | None = None
    who: str = ""
    state: str = "done"
    note: str = ""
    sentence: str = ""
    href: str = ""
    then: str = ""

    def __post_init__(self):
        if self.state not in STATES:
            raise ValueError(f"a knot is one of {', '.join(STATES)}, not {self.state}")

    @property
    def state_label(self):
        return STATES[self.state]


def tied(knots) -> list[Knot]:
    """Tell each knot what follows it, for it draws the stretch that leads there."""
    knots = list(knots)
    follows = [knot.state for knot in knots[1:]] + [""]
    return [replace(knot, then=then) for knot, then in zip(knots, follows, strict=False)]

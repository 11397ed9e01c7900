"""What becomes of complaints in a year: each plot is a list of steps with the working days between them.

`answer:1-4` comes one to four working days after the step before; `close:due` on the day after a clock ran out.
"""

from dataclasses import dataclass
from functools import cache

TAKEN_UP = "verify:0-2 dispose:0-1 accept:0-2"
SWIFT = f"{TAKEN_UP} answer:1-3"

# fmt: off
ENDED = {
    #  weight, plot
    "solved":             (26, f"{SWIFT} confirm:0-6"),
    "silent":             (19, f"{SWIFT} close:due"),
    "slow":               (8,  f"{TAKEN_UP} answer:6-16 confirm:1-5"),
    "slow_silent":        (5,  f"{TAKEN_UP} answer:6-12 close:due"),
    "twice":              (7,  f"{SWIFT} reply:0-4 answer:1-4 confirm:0-5"),
    "twice_silent":       (4,  f"{SWIFT} reply:0-4 answer:2-5 close:due"),
    "asked":              (5,  "verify:0-2 ask:0-1 complete:1-8 dispose:0-1 accept:0-1 answer:1-4 close:due"),
    "lapsed":             (2,  "verify:0-2 ask:0-1 lapse:due"),
    "passed_on":          (5,  "verify:0-1 pass_on:0-1 take_over:0-1 dispose:0-1 accept:0-1 answer:1-4 confirm:1-5"),
    "declined":           (3,  "verify:0-1 pass_on:0-1 decline:0-1 dispose:0-1 accept:0-1 answer:1-4 close:due"),
    "given_back":         (2,  "verify:0-1 dispose:0-1 give_back:0-1 dispose:0-1 accept:0-1 answer:1-4 confirm:1-5"),
    "unclear":            (2,  "verify:0-2 archive.unclear:0-1"),
    "settled":            (2,  "verify:0-2 archive.already_settled:0-1"),
    "court":              (1,  "verify:0-2 refer.court:0-1"),
    "neighbours":         (1,  "verify:0-2 refer.private_dispute:0-1"),
    "province":           (1,  "verify:0-2 refer.agency_absent:0-1"),
    "withdrawn":          (2,  f"{TAKEN_UP} withdraw:1-3"),
    "escalated":          (4,  f"{TAKEN_UP} escalate:14-30"),
    "disputed_escalated": (2,  f"{SWIFT} reply:0-3 escalate:2-9"),
    "examined":           (5,  f"{TAKEN_UP} examine:1-3 decide:6-22 answer:1-6 confirm:1-6"),
    "postponed":          (3,  "verify:0-2 postpone:0-1 resume:5-14 dispose:0-1 accept:0-1 answer:1-4 close:due"),
    "reopened":           (2,  f"{SWIFT} confirm:0-3 reopen:2-9 answer:2-5 confirm:1-5"),
}
DUPLICATE = "verify:0-1 archive.duplicate:0-1"

# How many of 600 are open now, where, and how their next promise stands.
OPEN = (
    #  plot so far                               late  today  week  any
    ("",                                         (3,   3,     9,    0)),
    ("verify:0-1",                               (4,   3,     8,    0)),
    ("verify:0-1 ask:0-1",                       (0,   0,     0,   12)),
    ("verify:0-1 postpone:0-1",                  (0,   0,     0,   10)),
    ("verify:0-1 pass_on:0-1",                   (0,   0,     0,    9)),
    ("verify:0-1 dispose:0-1",                   (5,   3,    11,    0)),
    ("verify:0-1 dispose:0-1 accept:0-1",        (19,  7,    17,    0)),
    (f"{SWIFT} reply:0-3",                       (3,   1,     5,    0)),
    ("verify:0-1 dispose:0-1 accept:0-1 examine:0-2",            (5, 0, 2, 8)),
    ("verify:0-1 dispose:0-1 accept:0-1 examine:0-2 decide:3-12", (3, 0, 2, 4)),
    ("verify:0-1 dispose:0-1 accept:0-1 answer:0-4",             (0, 0, 0, 40)),
)
# fmt: on
ENDS = ("unclear", "court", "private_dispute", "agency_absent")
MOODS = ("late", "today", "week", "any")


@dataclass(frozen=True)
class Beat:
    """One step of a plot: its name, the reason that it needs, and the days before it; no days: when a clock ran out."""

    name: str
    reason: str
    days: tuple[int, int] | None

    @classmethod
    @cache
    def read(cls, text):
        step, _colon, days = text.partition(":")
        name, _point, reason = step.partition(".")
        return cls(name, reason, None if days == "due" else tuple(map(int, days.split("-"))))


def beats(plot: str) -> list[Beat]:
    return [Beat.read(text) for text in plot.split()]


def end_of(plot: str) -> str:
    """Return the reason with which a plot puts a file away that nobody could have answered."""
    reasons = [beat.reason for beat in beats(plot) if beat.reason in ENDS]
    return reasons[0] if reasons else ""


def needs_supervision(plot: str) -> bool:
    return "examine" in plot

"""The numbers of the focal point's desk, read from data: reminders, escalation, the longest extension."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from narahubung.clocks.calendar import NoHolidaysKnown, nth_working_day
from narahubung.reports.rules import toml


@dataclass(frozen=True)
class Limits:
    repeated_within_years: int
    longest_extension_days: int
    figure_days: int
    reminder: tuple
    escalation: tuple


@cache
def limits() -> Limits:
    rows = toml("tasks")
    lists = {name: tuple(rows.pop(name)) for name in ("reminder", "escalation")}
    return Limits(**rows, **lists)


def reminder_of(received: date, due: date, today: date) -> str:
    """Return the last reminder whose time has come; nothing before the first and after the day."""
    if today > due:
        return ""
    gone, whole = (today - received).days * 100, max((due - received).days, 1)
    passed = [row["code"] for row in limits().reminder if gone >= row["percent"] * whole]
    return passed[-1] if passed else ""


def escalations_of(due: date, today: date, calendar) -> list[str]:
    """Return every desk above that must know by today that the day has passed."""
    return [
        row["code"]
        for row in limits().escalation
        if today >= after(due, row["working_days"], calendar)
    ]


def after(due: date, days: int, calendar) -> date:
    try:
        return nth_working_day(due, days, calendar)
    except NoHolidaysKnown:
        # Nobody knows that year's days off yet: its plain days are counted, so that nobody waits for ever.
        return due + timedelta(days=days)

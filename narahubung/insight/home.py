"""The home of each role: what its holder must do next, from every floor of the house, in one list by date."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from narahubung.cases.duties import Duty, sources
from narahubung.ui.dates import near

MOST = 60
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Group:
    code: str
    title: str
    rows: list[dict]


def home_of(actor, today: date) -> dict:
    """Gather the rows of all sources; where one holds more than are shown, its whole list is named."""
    rows, lists = [], {}
    for one in sources():
        found = list(one.find(actor, today, MOST + 1))
        rows += found
        if found:
            lists[one.page] = one.title
    rows.sort(key=order)
    cut = len(rows) > MOST
    return {
        "groups": groups(rows[:MOST], today),
        "count": len(rows),
        "late": sum(1 for row in rows if row.due and row.due < today),
        "lists": [{"url": reverse(page), "title": t} for page, t in lists.items()] if cut else [],
    }


def order(duty: Duty):
    """Sort by date; what has no set day comes last."""
    return duty.due is None, duty.due or date.max, duty.title


def groups(rows: list[Duty], today: date) -> list[Group]:
    names = {
        "late": _("Late"),
        "today": _("Today"),
        "week": _("This week"),
        "later": _("Later"),
        "open": _("Without a set day"),
    }
    found = {code: [] for code in names}
    for duty in rows:
        found[when(duty.due, today)].append({"duty": duty, "clock": clock_of(duty.due, today)})
    return [Group(code, names[code], rows) for code, rows in found.items() if rows]


def when(due: date | None, today: date) -> str:
    if due is None:
        return "open"
    if due <= today:
        return "today" if due == today else "late"
    return "week" if due <= today + WEEK else "later"


def clock_of(due: date | None, today: date) -> tuple[str, str]:
    """Return how near the day is, in words, and the tone of it."""
    if due is None:
        return _("no set day"), "quiet"
    days = (today - due).days
    if days > 0:
        return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}, "late"
    return near(due, today), "due" if due <= today + WEEK else "neutral"

"""Days in words, in the language of the reader."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def day_of(value) -> date:
    """Return the day in the office's zone."""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def long_date(value) -> str:
    """Friday, 27 March 2026 · Jumat, 27 Maret 2026"""
    return date_format(day_of(value), "l, j F Y") if value else ""


def short_date(value) -> str:
    """27 March 2026, without the day of the week: for the past and for rows."""
    return date_format(day_of(value), "j F Y") if value else ""


def near(value, today=None) -> str:
    """Say how far a day is, as one would across a counter: tomorrow, in 3 days, yesterday."""
    if not value:
        return ""
    days = (day_of(value) - (day_of(today) if today else timezone.localdate())).days
    if days in (-1, 0, 1):
        return {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}[days]
    if days > 0:
        return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}
    return ngettext("%(days)s day ago", "%(days)s days ago", -days) % {"days": -days}

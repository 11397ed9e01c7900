"""How long before the end of a decree people are warned. Pure."""

from django.utils import timezone
from django.utils.translation import gettext as _

from narahubung.ui.dates import long_date, near

STEPS = (7, 30, 60)


def step_of(ends_on, today) -> int | None:
    """Return the warning whose time has come, 60, 30 or 7 days before; nothing if it is early or over."""
    left = (ends_on - today).days
    return next((step for step in STEPS if 0 <= left <= step), None)


def sentence(ends_on, today=None) -> str:
    """Say that a decree ends soon; nothing if it does not."""
    today = today or timezone.localdate()
    if ends_on is None or step_of(ends_on, today) is None:
        return ""
    words = _("The decree ends on %(day)s, %(near)s.")
    return words % {"day": long_date(ends_on), "near": near(ends_on, today)}

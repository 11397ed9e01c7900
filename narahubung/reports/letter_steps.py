"""Steps that speak are taken with their letter: its number and its day of receipt are what the step rests on."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from narahubung.accounts.models import Role
from narahubung.reports.letter_kinds import companions, needs_letter, serving


def brought(report, step, by, letter, also=None) -> dict:
    """Return what the letters bring to a step, or refuse a step that is silent though it must speak.

    What the house does by itself when a clock runs out writes no letter.
    """
    if letter is None:
        if needs_letter(step) and by.role != Role.SYSTEM:
            raise PermissionDenied(_("This step needs its letter. Write it first."))
        return {}
    check(report, letter, serving(step))
    if also is not None or companions(step):
        check(report, also, companions(step))
    found = {"letter": letter.number}
    if letter.received_on:
        found["delivered_on"] = letter.received_on
    if step == "inform":
        found["done_on"] = letter.sent_on
    return found


def check(report, letter, wanted):
    """Refuse a letter of another file or kind, one that is not far enough, and one that was used already."""
    ready = letter is not None and any(
        report.letters.ready_for(kind).filter(pk=letter.pk).exists() for kind in wanted
    )
    if not ready:
        raise PermissionDenied(_("This letter is not ready for this step."))


def bind(event, by, letter, also=None):
    """Tie letter and step to each other, once. A second letter is tied by an entry of its own."""
    if letter is not None:
        tie(letter, event)
    if also is not None:
        tie(also, also.note("letter_joined", by))


def tie(letter, event):
    free = type(letter).objects.filter(pk=letter.pk, event=None)
    if not free.update(event=event):
        raise PermissionDenied(_("This letter is not ready for this step."))
    letter.event = event

"""The pages from which a day at work begins, and who has which of them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from narahubung.accounts.roles import ANSWERABLE, AT_AN_OFFICE, Role

# Heads of an office, of an agency and of a government, and the inspectorate that looks on their behalf.
HEADS = (Role.HEAD, Role.STEWARD, Role.INSPECTORATE, Role.OFFICE_HEAD)
EVALUATING = (*ANSWERABLE, *AT_AN_OFFICE)


def has_a_home(actor) -> bool:
    return actor.user is not None


def is_a_head(actor) -> bool:
    return actor.role in HEADS


def takes_part(actor) -> bool:
    """Tell whether this actor has a part in the yearly evaluations."""
    return actor.role in EVALUATING


def tabs(request) -> list[dict]:
    """Return the pages that stand beside the home, for whom they are."""
    pages = [
        ("home:home", _("To be done"), True),
        ("home:head", _("At a glance"), is_a_head(request.actor)),
        ("evaluations:list", _("Yearly evaluation"), takes_part(request.actor)),
    ]
    found = [(reverse(name), label) for name, label, shown in pages if shown]
    if len(found) == 1:
        return []
    return [{"url": url, "label": label, "current": url == request.path} for url, label in found]

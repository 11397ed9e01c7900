"""Giving many files to one unit at once: one form, and for each file its own yes or no."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from narahubung.complaints.lifecycle import Stage
from narahubung.complaints.models import Complaint

MOST = 100


@dataclass(frozen=True)
class Result:
    reference: str
    title: str = ""
    url: str = ""
    refusal: str = ""


def dispose_each(references, actor, unit, **details) -> list[Result]:
    """Give each file to the unit in a transaction of its own, and say of each what became of it."""
    return [dispose_one(reference, actor, unit, details) for reference in references[:MOST]]


def dispose_one(reference, actor, unit, details) -> Result:
    file = Complaint.objects.visible_to(actor).for_list().filter(reference=reference).first()
    if file is None:
        return Result(reference, refusal=_("There is no such file in your list."))
    try:
        give(file, actor, unit, details)
    except PermissionDenied as refusal:
        return Result(reference, file.heading, file.get_absolute_url(), str(refusal))
    except Complaint.DoesNotExist:
        return Result(reference, refusal=_("There is no such file in your list."))
    return Result(reference, file.heading, file.get_absolute_url())


@transaction.atomic
def give(file, actor, unit, details):
    """A file that nobody has opened yet is checked and given in one go."""
    if unit.pk not in below(file.agency):
        raise PermissionDenied(_("This unit is not part of the agency that has the file."))
    if file.stage == Stage.RECEIVED:
        file.take("verify", by=actor)
    file.take("dispose", by=actor, unit=unit, **details)


def below(agency):
    tree = type(agency).objects.descendants(agency, include_self=True)
    return set(tree.values_list("pk", flat=True))

"""The rule that each agency has one active focal point and one deputy, and where it is not kept."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Appointment, Role
from narahubung.directory.models import Agency

NOBODY = _("No focal point is in office here.")
NO_DEPUTY = _("There is no deputy yet.")
ONLY_DEPUTY = _("Only a deputy is in office. A focal point must be appointed.")
SHOWN = 3


@dataclass
class Desk:
    """The focal points of one place, with what is missing there."""

    place: Agency
    active: list = field(default_factory=list)
    deputies: list = field(default_factory=list)

    @property
    def missing(self):
        if self.active:
            return "" if self.deputies else NO_DEPUTY
        return ONLY_DEPUTY if self.deputies else NOBODY


def desks_of(places, posts) -> list[Desk]:
    """Lay the focal points of these places side by side, in the order of the places."""
    desks = {place.pk: Desk(place) for place in places}
    for post in posts:
        if desk := desks.get(post.agency_id):
            (desk.deputies if post.substitutes_id else desk.active).append(post)
    return list(desks.values())


def roots_without(role) -> list[str]:
    """Return the highest places with agencies that take complaints, where nobody holds this office."""
    offices = Appointment.objects.in_force().filter(role=role, substitutes=None)
    held = offices.filter(user__is_active=True).values("agency")
    roots = Agency.objects.in_force().filter(parent=None).exclude(pk__in=held)
    return [str(root) for root in roots.order_by("name") if takes_complaints(root)]


def takes_complaints(root) -> bool:
    below = Agency.objects.descendants(root, include_self=True)
    return below.filter(takes_complaints=True).exists()


def places_without_deputy() -> list[str]:
    held = Appointment.objects.in_force().filter(role=Role.FOCAL_POINT, user__is_active=True)
    stood_for = held.exclude(substitutes=None).values("agency")
    places = Agency.objects.filter(pk__in=held.filter(substitutes=None).values("agency"))
    return [str(place) for place in places.exclude(pk__in=stood_for).order_by("name")]


def listed(names) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def sentences():
    """Say to the person who runs the server where the rule is not kept."""
    if names := roots_without(Role.FOCAL_POINT):
        yield f"No focal point is appointed at {listed(names)}: letters go to the head there."
    if names := places_without_deputy():
        yield f"The focal point has no deputy at {listed(names)}."


def who_answers(place) -> list[Appointment]:
    """Return who gets a letter to this place today."""
    return Appointment.objects.responsible(place, Role.FOCAL_POINT)

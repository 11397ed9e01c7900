"""Who sees a file, told in words on its page: the same answer as `visible_to`, asked the other way round.

A test holds both against each other for every person of the world.
"""

from dataclasses import dataclass

from django.db.models import Q

from narahubung.accounts.models import AT_AN_OFFICE, Appointment, Role
from narahubung.complaints.lifecycle import Stage
from narahubung.complaints.wall import hidden_users

R = Role
SEEING = (R.MANAGER, R.LIAISON, R.HEAD, R.STEWARD, R.INSPECTORATE, *AT_AN_OFFICE)


@dataclass(frozen=True)
class Viewer:
    name: str
    role: str
    place: str
    knows_name: bool
    may_open: bool = False


def viewers(file) -> list[Viewer]:
    """Return everybody whose office lets them see this file today, and who of them learns or may open the name."""
    by_agency, by_unit = chain(file.agency), chain(file.unit)
    by_offer = chain(file.offered_to)
    places = by_agency | by_unit | by_offer
    near = Q(agency__in=places) | Q(role=R.INSPECTORATE, agency__parent__in=by_agency)
    if file.stage == Stage.ESCALATED:
        near |= Q(office__national=True) | Q(office__provinces__code=file.agency.region.code[:2])
    walled_off = hidden_users(file)
    offices = Appointment.objects.in_force().filter(near, role__in=SEEING).for_page()
    return [
        Viewer(
            office.user.name,
            office.get_role_display(),
            str(office.place),
            knows_name(file, office, by_agency, by_unit),
            may_open(file, office, by_agency),
        )
        for office in offices.order_by("role", "user__name").distinct()
        if office.user_id not in walled_off and sees(office, by_agency, by_unit, by_offer)
    ]


def chain(agency) -> set[int]:
    """Return an agency and all above it, by key."""
    keys = set()
    while agency is not None:
        keys.add(agency.pk)
        agency = agency.parent
    return keys


def sees(office, by_agency, by_unit, by_offer) -> bool:
    place = office.agency_id
    match office.role:
        case R.MANAGER:
            return place in by_agency | by_offer
        case R.HEAD | R.STEWARD:
            return place in by_agency | by_unit
        case R.LIAISON:
            return place in by_unit
        case R.INSPECTORATE:
            return (office.agency.parent_id or place) in by_agency
        case _:
            return office.office_id is not None
    return False


def knows_name(file, office, by_agency, by_unit) -> bool:
    if file.shield != "open":
        return False
    if office.role == R.MANAGER:
        return office.agency_id in by_agency
    return office.role in (R.HEAD, R.LIAISON) and office.agency_id in by_agency | by_unit


def may_open(file, office, by_agency) -> bool:
    """A sealed name is opened with a reason, by the manager or the inspectorate above."""
    if file.shield != "secret" or office.role not in (R.MANAGER, R.INSPECTORATE):
        return False
    return sees(office, by_agency, set(), set())

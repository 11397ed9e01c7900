"""Where it happened, and who is responsible there if the complainant does not know."""

from django.db.models import Max, Q

from narahubung.clocks.models import regions_over
from narahubung.directory.models import Agency, Region
from narahubung.recently import recently

MOST_MATCHES = 20
ADDRESSEES = (Agency.Kind.ORGANISATION_BUREAU, Agency.Kind.GOVERNMENT)


@recently(60)
def only_regency() -> Region | None:
    """Return the regency that this installation serves, if it serves one alone."""
    seats = Region.objects.in_force().filter(agencies__in=Agency.objects.public()).distinct()[:2]
    return seats[0] if len(seats) == 1 and seats[0].level == Region.Level.REGENCY else None


def districts_of(regency):
    return Region.objects.in_force().filter(parent=regency).order_by("name")


def named(text: str):
    """Return the regencies and districts that bear a name, those that bear it exactly before all others."""
    if len(text) < 3:
        return Region.objects.none()
    wanted = text.casefold()
    exact = [key for name, key in names() if name == wanted]
    found = exact or [key for name, key in names() if wanted in name]
    return Region.objects.filter(pk__in=found[:MOST_MATCHES])


@recently(60)
def names() -> list[tuple[str, int]]:
    """Return the names of all regencies and districts with their keys: some eight thousand."""
    levels = (Region.Level.REGENCY, Region.Level.DISTRICT)
    places = Region.objects.in_force().filter(level__in=levels).order_by("code")
    return [(name.casefold(), key) for name, key in places.values_list("name", "pk")]


def responsible_for(region) -> Agency | None:
    """Return the government that stands nearest to a place: its organisation bureau before itself."""
    if region is None:
        return None
    codes = [code for code in regions_over(region.code) if code]
    here = Q(region__code__in=codes) | Q(areas__code__in=codes)
    governments = Agency.objects.public().filter(here, kind__in=ADDRESSEES)
    near = governments.annotate(nearness=Max("areas__level", default=0)).select_related("region")
    return min(near, key=distance, default=None)


def distance(agency):
    return -(agency.nearness or agency.region.level), ADDRESSEES.index(agency.kind), agency.pk

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
    places = Region.objects.in_force().filter(
        level__in=(Region.Level.REGENCY, Region.Level.DISTRICT)
    )
    exact = places.filter(name__iexact=text)
    found = exact if exact.exists() else places.filter(name__icontains=text)
    return Region.objects.filter(pk__in=list(found.values_list("pk", flat=True)[:MOST_MATCHES]))


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

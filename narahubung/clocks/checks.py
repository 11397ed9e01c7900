"""What the person who runs the server should know in time about law and calendar."""

from datetime import date

from django.utils.translation import gettext as _

from narahubung.clocks.models import Holiday

OCTOBER = 10


def missing_years(today: date) -> list[str]:
    """Return a sentence for each year whose days off should be known by now and are not."""
    years = [today.year]
    if today.month >= OCTOBER:
        years.append(today.year + 1)
    return [sentence for year in years for sentence in gaps_of(year)]


def gaps_of(year: int) -> list[str]:
    days = Holiday.objects.filter(day__year=year, region_code="", cancelled=False)
    if not days.filter(kind=Holiday.Kind.NATIONAL).exists():
        return [_("The holidays of %(year)s are missing.") % {"year": year}]
    gaps = []
    estimated = days.filter(estimated=True).count()
    if estimated:
        gaps.append(
            _("%(count)s holidays of %(year)s are only estimated; enter the days of the decree.")
            % {"count": estimated, "year": year}
        )
    if not days.filter(kind=Holiday.Kind.COLLECTIVE).exists():
        gaps.append(_("No collective leave is known for %(year)s.") % {"year": year})
    return gaps

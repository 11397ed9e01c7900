"""What each sign of likeness is called on a page. They are signs between one's own words and a file."""

from django.utils.translation import gettext_lazy as _

SIGNS = {
    "same_text": _("The same text"),
    "same_street": _("The same street"),
    "same_rt_rw": _("The same RT or RW"),
    "same_spot": _("The same number, block or kilometre"),
    "same_village": _("The same village"),
    "same_district": _("The same district"),
    "other_district": _("Another district"),
    "same_service": _("The same service"),
    "same_category": _("The same category"),
    "same_agency": _("The same agency"),
    "a_week": _("Within one week"),
    "half_a_year": _("More than half a year apart"),
}

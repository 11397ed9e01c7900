"""What agreements bring before a meeting: commitments that are at risk or were missed, at whoever owes them."""

from collections import Counter

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from narahubung.accounts.roles import AT_AN_OFFICE
from narahubung.agreements.lifecycle import LIVING
from narahubung.agreements.models import Commitment
from narahubung.agreements.sides import AT_THE_AGENCY
from narahubung.collaboration.agenda import Found, source
from narahubung.collaboration.agenda_sources import by_member

READERS = (*AT_AN_OFFICE, *AT_THE_AGENCY)


@source(
    "commitments",
    gettext_lazy("Commitments of agreements"),
    opens_for=READERS,
    order=50,
)
def commitments(series, places, since):
    """What all agencies of an agreement owe together is a point of each of them."""
    endangered, missed = Counter(), Counter()
    for agency, state in owed(series, places):
        endangered[agency] += 1
        missed[agency] += state == "missed"
    over = by_member(missed.items(), places)
    for agency, n in by_member(endangered.items(), places).items():
        words = ngettext(
            "%(n)s commitment is at risk or missed",
            "%(n)s commitments are at risk or missed",
            n,
        )
        words += _(", %(late)s of them missed.") if over.get(agency) else "."
        link = reverse("agreements:list")
        yield Found(agency, words % {"n": n, "late": over.get(agency)}, n, link)


def owed(series, places):
    """Yield the agency and the state of each commitment in danger; what the Ombudsman owes is none of theirs."""
    rows = Commitment.objects.filter(
        agreement__office=series.office,
        agreement__stage__in=LIVING,
        state__in=("at_risk", "missed"),
    ).order_by("pk")
    own = rows.filter(owner__agency__in=places)
    yield from own.values_list("owner__agency", "state")
    together = rows.filter(
        owner=None,
        agreement__parties__agency__in=places,
        agreement__parties__is_witness=False,
    )
    yield from together.values_list("agreement__parties__agency", "state")

"""A circle for whom mentoring has not reached yet: the parties of the agreements that are in force."""

from django.utils.translation import gettext_lazy as _

from narahubung.agreements.models import Agreement
from narahubung.agreements.parties import Party
from narahubung.collaboration.mentoring_reach import circle
from narahubung.directory.models import Agency


@circle("parties", _("Parties of agreements in force"), order=30)
def parties(actor):
    living = Agreement.objects.visible_to(actor).living()
    found = Party.objects.filter(agreement__in=living, is_witness=False, agency__isnull=False)
    return Agency.objects.in_force().filter(pk__in=found.values("agency"))

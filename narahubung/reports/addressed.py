"""What of the Ombudsman's work the other side may see: what is addressed to its own government.

Letters, tasks and products have an agency to which they are addressed. Whoever a complaint is about
sees nothing that came of it (`complaints/wall.py`), whatever their office.
"""

from django.db.models import Q

from narahubung.accounts.roles import ANSWERABLE
from narahubung.complaints.models import ReportedParty


def addressed_to(actor, agency="agency", report="report") -> Q:
    """Return the condition on rows with these two foreign keys; `report` may be empty."""
    if actor.role not in ANSWERABLE:
        return Q(pk__in=[])
    about_them = ReportedParty.objects.against(actor).files()
    return Q(**{f"{agency}__in": actor.scope}) & ~Q(**{f"{report}__complaint__in": about_them})

"""Which files an officer of the desk may name. Naming is not seeing: only a number is compared, no word is shown."""

from narahubung.accounts.actors import System
from narahubung.accounts.models import Role
from narahubung.complaints.models import Complaint
from narahubung.complaints.wall import ReportedParty


def files_of(actor):
    """Return the files below the officer's place, without those that are about them."""
    hidden = ReportedParty.objects.against(actor).files()
    return whole_of(actor).exclude(pk__in=hidden)


def whole_of(actor):
    """Return all files below the place. A breach of a whole table spares nobody, and shows none of them."""
    files = Complaint.objects.visible_to(System())
    if actor.role != Role.DATA_PROTECTION:
        return files.none()
    return files.filter(agency__in=actor.scope, erased_at=None).select_related("agency__region")

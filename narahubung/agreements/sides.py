"""Which of the two sides somebody stands on: nobody verifies what came from their own."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.roles import AT_AN_OFFICE, Role

# Those of an agency who see the agreements that it is party to, and report what was done.
AT_THE_AGENCY = (
    *(Role.FOCAL_POINT, Role.HEAD, Role.STEWARD),
    *(Role.INSPECTORATE, Role.MANAGER),
)


class Side(models.TextChoices):
    OMBUDSMAN = "ombudsman", _("Ombudsman")
    AGENCY = "agency", _("Agency")


def side_of(actor) -> Side | None:
    if actor.role in AT_AN_OFFICE:
        return Side.OMBUDSMAN
    return Side.AGENCY if actor.role in AT_THE_AGENCY else None

"""The roles, where each is held, and who may appoint whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    MANAGER = "manager", _("Complaint manager")
    LIAISON = "liaison", _("Unit liaison")
    HEAD = "head", _("Head")
    INSPECTORATE = "inspectorate", _("Inspectorate")
    STEWARD = "steward", _("Supervising head")
    FOCAL_POINT = "focal_point", _("Focal point")
    DATA_PROTECTION = "data_protection", _("Data protection officer")
    INTAKE = "intake", _("Ombudsman intake assistant")
    EXAMINER = "examiner", _("Ombudsman examiner")
    OFFICE_HEAD = "office_head", _("Head of the Ombudsman office")
    NATIONAL_ADMIN = "national_admin", _("National administrator")
    ADMINISTRATOR = "administrator", _("Operator")
    COMPLAINANT = "complainant", _("Complainant")
    REPORTER = "reporter", _("Reporter")
    SYSTEM = "system", _("System")


R = Role
AT_AN_AGENCY = (
    *(R.MANAGER, R.LIAISON, R.HEAD, R.INSPECTORATE, R.STEWARD, R.FOCAL_POINT),
    R.DATA_PROTECTION,
)
# Those of an agency who answer to the Ombudsman, or look at how it is answered.
ANSWERABLE = (R.FOCAL_POINT, R.HEAD, R.STEWARD, R.INSPECTORATE)
AT_AN_OFFICE = (R.INTAKE, R.EXAMINER, R.OFFICE_HEAD)
WITHOUT_PLACE = (R.NATIONAL_ADMIN, R.ADMINISTRATOR)
HELD_BY_DECREE = (*AT_AN_AGENCY, *AT_AN_OFFICE, *WITHOUT_PLACE)

ANYWHERE, OWN_TREE, BELOW = "anywhere", "own place and below", "below"

# Nobody grants a role above their own. What is missing here cannot be granted.
GRANTS = {
    R.ADMINISTRATOR: dict.fromkeys(HELD_BY_DECREE, ANYWHERE),
    R.NATIONAL_ADMIN: dict.fromkeys((*AT_AN_AGENCY, R.NATIONAL_ADMIN), ANYWHERE),
    R.HEAD: {R.LIAISON: OWN_TREE, R.MANAGER: OWN_TREE, R.FOCAL_POINT: OWN_TREE},
    R.MANAGER: {R.LIAISON: OWN_TREE, R.MANAGER: BELOW},
}


def may_grant(actor, role, agency=None) -> bool:
    reach = GRANTS.get(actor.role, {}).get(role)
    if reach == ANYWHERE:
        return True
    if reach is None or agency is None or agency.pk not in actor.scope:
        return False
    return reach == OWN_TREE or agency.pk != actor.agency.pk

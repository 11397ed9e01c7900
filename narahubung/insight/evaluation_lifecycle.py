"""The life of a yearly evaluation, whole: opened for the remarks of both sides, closed, signed by the agency, then by the office.

With the end of the writing values, definitions, remarks and plan are fixed: both sides sign the same words. The
office signs last, because with its signature the plan goes over into the agreement.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role
from narahubung.cases.lifecycle import Move


class Stage(models.TextChoices):
    OPENED = "opened", _("Remarks and plan are written")
    READY = "ready", _("Waits for the agency's signature")
    AGREED = "agreed", _("Waits for the Ombudsman's signature")
    SIGNED = "signed", _("Signed by both sides")


S, R = Stage, Role
ENDED = (S.SIGNED,)
FIXED = (S.READY, S.AGREED, S.SIGNED)
WRITERS = (R.EXAMINER, R.OFFICE_HEAD)
# Who writes for an agency, and who signs for it.
ANSWERING = (R.FOCAL_POINT, R.HEAD, R.STEWARD, R.INSPECTORATE)
SIGNING = (R.HEAD, R.STEWARD, R.INSPECTORATE)

# fmt: off
MOVES = (
    #    name           on the button                    from         to        who               guard
    Move("finish",      _("End the writing"),            (S.OPENED,), S.READY,  WRITERS,          "may_be_finished_by"),
    Move("take_back",   _("Back to the writing"),        (S.READY,),  S.OPENED, WRITERS,          "is_of_office"),
    Move("sign_agency", _("Sign for the agency"),        (S.READY,),  S.AGREED, SIGNING,          "may_be_signed_for_agency_by"),
    Move("sign_office", _("Sign for the Ombudsman"),     (S.AGREED,), S.SIGNED, (R.OFFICE_HEAD,), "is_of_office"),
)
# fmt: on

HAPPENED = {
    "evaluation_opened": _("Evaluation opened"),
    "remarked": _("Remarks written"),
    "item_written": _("Action written into the plan"),
    "item_struck": _("Action taken out of the plan"),
    "finish": _("The writing has ended"),
    "take_back": _("Back to the writing"),
    "sign_agency": _("Signed for the agency"),
    "sign_office": _("Signed for the Ombudsman"),
    "item_done": _("Action of the plan carried out"),
}

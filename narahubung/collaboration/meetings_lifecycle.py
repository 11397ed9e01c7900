"""The life of a periodic meeting, whole: each line is one step that one kind of actor may take."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.roles import AT_AN_OFFICE, Role
from narahubung.cases.lifecycle import Move


class Stage(models.TextChoices):
    PLANNED = "planned", _("Planned")
    INVITED = "invited", _("Invited")
    HELD = "held", _("Held")
    APPROVED = "approved", _("Minutes approved")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")


S, R = Stage, Role
ENDED = (S.CLOSED, S.CANCELLED)
AHEAD = (S.PLANNED, S.INVITED)
# Once it was held, and until its record is signed, what happened there is written down.
WRITTEN = (S.INVITED, S.HELD)
CONVENE = AT_AN_OFFICE
# Those of a member agency who come, or answer for what was promised there.
TAKE_PART = (R.FOCAL_POINT, R.HEAD, R.STEWARD, R.INSPECTORATE, R.MANAGER)
ANYBODY = (*CONVENE, *TAKE_PART)

# fmt: off
MOVES = (
    #    name       on the button               from             to            who               guard
    Move("invite",  _("Send the invitations"),  (S.PLANNED,),    S.INVITED,    CONVENE,          "is_to_come"),
    Move("hold",    _("It took place"),         (S.INVITED,),    S.HELD,       CONVENE,          "has_begun"),
    Move("approve", _("Approve the minutes"),   (S.HELD,),       S.APPROVED,   (R.OFFICE_HEAD,), "has_minutes"),
    Move("close",   _("All is done: close"),    (S.APPROVED,),   S.CLOSED,     CONVENE,          "nothing_is_open"),
    Move("cancel",  _("Cancel it"),             AHEAD,           S.CANCELLED,  CONVENE),
)

# The life of a decision: its owner says that it is done, the convenor's office looks and confirms.
class Progress(models.TextChoices):
    OPEN = "open", _("Open")
    REPORTED = "reported", _("Reported as done")
    DONE = "done", _("Done")
# fmt: on

HAPPENED = {
    "planned": _("Planned"),
    "moved": _("Another day or place"),
    "invite": _("The invitations were sent"),
    "invited_more": _("Somebody more was invited"),
    "agenda_made": _("The agenda was made"),
    "attended": _("An attendance was written down"),
    "hold": _("It took place"),
    "minutes_written": _("The minutes were written"),
    "approve": _("The minutes were approved"),
    "decided": _("A decision was written down"),
    "decision_reported": _("A decision was reported as done"),
    "decision_done": _("A decision was confirmed as done"),
    "decision_given_back": _("A decision was given back: not done yet"),
    "decision_late": _("A decision is late"),
    "decision_still_late": _("A decision is still late"),
    "close": _("Closed"),
    "cancel": _("Cancelled"),
}

"""The life of a training, whole: from the request for a speaker to what became of it, each line one step."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.roles import AT_AN_AGENCY, AT_AN_OFFICE, Role
from narahubung.cases.lifecycle import Move
from narahubung.collaboration.meetings_lifecycle import CONVENE, TAKE_PART


class Stage(models.TextChoices):
    ASKED = "asked", _("Speaker asked for")
    PROPOSED = "proposed", _("Another day proposed")
    PLANNED = "planned", _("Planned")
    ANNOUNCED = "announced", _("Announced")
    HELD = "held", _("Held")
    CLOSED = "closed", _("Closed")
    DECLINED = "declined", _("Declined")
    CANCELLED = "cancelled", _("Cancelled")


S = Stage
ENDED = (S.CLOSED, S.DECLINED, S.CANCELLED)
REQUESTED = (S.ASKED, S.PROPOSED)
# Before it is held its terms may change; once it is announced others know of it.
AHEAD = (S.PLANNED, S.ANNOUNCED)
KNOWN = (S.ANNOUNCED, S.HELD, S.CLOSED)
OVER = (S.HELD, S.CLOSED)
# Who holds a training: an office, or an agency. Anybody who works at an agency may learn.
HOLD = (*CONVENE, *TAKE_PART)
LEARN = AT_AN_AGENCY
ANYBODY = (*AT_AN_OFFICE, *AT_AN_AGENCY)

# fmt: off
MOVES = (
    #    name            on the button                 from          to           who             guard
    Move("name_speaker", _("Name a speaker"),          (S.ASKED,),     S.PLANNED,   CONVENE,        "may_be_answered_by"),
    Move("propose",      _("Propose another day"),     (S.ASKED,),     S.PROPOSED,  CONVENE,        "may_be_answered_by"),
    Move("decline",      _("Decline the request"),     (S.ASKED,),     S.DECLINED,  CONVENE,        "may_be_answered_by"),
    Move("settle_day",   _("Answer about the day"),    (S.PROPOSED,),  S.ASKED,     TAKE_PART,      "may_be_run_by"),
    Move("withdraw",     _("Withdraw the request"),    REQUESTED,      S.CANCELLED, TAKE_PART,      "may_be_run_by"),
    Move("announce",     _("Announce it"),             (S.PLANNED,),   S.ANNOUNCED, HOLD,           "may_be_announced_by"),
    Move("hold",         _("It took place"),           (S.ANNOUNCED,), S.HELD,      HOLD,           "may_be_held_by"),
    Move("cancel",       _("Cancel it"),               AHEAD,          S.CANCELLED, HOLD,           "may_be_run_by"),
    # The house closes it when the second form is over.
    Move("close",        _("Close it"),                (S.HELD,),      S.CLOSED,    (Role.SYSTEM,), "was_asked_again"),
)
# fmt: on

HAPPENED = {
    "asked": _("A speaker was asked for"),
    "name_speaker": _("A speaker was named"),
    "propose": _("Another day was proposed"),
    "decline": _("The request was declined"),
    "settle_day": _("The day was settled"),
    "withdraw": _("The request was withdrawn"),
    "planned": _("Planned"),
    "edited": _("The plan was changed"),
    "moved": _("Another day or place"),
    "speaker_added": _("A speaker was added"),
    "speaker_removed": _("A speaker was taken off"),
    "point_added": _("A point of the programme was written"),
    "point_removed": _("A point of the programme was taken off"),
    "paper_added": _("Material was added"),
    "announce": _("Announced"),
    "enrolled": _("Somebody was enrolled"),
    "left": _("Somebody was taken off the list"),
    "attended": _("An attendance was written down"),
    "hold": _("It took place"),
    "certified": _("Certificates were issued"),
    "certificate_void": _("A certificate was taken back"),
    "asked_later": _("Participants are asked what they used"),
    "answered": _("A form was answered"),
    "close": _("Closed"),
    "cancel": _("Cancelled"),
}

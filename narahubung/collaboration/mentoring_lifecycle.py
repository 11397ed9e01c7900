"""The life of a mentoring, whole: each line is one step that one side may take."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.roles import ANSWERABLE
from narahubung.cases.lifecycle import Move
from narahubung.collaboration.meetings_lifecycle import CONVENE, TAKE_PART


class Stage(models.TextChoices):
    OFFERED = "offered", _("Offered")
    ASKED = "asked", _("Asked for")
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Under way")
    DONE = "done", _("Completed")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Given up")


S = Stage
ENDED = (S.DONE, S.DECLINED, S.WITHDRAWN)
UNDER_WAY = (S.PLANNED, S.RUNNING)
MEASURED = (S.ASKED, *UNDER_WAY)
OFFICE = CONVENE
# Who asks in the name of an agency; all who take part for it do the work with the mentor.
ASK = ANSWERABLE
WORK = TAKE_PART


class Side(models.TextChoices):
    OFFICE = "office", _("The office of the Ombudsman")
    AGENCY = "agency", _("The agency")


def side_of(actor) -> Side:
    return Side.OFFICE if actor.role in OFFICE else Side.AGENCY


# fmt: off
MOVES = (
    #    name        on the button                    from                     to           who      guard
    Move("accept",   _("Yes, we would like that"),    (S.OFFERED,),            S.ASKED,     ASK),
    Move("plan",     _("Plan it and name a mentor"),  (S.ASKED,),              S.PLANNED,   OFFICE),
    Move("begin",    _("The first session was held"), (S.PLANNED,),            S.RUNNING,   OFFICE),
    Move("finish",   _("All is done: complete it"),   (S.RUNNING,),            S.DONE,      OFFICE,  "is_complete"),
    Move("decline",  _("No, not now"),                (S.OFFERED,),            S.DECLINED,  ASK),
    Move("decline",  _("We cannot take it on"),       (S.ASKED,),              S.DECLINED,  OFFICE),
    Move("withdraw", _("Give it up"),                 (S.ASKED, *UNDER_WAY),   S.WITHDRAWN, ASK),
    Move("withdraw", _("Give it up"),                 (S.OFFERED, *UNDER_WAY), S.WITHDRAWN, OFFICE),
)

HAPPENED = {
    "asked":             _("Mentoring was asked for"),
    "offered":           _("Mentoring was offered"),
    "accept":            _("The offer was taken up"),
    "plan":              _("The mentoring was planned"),
    "begin":             _("The mentoring began"),
    "finish":            _("The mentoring was completed"),
    "decline":           _("The mentoring was declined"),
    "withdraw":          _("The mentoring was given up"),
    "step_added":        _("A step was added to the plan"),
    "step_done":         _("A step of the plan was taken"),
    "session_set":       _("A session was set"),
    "session_moved":     _("A session has another day or place"),
    "session_held":      _("A session was held"),
    "session_cancelled": _("A session was cancelled"),
    "output_given":      _("A result was handed in"),
    "output_accepted":   _("A result was checked and is good"),
    "output_returned":   _("A result was given back"),
    "scored":            _("The eight conditions were scored"),
    "scores_agreed":     _("The scores were agreed"),
}
# fmt: on

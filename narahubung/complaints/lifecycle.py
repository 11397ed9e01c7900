"""The life of a complaint to an agency, whole.

MOVES: each line is one step that one kind of actor may take. There is no other way for
a complaint to change its stage. CLOCKS: each line is one promise of law that runs
between steps; `then` is what the system does when the promise has run out.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role
from narahubung.cases.lifecycle import Clock, Move


class Stage(models.TextChoices):
    RECEIVED = "received", _("Received")
    VERIFYING = "verifying", _("Being checked")
    AWAITING = "awaiting", _("Waiting for the complainant")
    POSTPONED = "postponed", _("Postponed")
    OFFERED = "offered", _("Offered to another agency")
    DISPOSED = "disposed", _("With the unit")
    FOLLOWED_UP = "followed_up", _("Being followed up")
    EXAMINED = "examined", _("Under examination")
    DECIDED = "decided", _("Decided")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")
    ARCHIVED = "archived", _("Archived")
    NOT_OURS = "not_ours", _("Not within our authority")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ESCALATED = "escalated", _("With the Ombudsman")


S, R = Stage, Role
# The rule of the class whose complaints must be kept from those whom they are about.
SUPERVISORY = "agency.supervisory"
ENDED = (S.CLOSED, S.ARCHIVED, S.NOT_OURS, S.WITHDRAWN, S.ESCALATED)
OPEN = tuple(stage for stage in Stage if stage not in ENDED)
AT_WORK = (S.RECEIVED, S.VERIFYING, S.DISPOSED, S.FOLLOWED_UP, S.EXAMINED, S.DECIDED)
IN_HAND = (S.RECEIVED, S.VERIFYING, S.DISPOSED, S.FOLLOWED_UP, S.EXAMINED)
WITH_OTHERS = (S.AWAITING, S.POSTPONED, S.OFFERED, S.ANSWERED)

# An inspectorate does what a manager or a unit does, in the files that are given to itself.
DESK = (R.MANAGER, R.INSPECTORATE)
UNIT = (R.LIAISON, R.INSPECTORATE)

# fmt: off
MOVES = (
    #    name         on the button              from                           to             who                   guard
    Move("verify",    _("Start checking"),       (S.RECEIVED,),              S.VERIFYING,   DESK,                       "is_handled_by"),
    Move("dispose",   _("Give to a unit"),       (S.VERIFYING,),             S.DISPOSED,    DESK,                       "is_handled_by"),
    Move("ask",       _("Ask for more"),         (S.VERIFYING,),             S.AWAITING,    DESK,                       "is_handled_by"),
    Move("complete",  _("Send what was asked"),  (S.AWAITING,),              S.VERIFYING,   (R.COMPLAINANT,)),
    Move("lapse",     _("Treat as withdrawn"),   (S.AWAITING,),              S.WITHDRAWN,   (R.SYSTEM,)),
    Move("postpone",  _("Postpone"),             (S.VERIFYING,),             S.POSTPONED,   DESK,                       "is_handled_by"),
    Move("resume",    _("Resume"),               (S.POSTPONED,),             S.VERIFYING,   (*DESK, R.SYSTEM),          "is_handled_by"),
    Move("archive",   _("Archive"),              (S.VERIFYING,),             S.ARCHIVED,    DESK,                       "is_handled_by"),
    Move("pass_on",   _("Pass on"),              (S.VERIFYING, S.DISPOSED),  S.OFFERED,     (R.MANAGER,)),
    Move("take_over", _("Take over"),            (S.OFFERED,),               S.VERIFYING,   (R.MANAGER,),               "is_offered_to"),
    Move("decline",   _("Decline"),              (S.OFFERED,),               S.VERIFYING,   (R.MANAGER,),               "is_offered_to"),
    Move("refer",     _("Not within authority"), (S.VERIFYING,),             S.NOT_OURS,    DESK,                       "is_handled_by"),
    Move("accept",    _("Accept"),               (S.DISPOSED,),              S.FOLLOWED_UP, UNIT,                       "is_handled_by"),
    Move("give_back", _("Not for our unit"),     (S.DISPOSED,),              S.VERIFYING,   UNIT,                       "is_handled_by"),
    Move("examine",   _("Examine"),              (S.FOLLOWED_UP,),           S.EXAMINED,    DESK,                       "is_supervisory"),
    Move("decide",    _("Decide"),               (S.EXAMINED,),              S.DECIDED,     (R.HEAD, R.INSPECTORATE)),
    Move("answer",    _("Answer"),               (S.FOLLOWED_UP, S.DECIDED), S.ANSWERED,    UNIT,                       "is_handled_by"),
    Move("reply",     _("It is not solved"),     (S.ANSWERED,),              S.FOLLOWED_UP, (R.COMPLAINANT,)),
    Move("confirm",   _("It is solved"),         (S.ANSWERED,),              S.CLOSED,      (R.COMPLAINANT,)),
    Move("close",     _("Close"),                (S.ANSWERED,),              S.CLOSED,      (*DESK, R.SYSTEM),          "is_handled_by"),
    Move("reopen",    _("Reopen"),               (S.CLOSED,),                S.FOLLOWED_UP, (R.COMPLAINANT, R.MANAGER), "may_reopen"),
    Move("hand_up",   _("It is about officers"), IN_HAND,                    S.VERIFYING,   (*DESK, R.LIAISON, R.HEAD)),
    Move("withdraw",  _("Withdraw"),             OPEN,                       S.WITHDRAWN,   (R.COMPLAINANT,)),
    Move("escalate",  _("To the Ombudsman"),     (*OPEN, S.CLOSED),          S.ESCALATED,   (R.COMPLAINANT, R.SYSTEM),  "may_go_up"),
)

CLOCKS = (
    #     rule                      starts with                                     stops with                                  binds          then      guard
    Clock("uu25.respond",           "received",                                     "ask dispose archive refer"),
    Clock("sp4n.verify",            "received take_over decline give_back hand_up", "ask dispose archive refer"),
    Clock("uu25.complete",          "ask",                                          "complete",                         "complainant", "lapse"),
    Clock("sp4n.first_followup",    "dispose reply reopen",                         "answer examine pass_on give_back hand_up"),
    Clock("agency.info_request",    "dispose",                                      "answer pass_on give_back hand_up", "agency",      "", "is_information_request"),
    Clock("agency.aspiration",      "dispose",                                      "answer pass_on give_back hand_up", "agency",      "", "is_aspiration"),
    Clock("agency.non_supervisory", "dispose",                                      "answer pass_on give_back hand_up", "agency",      "", "is_ordinary"),
    Clock("agency.supervisory",     "dispose",                                      "decide pass_on give_back hand_up", "agency",      "", "is_supervisory"),
    Clock("uu25.decide",            "received complete",                            "ask decide answer"),
    Clock("uu25.deliver",           "decide",                                       "answer"),
    Clock("sp4n.autoclose",         "answer",                                       "reply confirm close",              "complainant", "close"),
)
# fmt: on

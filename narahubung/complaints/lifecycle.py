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
ENDED = (S.CLOSED, S.ARCHIVED, S.NOT_OURS, S.WITHDRAWN, S.ESCALATED)
OPEN = tuple(stage for stage in Stage if stage not in ENDED)
AT_WORK = (S.RECEIVED, S.VERIFYING, S.DISPOSED, S.FOLLOWED_UP, S.EXAMINED, S.DECIDED)
WITH_OTHERS = (S.AWAITING, S.POSTPONED, S.OFFERED, S.ANSWERED)

# fmt: off
MOVES = (
    #    name         on the button              from                          to             who                        guard
    Move("verify",    _("Start checking"),       (S.RECEIVED,),                S.VERIFYING,   (R.MANAGER,)),
    Move("dispose",   _("Give to a unit"),       (S.VERIFYING,),               S.DISPOSED,    (R.MANAGER,)),
    Move("ask",       _("Ask for more"),         (S.VERIFYING,),               S.AWAITING,    (R.MANAGER,)),
    Move("complete",  _("Send what was asked"),  (S.AWAITING,),                S.VERIFYING,   (R.COMPLAINANT,)),
    Move("lapse",     _("Treat as withdrawn"),   (S.AWAITING,),                S.WITHDRAWN,   (R.SYSTEM,)),
    Move("postpone",  _("Postpone"),             (S.VERIFYING,),               S.POSTPONED,   (R.MANAGER,)),
    Move("resume",    _("Resume"),               (S.POSTPONED,),               S.VERIFYING,   (R.MANAGER, R.SYSTEM)),
    Move("archive",   _("Archive"),              (S.VERIFYING,),               S.ARCHIVED,    (R.MANAGER,)),
    Move("pass_on",   _("Pass on"),              (S.VERIFYING, S.DISPOSED),    S.OFFERED,     (R.MANAGER,)),
    Move("take_over", _("Take over"),            (S.OFFERED,),                 S.VERIFYING,   (R.MANAGER,),              "is_offered_to"),
    Move("decline",   _("Decline"),              (S.OFFERED,),                 S.VERIFYING,   (R.MANAGER,),              "is_offered_to"),
    Move("refer",     _("Not within authority"), (S.VERIFYING,),               S.NOT_OURS,    (R.MANAGER,)),
    Move("accept",    _("Accept"),               (S.DISPOSED,),                S.FOLLOWED_UP, (R.LIAISON,)),
    Move("give_back",  _("Not for our unit"),     (S.DISPOSED,),                S.VERIFYING,   (R.LIAISON,)),
    Move("examine",   _("Examine"),              (S.FOLLOWED_UP,),             S.EXAMINED,    (R.MANAGER, R.INSPECTORATE), "is_supervisory"),
    Move("decide",    _("Decide"),               (S.EXAMINED,),                S.DECIDED,     (R.HEAD, R.INSPECTORATE)),
    Move("answer",    _("Answer"),               (S.FOLLOWED_UP, S.DECIDED),   S.ANSWERED,    (R.LIAISON,)),
    Move("reply",     _("It is not solved"),     (S.ANSWERED,),                S.FOLLOWED_UP, (R.COMPLAINANT,)),
    Move("confirm",   _("It is solved"),         (S.ANSWERED,),                S.CLOSED,      (R.COMPLAINANT,)),
    Move("close",     _("Close"),                (S.ANSWERED,),                S.CLOSED,      (R.MANAGER, R.SYSTEM)),
    Move("reopen",    _("Reopen"),               (S.CLOSED,),                  S.FOLLOWED_UP, (R.COMPLAINANT, R.MANAGER), "may_reopen"),
    Move("withdraw",  _("Withdraw"),             OPEN,                         S.WITHDRAWN,   (R.COMPLAINANT,)),
    Move("escalate",  _("To the Ombudsman"),     (*OPEN, S.CLOSED),            S.ESCALATED,   (R.COMPLAINANT,),          "may_go_up"),
)

CLOCKS = (
    #     rule                      starts with                            stops with                           binds          then      guard
    Clock("uu25.respond",           "received",                            "ask dispose archive refer"),
    Clock("sp4n.verify",            "received take_over decline give_back", "ask dispose archive refer"),
    Clock("uu25.complete",          "ask",                                 "complete",                          "complainant", "lapse"),
    Clock("sp4n.first_followup",    "dispose reply reopen",                "answer examine pass_on give_back"),
    Clock("agency.info_request",    "dispose",                             "answer pass_on give_back",          "agency",      "",       "is_information_request"),
    Clock("agency.aspiration",      "dispose",                             "answer pass_on give_back",          "agency",      "",       "is_aspiration"),
    Clock("agency.non_supervisory", "dispose",                             "answer pass_on give_back",          "agency",      "",       "is_ordinary"),
    Clock("agency.supervisory",     "dispose",                             "decide pass_on give_back",          "agency",      "",       "is_supervisory"),
    Clock("uu25.decide",            "received complete",                   "ask decide answer"),
    Clock("uu25.deliver",           "decide",                              "answer"),
    Clock("sp4n.autoclose",         "answer",                              "reply confirm close",               "complainant", "close"),
)
# fmt: on

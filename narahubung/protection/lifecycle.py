"""The life of a request about one's own data, and of a breach; and which right of UU 27/2022 each kind is.

A request has one clock, in hours from its receipt, which stops when the thing asked for is done or
refused. A breach has one, from the hour in which it was known, which stops when the people concerned
and the authority have both been told in writing.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role
from narahubung.cases.lifecycle import Move


class Kind(models.TextChoices):
    ACCESS = "access", _("See or get a copy of my data")
    CORRECTION = "correction", _("Correct my data")
    ERASURE = "erasure", _("Erase my data")
    OBJECTION = "objection", _("Object to a use of my data")
    RESTRICTION = "restriction", _("Restrict the use of my data for now")


class Stage(models.TextChoices):
    RECEIVED = "received", _("Received")
    VERIFIED = "verified", _("Identity checked")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    DONE = "done", _("Done")


class BreachStage(models.TextChoices):
    FOUND = "found", _("Being dealt with")
    CLOSED = "closed", _("Closed")


S, B, R = Stage, BreachStage, Role
ENDED = (S.REFUSED, S.DONE)

# fmt: off
# kind            the right     its clock
RIGHTS = {
    Kind.ACCESS:      ("Pasal 7",   "pdp.access"),
    Kind.CORRECTION:  ("Pasal 6",   "pdp.correct"),
    Kind.ERASURE:     ("Pasal 8",   "pdp.erase"),
    Kind.OBJECTION:   ("Pasal 10",  "pdp.object"),
    Kind.RESTRICTION: ("Pasal 11",  "pdp.restrict"),
}

MOVES = (
    #    name       on the button                 from                        to           who                               guard
    Move("verify",  _("Identity is checked"),     (S.RECEIVED,),              S.VERIFIED,  (R.DATA_PROTECTION, R.SYSTEM)),
    Move("grant",   _("Grant"),                   (S.VERIFIED,),              S.GRANTED,   (R.DATA_PROTECTION,)),
    Move("finish",  _("It is done"),              (S.GRANTED,),               S.DONE,      (R.DATA_PROTECTION,)),
    Move("erased",  _("The file was erased"),     (S.RECEIVED, S.VERIFIED, S.GRANTED), S.DONE, (R.SYSTEM,)),
    Move("refuse",  _("Refuse"),                  (S.RECEIVED, S.VERIFIED),   S.REFUSED,   (R.DATA_PROTECTION,)),
)
STOPS = ("finish", "refuse", "erased")

BREACH_MOVES = (
    Move("add_files",      _("Name the files concerned"), (B.FOUND,), B.FOUND,  (R.DATA_PROTECTION,), "people_are_untold"),
    Move("describe",       _("Write what is known now"),  (B.FOUND,), B.FOUND,  (R.DATA_PROTECTION,)),
    Move("tell_people",    _("Tell the people"),          (B.FOUND,), B.FOUND,  (R.DATA_PROTECTION,), "people_are_untold"),
    Move("people_told",    _("The people are told"),      (B.FOUND,), B.FOUND,  (R.SYSTEM,),          "people_are_being_told"),
    Move("tell_authority", _("The authority is told"),    (B.FOUND,), B.FOUND,  (R.DATA_PROTECTION,), "authority_is_untold"),
    Move("close",          _("Close"),                    (B.FOUND,), B.CLOSED, (R.DATA_PROTECTION,), "all_are_told"),
)
# fmt: on

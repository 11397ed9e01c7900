"""The life of an agreement, whole: each line is one step that one kind of actor may take.

An agreement that was extended is in force as one that was not. Once a year somebody says what became of it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role
from narahubung.cases.lifecycle import Move


class Stage(models.TextChoices):
    DRAFT = "draft", _("Draft")
    REVIEW = "legal_review", _("Legal review")
    SIGNED = "signed", _("Signed")
    IN_FORCE = "in_force", _("In force")
    EXTENDED = "extended", _("Extended")
    EXPIRED = "expired", _("Ran out")
    TERMINATED = "terminated", _("Ended early")


S, R = Stage, Role
WRITTEN = (S.DRAFT, S.REVIEW)
LIVING = (S.IN_FORCE, S.EXTENDED)
ENDED = (S.EXPIRED, S.TERMINATED)
# Who works with agreements on each side.
WRITERS = (R.EXAMINER, R.OFFICE_HEAD)
HEAD = (R.OFFICE_HEAD,)

# fmt: off
MOVES = (
    #    name          on the button                      from                     to            who            guard
    Move("review",     _("Give to legal review"),         (S.DRAFT,),              S.REVIEW,     WRITERS,       "has_promises"),
    Move("send_back",  _("Back to the draft"),            (S.REVIEW,),             S.DRAFT,      WRITERS),
    Move("sign",       _("Record the signing"),           (S.REVIEW,),             S.SIGNED,     HEAD,          "has_both_sides"),
    Move("enter",      _("Put in force"),                 (S.SIGNED,),             S.IN_FORCE,   (*HEAD, R.SYSTEM), "has_begun"),
    Move("evaluate",   _("Record the yearly evaluation"), (S.IN_FORCE,),           S.IN_FORCE,   WRITERS),
    Move("evaluate",   _("Record the yearly evaluation"), (S.EXTENDED,),           S.EXTENDED,   WRITERS),
    Move("extend",     _("Extend"),                       LIVING,                  S.EXTENDED,   HEAD),
    Move("expire",     _("It has run out"),               LIVING,                  S.EXPIRED,    (R.SYSTEM,),   "has_run_out"),
    Move("terminate",  _("End early"),                    (S.SIGNED, *LIVING),     S.TERMINATED, HEAD),
    Move("drop",       _("Give up the draft"),            WRITTEN,                 S.TERMINATED, HEAD),
)
# fmt: on

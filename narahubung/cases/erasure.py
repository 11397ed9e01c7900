"""Erasing a person from a file: the words and the keys go, the places in the ledger and the figures stay.

What lies in apps above is erased in the same transaction, by functions that they register (`erasers.py`).
"""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from narahubung.cases.erasers import erase_above
from narahubung.jobs import wake


class Kept(PermissionDenied):
    """The file may not be erased now; the sentence says why."""


class Reason(models.TextChoices):
    """Why a person was erased: a code that stays in the ledger."""

    ASKED = "asked", gettext_lazy("The complainant asked for it")
    RETENTION = "retention", gettext_lazy("The time for which it is kept is over")
    ORDERED = "ordered", gettext_lazy("An authority or a court ordered it")


class Erasable(models.Model):
    """The verb that forgets, and what can still be done to a file that was forgotten: nothing.

    A kind of file says what it forgets (`WORDS`, `forget_words`), why it must stay for now (`why_kept`), what
    comes before (`make_ready`), and which job clears the disk (`CLEARED_BY`).
    """

    erasure_asked_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    WORDS = ()
    CLEARED_BY = ""

    class Meta:
        abstract = True

    def lock(self, by):
        super().lock(by)
        if self.erased_at:
            raise PermissionDenied(_("The words of this file were erased. Nothing is added to it."))

    def moves_for(self, actor):
        return [] if self.erased_at else super().moves_for(actor)

    @transaction.atomic
    def erase(self, by, reason):
        """Forget the person: all of it or nothing. Twice is no error; raises Kept where the file must stay."""
        super().lock(by)
        if self.erased_at:
            return None
        if sentence := self.why_kept():
            raise Kept(sentence)
        self.make_ready()
        for field in self.WORDS:
            setattr(self, field, "")
        self.events.exclude(note="", salt="").update(note="", salt="")
        self.messages.update(text="")
        self.forget_words()
        erase_above(self)
        self.erased_at = timezone.now()
        facts = {"reason": Reason(reason).value}
        changed = ["erased_at", *self.WORDS]
        event = self.log("erased", by, facts=facts, public=True, changed=changed)
        self.index()
        wake(self.CLEARED_BY)
        return event

    def make_ready(self):
        """Do what must come before; by default nothing."""

    @transaction.atomic
    def ask_erasure(self, by):
        """Note the wish for a file that must stay for now; it is granted as soon as nothing keeps it."""
        self.lock(by)
        if self.erasure_asked_at:
            return None
        self.erasure_asked_at = timezone.now()
        return self.log("erasure_asked", by, public=True, changed=["erasure_asked_at"])


def forget_papers(papers):
    """Destroy names, fingerprints and keys. The files themselves are removed by a job after the commit."""
    papers.update(name="", sha256="", original_key=b"")

"""Erasing a person from a file: the words and the keys go, the places in the ledger and the figures stay.

What lies in apps above is erased in the same transaction, by functions that they register (`erasers.py`).
"""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from narahubung.accounts.actors import Complainant
from narahubung.complaints.erasers import erase_above
from narahubung.complaints.holds import Holdable, Kept
from narahubung.complaints.identity import Identity
from narahubung.jobs import wake

WORDS = ("title", "text", "text_final", "place", "other_number", "secret_digest")


class Reason(models.TextChoices):
    """Why a person was erased: a code that stays in the ledger."""

    ASKED = "asked", gettext_lazy("The complainant asked for it")
    RETENTION = "retention", gettext_lazy("The time for which it is kept is over")
    ORDERED = "ordered", gettext_lazy("An authority or a court ordered it")


ERASURE_INDEXES = (
    # Those who wait to be erased, and what was erased of late.
    models.Index(
        fields=["erasure_asked_at"],
        condition=Q(erasure_asked_at__isnull=False, erased_at__isnull=True),
        name="erasures_asked",
    ),
    models.Index(
        fields=["erased_at"], condition=Q(erased_at__isnull=False), name="erased_complaints"
    ),
)


class Erasable(Holdable, models.Model):
    """The verb that forgets, and what can still be done to a file that was forgotten: nothing."""

    erasure_asked_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

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
        """Forget the person: all of it or nothing. An open file is withdrawn first; twice is no error."""
        super().lock(by)
        if self.erased_at:
            return None
        if sentence := self.why_kept():
            raise Kept(sentence)
        if not self.is_ended():
            self.take("withdraw", by=Complainant(self.pk))
        self.forget_words()
        erase_above(self)
        self.erased_at = timezone.now()
        facts = {"reason": Reason(reason).value}
        event = self.log("erased", by, facts=facts, public=True, changed=["erased_at", *WORDS])
        self.index()
        wake("complaints.erase_traces")
        return event

    def forget_words(self):
        for field in WORDS:
            setattr(self, field, "")
        Identity.objects.filter(complaint=self).delete()
        self.events.exclude(note="", salt="").update(note="", salt="")
        self.messages.update(text="")
        # An answer speaks to the person, mostly by name.
        self.remedies.update(text="", verdict_note="")
        self.holds.update(reason="")
        forget_papers(self.attachments.all())

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

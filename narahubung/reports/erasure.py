"""Erasing a reporter from a report: words, papers and keys go; steps, numbers and figures stay.

While a report is open the Ombudsman needs it (UU 27/2022 Pasal 15 ayat (1)), and so it does the complaint that
it came from: both are erased only after its end.
"""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from narahubung.complaints.erasers import erase_above
from narahubung.complaints.erasure import Reason, forget_papers
from narahubung.complaints.holds import Kept
from narahubung.jobs import wake
from narahubung.reports.forgetting_records import forget_examination
from narahubung.reports.identity import Identity
from narahubung.reports.letters import forget_letters
from narahubung.reports.task_forgetting import forget_tasks

WORDS = ("title", "text", "expectation", "earlier_effort", "place", "secret_digest")


class Erasable(models.Model):
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
        """Forget the person: all of it or nothing. Twice is no error."""
        super().lock(by)
        if self.erased_at:
            return None
        if sentence := self.why_kept():
            raise Kept(sentence)
        self.forget_words()
        erase_above(self, "report")
        self.erased_at = timezone.now()
        facts = {"reason": Reason(reason).value}
        event = self.log("erased", by, facts=facts, public=True, changed=["erased_at", *WORDS])
        self.index()
        wake("reports.erase_traces")
        return event

    def why_kept(self):
        if self.is_ended():
            return ""
        return _("The Ombudsman is still working on this report. It stays until it has ended.")

    def kept_until(self):
        """No day is promised for the end of an examination."""
        return

    @transaction.atomic
    def ask_erasure(self, by):
        """Note the wish for a report that must stay for now; it is granted as soon as it has ended."""
        self.lock(by)
        if self.erasure_asked_at:
            return None
        self.erasure_asked_at = timezone.now()
        return self.log("erasure_asked", by, public=True, changed=["erasure_asked_at"])

    def forget_words(self):
        for field in WORDS:
            setattr(self, field, "")
        Identity.objects.filter(report=self).delete()
        self.events.exclude(note="", salt="").update(note="", salt="")
        self.messages.update(text="")
        self.checks.update(reason="")
        self.plenaries.update(minutes="")
        self.recusals.update(ground="")
        forget_tasks(self)
        forget_papers(self.attachments.all())
        forget_examination(self)
        forget_letters(self)

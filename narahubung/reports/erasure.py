"""What a report forgets when its reporter is erased: words, papers and keys; steps, numbers and figures stay.

While a report is open the Ombudsman needs it (UU 27/2022 Pasal 15 ayat (1)), and so it does the complaint that
it came from: both are erased only after its end.
"""

from django.utils.translation import gettext as _

from narahubung.cases.erasure import Erasable, forget_papers
from narahubung.reports.forgetting_records import forget_examination
from narahubung.reports.identity import Identity
from narahubung.reports.letters import forget_letters
from narahubung.reports.task_forgetting import forget_tasks


class Forgetful(Erasable):
    WORDS = ("title", "text", "expectation", "earlier_effort", "place", "secret_digest")
    CLEARED_BY = "reports.erase_traces"

    class Meta:
        abstract = True

    def why_kept(self):
        if self.is_ended():
            return ""
        return _("The Ombudsman is still working on this report. It stays until it has ended.")

    def kept_until(self):
        """No day is promised for the end of an examination."""
        return

    def forget_words(self):
        Identity.objects.filter(report=self).delete()
        self.checks.update(reason="")
        self.plenaries.update(minutes="")
        self.recusals.update(ground="")
        forget_tasks(self)
        forget_papers(self.attachments.all())
        forget_examination(self)
        forget_letters(self)

"""What the reporter says to the result before it is issued, under the rule set that shows it to them first."""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _

from narahubung.accounts.models import Role
from narahubung.reports.lifecycle import Stage
from narahubung.reports.papers import attach

CLOCK = "ori.reporter_comment"


class Commented(models.Model):
    """The verb of the reporter while the result lies with them; it is the examiner who then looks again."""

    class Meta:
        abstract = True

    def may_comment(self, actor):
        mine = actor.role == Role.REPORTER and self.stage == Stage.NOTICE and not self.erased_at
        return mine and self.running(CLOCK).exists() and not self.ran_out(CLOCK)

    @transaction.atomic
    def comment(self, by, note, files=()):
        """Keep the words as a message and the evidence as papers, with one event for both."""
        self.lock(by)
        if not self.may_comment(by):
            raise PermissionDenied(
                _("This step is no longer open. Somebody else may have taken it.")
            )
        message = self.messages.create(text=note, role=by.role, author=by.label)
        papers = attach(self, files, by)
        facts = {"message": message.pk, "papers": [str(paper.key) for paper in papers]}
        return self.log("commented", by, facts=facts, public=True)

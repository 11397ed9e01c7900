"""What lies in a report's file: messages and attachments."""

from pathlib import PurePath

from django.db import models

from narahubung.accounts.models import Role
from narahubung.cases.messages import Attachment as AbstractAttachment
from narahubung.cases.messages import Message as AbstractMessage
from narahubung.documents import neutral_name
from narahubung.reports.letter_secrecy import leads_to_reporter
from narahubung.vault.rotation import covers


class PaperQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """What lies in a visible file is visible; the reporter sees what is meant for both."""
        reports = self.model._meta.get_field("report").related_model
        papers = self.filter(report__in=reports.objects.visible_to(actor)).unerased()
        return papers.filter(side="both") if actor.role == Role.REPORTER else papers

    def unerased(self):
        return self.filter(report__erased_at=None)


class Message(AbstractMessage):
    report = models.ForeignKey("reports.Report", models.PROTECT, related_name="messages")

    objects = PaperQuerySet.as_manager()


class Attachment(AbstractAttachment):
    report = models.ForeignKey("reports.Report", models.PROTECT, related_name="attachments")

    objects = PaperQuerySet.as_manager()


covers(Attachment, "original_key", lambda paper: paper.key.bytes)


def attach(report, files, by, side="both"):
    fields = {"report": report, "side": side, "role": by.role}
    return [Attachment.holding(clean, veiled(report, clean.name), **fields) for clean in files]


def veiled(report, name) -> str:
    """Return the name of a paper; in a secret report not one that leads to the reporter."""
    if report is None or not leads_to_reporter(report, name):
        return name
    return neutral_name("", PurePath(name).suffix)

"""What lies in a complaint's file: messages, attachments, and the claims of remedy."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role
from narahubung.cases.messages import Attachment as AbstractAttachment
from narahubung.cases.messages import Message as AbstractMessage
from narahubung.directory.models import Agency, Term
from narahubung.vault.rotation import covers

MOMENT = timedelta(minutes=10)


class PaperQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """What lies in a visible file is visible; the complainant sees what is meant for both."""
        complaints = self.model._meta.get_field("complaint").related_model
        # Of what was erased nothing is left to be seen.
        papers = self.filter(complaint__in=complaints.objects.visible_to(actor)).unerased()
        return papers.filter(side="both") if actor.role == Role.COMPLAINANT else papers

    def unerased(self):
        return self.filter(complaint__erased_at=None)

    def with_original_for(self, actor):
        """Return those whose original this actor may open, out of what they see.

        An original can betray who sent it, so those of an anonymous complaint stay shut; what the
        agency itself gave as proof does not.
        """
        if actor.role not in (Role.MANAGER, Role.INSPECTORATE):
            return self.none()
        sealed = self.filter(complaint__agency__in=actor.scope).exclude(original="")
        return sealed.exclude(complaint__shield="anonymous", remedy=None).exclude(original_key=b"")


class MessageQuerySet(PaperQuerySet):
    def said_again(self, text, by, side):
        """Return the newest message if it is this one, said by the same person a moment ago."""
        lately = timezone.now() - MOMENT
        newest = self.filter(at__gt=lately).order_by("-pk").first()
        said = newest and (newest.text, newest.role, newest.author, newest.side)
        return newest if said == (text, by.role, by.label, side) else None


class Message(AbstractMessage):
    complaint = models.ForeignKey("complaints.Complaint", models.PROTECT, related_name="messages")

    objects = MessageQuerySet.as_manager()


class Remedy(models.Model):
    """An answer's claim of what was done, and what the complainant says of it."""

    class Verdict(models.TextChoices):
        NONE = "", _("Not yet said")
        CONFIRMED = "confirmed", _("Solved")
        DISPUTED = "disputed", _("Not solved")
        SILENT = "silent", _("No word")

    complaint = models.ForeignKey("complaints.Complaint", models.PROTECT, related_name="remedies")
    kind = models.ForeignKey(
        Term, models.PROTECT, related_name="+", verbose_name=_("what was done")
    )
    text = models.TextField(_("answer"))
    unit = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    signatory = models.CharField(_("signed by"), max_length=120)
    signatory_office = models.CharField(_("office of the signatory"), max_length=120, blank=True)
    effective_on = models.DateField(_("done on"), null=True, blank=True)
    claimed_at = models.DateTimeField(default=timezone.now)
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.NONE, blank=True)
    verdict_at = models.DateTimeField(null=True)
    verdict_note = models.TextField(blank=True)
    rating = models.PositiveSmallIntegerField(null=True)
    side = "both"

    class Meta:
        ordering = ["claimed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=5),
                name="a_rating_is_one_to_five",
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.verdict}"


class Attachment(AbstractAttachment):
    complaint = models.ForeignKey(
        "complaints.Complaint", models.PROTECT, related_name="attachments"
    )
    remedy = models.ForeignKey(Remedy, models.PROTECT, null=True, related_name="proof")

    objects = PaperQuerySet.as_manager()


covers(Attachment, "original_key", lambda paper: paper.key.bytes)


def attach(complaint, files, by, side="both", remedy=None):
    """Keep cleaned files: the copy that is shown, and the original that is evidence."""
    fields = {"complaint": complaint, "remedy": remedy, "side": side, "role": by.role}
    return [
        (Attachment.holding(clean, complaint.veiled(clean.name, by), **fields), clean)
        for clean in files
    ]

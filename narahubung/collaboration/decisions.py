"""A decision of a meeting: who does what until when, and the proof that it was done."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.cases.messages import Attachment
from narahubung.collaboration.meetings import Meeting
from narahubung.collaboration.meetings_lifecycle import TAKE_PART, Progress
from narahubung.collaboration.meetings_people import OfAMeetingQuerySet
from narahubung.directory.models import Agency
from narahubung.vault.rotation import covers

# So long after its day the head of the owner is told of a decision that is still open.
PATIENCE = timedelta(days=7)


class DecisionQuerySet(OfAMeetingQuerySet):
    def owned_by(self, actor):
        """Return what one's own agency has to do; a government and its inspectorate see the whole tree."""
        return self.filter(owner__in=actor.scope)

    def outstanding(self):
        return self.exclude(progress=Progress.DONE)

    def done(self):
        return self.filter(progress=Progress.DONE)

    def late(self, today):
        return self.filter(progress=Progress.OPEN, due_on__lt=today)

    def unnoticed(self, today):
        return self.late(today).filter(noticed_at=None)

    def still_late(self, today):
        return self.late(today - PATIENCE).filter(head_noticed_at=None, noticed_at__isnull=False)

    def for_list(self):
        return self.select_related("meeting__series__office", "owner")


class Decision(models.Model):
    """What one agency does until a day. Each change of it is an event of its meeting."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("what was decided"))
    owner = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name=_("who does it")
    )
    due_on = models.DateField(_("until when"))
    progress = models.CharField(max_length=8, choices=Progress, default=Progress.OPEN)
    evidence = models.TextField(_("what was done"), blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    noticed_at = models.DateTimeField(null=True, blank=True)
    head_noticed_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="a_decision_has_its_number_in_a_meeting"
            ),
            models.CheckConstraint(
                condition=~Q(progress="done") | (Q(done_at__isnull=False) & ~Q(evidence="")),
                name="a_decision_is_done_with_evidence",
            ),
        ]
        indexes = [
            # Mine and the office's: what must happen first.
            models.Index(fields=["progress", "due_on"], name="decisions_by_due"),
            models.Index(fields=["owner", "progress", "due_on"], name="decisions_of_an_owner"),
        ]

    def __str__(self):
        return f"{self.meeting} {self.number}"

    def get_absolute_url(self):
        return reverse("collaboration:decision", args=[self.pk])

    @property
    def today(self):
        return self.meeting.today

    def is_late(self):
        return self.progress == Progress.OPEN and self.due_on < self.today

    def may_be_reported_by(self, actor):
        """The owner's own people report; who looks at them from above does not do it in their place."""
        own = actor.role in TAKE_PART and actor.agency is not None and self.owner_id in actor.scope
        return own and self.progress == Progress.OPEN

    def may_be_judged_by(self, actor):
        return self.progress == Progress.REPORTED and self.meeting.may_be_run_by(actor)

    @transaction.atomic
    def report_done(self, by, evidence, files=()):
        self.lock(by)
        self.refuse_unless(self.may_be_reported_by(by))
        self.progress, self.evidence = Progress.REPORTED, evidence
        self.reported_at = timezone.now()
        self.save(update_fields=["progress", "evidence", "reported_at"])
        for clean in files:
            self.keep(clean, by)
        return self.tell("decision_reported", by, facts={"papers": len(files)})

    @transaction.atomic
    def confirm(self, by):
        self.lock(by)
        self.refuse_unless(self.may_be_judged_by(by))
        self.progress, self.done_at = Progress.DONE, timezone.now()
        self.save(update_fields=["progress", "done_at"])
        return self.tell("decision_done", by)

    @transaction.atomic
    def give_back(self, by, note):
        """It is not done yet. The day stays; what was reported stays in the history."""
        self.lock(by)
        self.refuse_unless(self.may_be_judged_by(by))
        self.progress = Progress.OPEN
        self.save(update_fields=["progress"])
        return self.tell("decision_given_back", by, note)

    @transaction.atomic
    def notice(self, by, kind, field):
        """Write into the history, once, that it is late, or still late."""
        self.lock(by)
        if getattr(self, field) or not self.is_late():
            return None
        setattr(self, field, timezone.now())
        self.save(update_fields=[field])
        return self.tell(kind, by, facts={"due": self.due_on.isoformat()})

    def lock(self, by):
        """Lock its meeting, whose chain it writes, then read again what somebody else may have changed."""
        self.meeting.lock(by)
        self.refresh_from_db()

    def tell(self, kind, by, note="", facts=None):
        facts = {"decision": self.pk, "number": self.number, **(facts or {})}
        return self.meeting.log(kind, by, note, facts)

    def keep(self, clean, by):
        paper = DecisionPaper(
            decision=self,
            name=clean.name[:120],
            content_type=clean.content_type,
            size=len(clean.body),
            sha256=clean.sha256_original,
            role=by.role,
        )
        paper.cleaned.save(clean.name, ContentFile(clean.body), save=False)
        if clean.original is not None:
            paper.seal_original(clean.original)
        paper.save(force_insert=True)

    @staticmethod
    def refuse_unless(condition):
        if not condition:
            raise PermissionDenied(
                _("This step is no longer open. Somebody else may have taken it.")
            )


BY_DUE = F("due_on").asc()


class DecisionPaperQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Proof is between the owner and the office that looks at it; other members see that it is done."""
        decisions = Decision.objects.visible_to(actor)
        if actor.role in TAKE_PART:
            decisions = decisions.owned_by(actor)
        return self.filter(decision__in=decisions)


class DecisionPaper(Attachment):
    """A proof that a decision was carried out."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="papers")

    objects = DecisionPaperQuerySet.as_manager()


covers(DecisionPaper, "original_key", lambda paper: paper.key.bytes)

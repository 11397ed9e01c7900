"""Conciliation and mediation: who asked for it, how often they met, and what they agreed, clause by clause."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.reports.papers import Attachment
from narahubung.reports.sessions import Record


class Party(models.TextChoices):
    REPORTER = "reporter", _("The reporter")
    AGENCY = "agency", _("The agency")
    BOTH = "both", _("Both")


class Talks(Record):
    """One conciliation or mediation. `people` are its parties and who leads it."""

    class Kind(models.TextChoices):
        CONCILIATION = "conciliation", _("Conciliation")
        MEDIATION = "mediation", _("Mediation")

    kind = models.CharField(max_length=12, choices=Kind)
    asked_by = models.CharField(max_length=8, choices=Party)
    signed_on = models.DateField(null=True)
    agreement = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    WORDS = (*Record.WORDS, "agreement")

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(ended_at__isnull=True),
                name="a_report_has_one_talk_at_a_time",
            ),
        ]


class Sitting(Record):
    """One meeting of the parties; `next_on` is what they agreed on for the next."""

    talks = models.ForeignKey(Talks, models.PROTECT, related_name="sittings")
    held_on = models.DateField()
    next_on = models.DateField(null=True)


class Clause(models.Model):
    """One thing that somebody promised in an agreement, until when, and whether it was carried out."""

    talks = models.ForeignKey(Talks, models.PROTECT, related_name="clauses")
    seq = models.PositiveSmallIntegerField()
    text = models.TextField()
    owner = models.CharField(max_length=8, choices=Party)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    words = models.TextField(blank=True)
    papers = models.ManyToManyField(Attachment, related_name="+")
    checked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["talks", "seq"], name="a_clause_has_its_place"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(checked_at__isnull=False),
                name="a_clause_is_done_when_it_was_checked",
            ),
        ]

    def __str__(self):
        return f"{self.seq}. {self.text}"

    def holds(self, today) -> bool:
        """Carried out, or to be so on an agreed day that has not passed."""
        return self.done_on is not None or (self.due_on is not None and self.due_on >= today)


class Talking:
    """Part of a report: the steps of its talks, and whether they may end in agreement."""

    def talks_now(self):
        return self.talks_set.filter(ended_at=None).first()

    def begin_talks(self, name, kind, by, note, facts, asked_by, people):
        event = self.move(name, by, note, facts | {"asked_by": str(asked_by)})
        self.close_talks()
        self.talks_set.create(kind=kind, asked_by=asked_by, people=people, words=note, by=by.user)
        return event

    def _conciliate(self, by, facts, note="", asked_by=Party.BOTH, people=""):
        kind = Talks.Kind.CONCILIATION
        return self.begin_talks("conciliate", kind, by, note, facts, asked_by, people)

    def _mediate(self, by, facts, note="", asked_by=Party.BOTH, people=""):
        kind = Talks.Kind.MEDIATION
        return self.begin_talks("mediate", kind, by, note, facts, asked_by, people)

    def _end_talks(self, by, facts, note=""):
        event = self.move("end_talks", by, note, facts)
        self.close_talks()
        return event

    def close_talks(self):
        self.talks_set.filter(ended_at=None).update(ended_at=timezone.now())

    def leads_talks(self, actor):
        return self.is_in_talks() and self.is_examined_by(actor) and self.talks_now() is not None

    def may_agree(self, actor):
        return self.leads_talks(actor) and self.talks_now().signed_on is None

    def may_check_clauses(self, actor):
        return self.leads_talks(actor) and self.talks_now().clauses.filter(done_on=None).exists()

    def agreement_holds(self, _actor=None):
        """Signed, and each clause carried out or promised for a day that has not passed (UU 37/2008 Pasal 36)."""
        talks = self.talks_now()
        if talks is None or talks.signed_on is None:
            return False
        return all(clause.holds(self.today) for clause in talks.clauses.all())

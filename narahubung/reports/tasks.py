"""What the Ombudsman waits for from an agency: one task a letter, with its days, its unit and its answer."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import AT_AN_OFFICE, Role
from narahubung.cases.messages import Message as AbstractMessage
from narahubung.clocks.calendar import today_in
from narahubung.clocks.models import Rule
from narahubung.complaints.models import ReportedParty
from narahubung.directory.models import Agency
from narahubung.reports.addressed import addressed_to
from narahubung.reports.task_holders import answered_for_by
from narahubung.reports.task_verbs import TaskVerbs

USER = settings.AUTH_USER_MODEL


class Kind(models.TextChoices):
    """What the agency is asked to do."""

    EXPLANATION = "explanation", _("Explain the matter")
    SECOND = "second", _("Explain the matter: asked a second time")
    SUMMONS = "summons", _("Come to the Ombudsman and be heard")
    CONCILIATION = "conciliation", _("Take part in a conciliation")
    MEDIATION = "mediation", _("Take part in a mediation")
    CORRECTION = "correction", _("Carry out the corrective action")
    RECOMMENDATION = "recommendation", _("Report on the recommendation")
    RAPID = "rapid", _("Urgent: be there when the Ombudsman calls today")


WEEK = timedelta(days=7)
WAITS = Q(settled_at=None, answered_at=None)


class TaskQuerySet(models.QuerySet):
    """Every question asked of tasks. Who may see what is answered only here."""

    def visible_to(self, actor):
        """The agency to which it is addressed, the liaison of the named unit, and whoever has the report.

        A manager sees what they answer for, because nobody nearer is there.
        """
        match actor.role:
            case Role.SYSTEM:
                return self
            case Role.LIAISON:
                walled = ReportedParty.objects.against(actor).files()
                mine = self.filter(unit=actor.agency, unit__isnull=False)
                return mine.exclude(report__complaint__in=walled)
            case Role.MANAGER:
                return self.filter(pk__in=answered_for_by(self.model, actor))
            case role if role in (*AT_AN_OFFICE, Role.ADMINISTRATOR):
                reports = self.model._meta.get_field("report").related_model
                return self.filter(report__in=reports.objects.visible_to(actor))
            case _:
                return self.filter(addressed_to(actor))

    def waiting(self):
        return self.filter(WAITS)

    def answered(self):
        """Return what was answered, and on which the Ombudsman has not yet gone on."""
        return self.filter(settled_at=None, answered_at__isnull=False)

    def open(self):
        return self.filter(settled_at=None)

    def settled(self):
        return self.filter(settled_at__isnull=False)

    def late(self, today):
        return self.waiting().filter(next_due__lt=today)

    def due_today(self, today):
        return self.waiting().filter(next_due=today)

    def due_soon(self, today):
        return self.waiting().filter(next_due__gt=today, next_due__lte=today + WEEK)

    def in_time(self):
        return self.filter(due__isnull=False, answered_on__lte=F("due"))

    def for_page(self):
        return self.select_related(
            "report__substance", "report__office", "agency__region", "unit", "clock__rule"
        )


class LiaisonTask(TaskVerbs, models.Model):
    """One letter on the focal point's desk. Its days are those of the law; who answers is asked each time."""

    reference = models.CharField(max_length=24, unique=True)
    report = models.ForeignKey("reports.Report", models.PROTECT, related_name="tasks")
    event = models.OneToOneField("reports.Event", models.PROTECT, related_name="task")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=Kind)
    letter = models.CharField(max_length=60, blank=True)
    question = models.TextField(blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    received_on = models.DateField()
    clock = models.ForeignKey("reports.Deadline", models.PROTECT, null=True, related_name="+")
    due = models.DateField(null=True)
    ack_rule = models.ForeignKey(Rule, models.PROTECT, related_name="+")
    ack_from = models.DateField()
    ack_due = models.DateField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    internal_due = models.DateField(null=True)
    # The first day on which the agency must do something; nothing once it has answered.
    next_due = models.DateField(null=True)
    draft = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    signatory = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_on = models.DateField(null=True)
    settled_by = models.CharField(max_length=40, blank=True)
    had_focal_point = models.BooleanField(default=False)
    repeated = models.BooleanField(default=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task of a focal point")
        verbose_name_plural = _("tasks of focal points")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True)
                | (Q(answered_on__isnull=False) & Q(answered_by__isnull=False)),
                name="an_answered_task_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | ~Q(settled_by=""),
                name="a_settled_task_says_by_which_step",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) | Q(acknowledged_by__isnull=False),
                name="an_acknowledged_task_says_by_whom",
            ),
        ]
        indexes = [
            # The desk: what an agency must do, and what first.
            models.Index(
                fields=["agency", "next_due", "id"], condition=WAITS, name="tasks_waiting_by_day"
            ),
            # What the worker looks at each hour: reminders and escalation.
            models.Index(fields=["due"], condition=WAITS, name="tasks_to_be_reminded"),
            # The lists of an agency and of a month, newest first.
            models.Index(fields=["agency", "-received_on", "-id"], name="tasks_newest_first"),
            # What lies with a unit.
            models.Index(
                fields=["unit", "next_due"],
                condition=Q(unit__isnull=False),
                name="tasks_of_a_unit",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("desk:task", args=[self.reference])

    # Questions.

    @property
    def zone(self):
        return self.agency.zone

    @property
    def today(self):
        return today_in(self.zone)

    @property
    def heading(self):
        return str(self.get_kind_display())

    @property
    def place(self):
        """Return where it lies: the unit that was named, or the agency."""
        return self.unit or self.agency

    def waits(self):
        return self.settled_at is None and self.answered_at is None

    def is_open(self):
        return self.settled_at is None

    @property
    def state(self):
        """Return how far it has come, in a word of STATES."""
        if self.settled_at:
            return "settled"
        if self.answered_at:
            return "answered"
        if self.unit_id:
            return "with_unit"
        return "acknowledged" if self.acknowledged_at else "new"

    def first_day(self):
        """Return the first day on which the agency must do something, or nothing."""
        if not self.waits():
            return None
        days = (None if self.acknowledged_at else self.ack_due, self.internal_due, self.due)
        return min((day for day in days if day), default=None)

    def is_late(self):
        return bool(self.waits() and self.due and self.due < self.today)

    @property
    def days_taken(self):
        return (self.answered_on - self.received_on).days if self.answered_on else None

    def was_in_time(self):
        return bool(self.answered_on and self.due and self.answered_on <= self.due)


class OfTasks(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(task__in=LiaisonTask.objects.visible_to(actor))


class TaskMessage(AbstractMessage):
    """One thing said about a task, on the record, by the agency or by the Ombudsman."""

    task = models.ForeignKey(LiaisonTask, models.PROTECT, related_name="messages")

    objects = OfTasks.as_manager()

    class Meta(AbstractMessage.Meta):
        ordering = ["pk"]


class TaskPaperQuerySet(OfTasks):
    def visible_to(self, actor):
        return super().visible_to(actor).filter(task__report__erased_at=None)


class TaskPaper(models.Model):
    """A paper of an answer. It lies in the report's file, and those who sent it see it here."""

    task = models.ForeignKey(LiaisonTask, models.PROTECT, related_name="papers")
    paper = models.OneToOneField("reports.Attachment", models.PROTECT, related_name="+")

    objects = TaskPaperQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return str(self.paper)


class TimeRequest(models.Model):
    """The agency asks for more time; the Ombudsman gives a day or says in a sentence why not."""

    task = models.ForeignKey(LiaisonTask, models.PROTECT, related_name="time_requests")
    reason = models.TextField()
    until = models.DateField()
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    granted = models.BooleanField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    words = models.TextField(blank=True)
    # The days given: the clock of the law stands still from the one until the other.
    deadline = models.ForeignKey(
        "reports.Deadline", models.PROTECT, null=True, related_name="extensions"
    )
    from_day = models.DateField(null=True)
    until_day = models.DateField(null=True)

    objects = OfTasks.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(granted__isnull=True),
                name="more_time_is_asked_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(granted__isnull=True) | Q(decided_at__isnull=False),
                name="a_decision_on_more_time_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(granted=True)
                | (
                    Q(deadline__isnull=False)
                    & Q(until_day__isnull=False)
                    & Q(until_day__gt=F("from_day"))
                ),
                name="time_that_was_given_has_its_days",
            ),
        ]

    def __str__(self):
        return f"{self.task_id} {self.until}"

"""A report at the Ombudsman: who may see it, and what may be asked of it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import AT_AN_OFFICE, Role
from narahubung.cases.models import Case
from narahubung.cases.models import Deadline as AbstractDeadline
from narahubung.clocks.zoned import OfAnOffice
from narahubung.complaints.models import Channel, Complaint
from narahubung.directory.models import Agency, OmbudsmanOffice, Region, Term
from narahubung.journal.models import Entry
from narahubung.reports.comments import Commented
from narahubung.reports.erasure import Forgetful
from narahubung.reports.examining import Examining
from narahubung.reports.guards import Guards
from narahubung.reports.hearing import Check, Plenary, Recusal, Transfer
from narahubung.reports.identity import Identity
from narahubung.reports.intake import submit, words
from narahubung.reports.items import ProductItem, ProductPaper
from narahubung.reports.letters import Letter, LetterPaper
from narahubung.reports.lifecycle import CLOCKS, ENDED, MOVES, WITH_OTHERS, Stage
from narahubung.reports.numbers import Register, RegisterEntry
from narahubung.reports.oversight import Oversight, Publication
from narahubung.reports.papers import Attachment, Message
from narahubung.reports.product import Product, ProductEvent
from narahubung.reports.rules import rule_sets
from narahubung.reports.sessions import Conference, Inspection, Summons
from narahubung.reports.steps import Steps
from narahubung.reports.talks import Clause, Sitting, Talks
from narahubung.reports.task_time import MoreTime
from narahubung.reports.tasks import LiaisonTask, TaskMessage, TaskPaper, TimeRequest


class Weight(models.TextChoices):
    """How much work it will be. The targets behind it are internal, so no clock hangs on it."""

    NONE = "", _("Not yet weighed")
    SIMPLE = "simple", _("Simple")
    MEDIUM = "medium", _("Medium")
    HEAVY = "heavy", _("Heavy")


class Conclusion(models.TextChoices):
    NONE = "", _("No result yet")
    FOUND = "found", _("Maladministration found")
    NOT_FOUND = "not_found", _("No maladministration found")
    STOPPED = "stopped", _("Examination stopped")


class ReportQuerySet(models.QuerySet):
    """Every question asked of reports. Who may see what is answered only here."""

    def visible_to(self, actor):
        """The desk and the head see their office, an examiner their own files, the national office all.

        Whoever has stepped aside from a file does not see it any more, whatever their office.
        """
        self = self.exclude(pk__in=Recusal.objects.files_of(actor))
        match actor.role:
            case Role.SYSTEM:
                return self
            case Role.INTAKE | Role.EXAMINER | Role.OFFICE_HEAD if actor.office.national:
                return self
            case Role.INTAKE | Role.OFFICE_HEAD:
                return self.filter(Q(office=actor.office) | Q(transferred_to=actor.office))
            case Role.EXAMINER:
                return self.filter(office=actor.office, examiner=actor.user)
            case Role.ADMINISTRATOR if actor.has_powers:
                return self
            case Role.REPORTER:
                return self.filter(pk=actor.report_id)
            case _:
                return self.none()

    def submit(self, **details):
        """Take in a report from any door; see `intake.submit`, the one road."""
        return submit(self.model, Identity, **details)

    # `closed_at` adds nothing to the stages, but the indexes of what is still open begin with it.

    def at_work(self):
        """Return what the office must do: also the notice that it owes after the end."""
        ours = Q(closed_at__isnull=True) & ~Q(stage__in=WITH_OTHERS)
        return self.filter(ours | Q(closed_at__isnull=False, next_due__isnull=False))

    def with_others(self):
        return self.filter(closed_at__isnull=True, stage__in=WITH_OTHERS)

    def open(self):
        return self.filter(closed_at__isnull=True)

    def ended(self):
        return self.filter(closed_at__isnull=False)

    def standing_still(self, since):
        return self.open().filter(moved_at__lt=since)

    def late(self, today):
        return self.filter(next_due__lt=today)

    def due_today(self, today):
        return self.filter(next_due=today)

    def due_soon(self, today):
        return self.filter(next_due__gt=today, next_due__lte=today + timedelta(days=7))

    def matching(self, question):
        return words.match(self, question)

    def for_list(self):
        running = Deadline.objects.running().select_related("rule").order_by("due")
        return self.select_related(
            "office", "access", "substance", "reported", "examiner", "closing_reason"
        ).prefetch_related(Prefetch("deadlines", running, to_attr="clocks"))


class Report(OfAnOffice, Forgetful, Commented, Guards, Oversight, Examining, Steps, Case):
    """A file at the Ombudsman."""

    office = models.ForeignKey(OmbudsmanOffice, models.PROTECT, related_name="reports")
    transferred_to = models.ForeignKey(
        OmbudsmanOffice, models.PROTECT, null=True, related_name="offered_reports"
    )
    number = models.CharField(max_length=40, blank=True)
    rule_set = models.CharField(max_length=8, blank=True)
    access = models.ForeignKey(Term, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel)
    reporter_class = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    is_represented = models.BooleanField(default=False)
    secret_identity = models.BooleanField(default=False)
    reported = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="reports")
    reported_name = models.CharField(max_length=200, blank=True)
    superior = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    expectation = models.TextField(blank=True)
    earlier_effort = models.TextField(blank=True)
    happened_on = models.DateField(null=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    substance = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    weight = models.CharField(max_length=8, choices=Weight, default=Weight.NONE, blank=True)
    criterion = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    suspected = models.ManyToManyField(Term, related_name="+")
    found = models.ManyToManyField(Term, related_name="+")
    conclusion = models.CharField(
        max_length=10, choices=Conclusion, default=Conclusion.NONE, blank=True
    )
    closing_reason = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    examiner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    declared_at = models.DateTimeField(null=True)
    asked_back_at = models.DateTimeField(null=True)
    complaint = models.OneToOneField(Complaint, models.PROTECT, null=True, related_name="+")
    origin = models.JSONField(default=dict)
    received_at = models.DateTimeField(default=timezone.now)
    received_on = models.DateField()
    opened_on = models.DateField(null=True)
    secret_digest = models.CharField(max_length=64, blank=True)
    # The roll-up of the last event that somebody caused: what stands still is found without the history.
    moved_at = models.DateTimeField(default=timezone.now)

    MOVES, CLOCKS, ENDED = MOVES, CLOCKS, ENDED
    DUE_BY = ("office", "reporter", "agency", "superior")
    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number=""),
                name="a_register_number_is_of_one_report",
            ),
            models.CheckConstraint(
                condition=Q(stage="intake")
                | Q(stage="closed")
                | (~Q(number="") & ~Q(rule_set="") & Q(opened_on__isnull=False)),
                name="a_report_beyond_the_desk_is_registered",
            ),
            models.CheckConstraint(
                condition=Q(transferred_to__isnull=False) | ~Q(stage="transferred"),
                name="a_transferred_report_names_the_other_office",
            ),
            models.CheckConstraint(
                condition=Q(closing_reason__isnull=False) | ~Q(stage__in=ENDED),
                name="a_closed_report_says_why",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(stage__in=ENDED),
                name="an_open_report_is_not_closed",
            ),
        ]
        indexes = [
            # The list of an office and of an examiner: what is still open, and must happen first.
            models.Index(fields=["office", "closed_at", "next_due", "id"], name="reports_by_due"),
            models.Index(fields=["examiner", "closed_at", "next_due"], name="my_reports_by_due"),
            # The register of an office, newest first.
            models.Index(fields=["office", "-received_on", "-id"], name="reports_newest_first"),
            # What must happen at an office: also a notice that is owed after the end. Few rows have a date.
            models.Index(
                fields=["office", "next_due"],
                condition=Q(next_due__isnull=False),
                name="reports_owed_by_office",
            ),
            # The board: open files by stage and lateness, and by examiner. It holds all that is counted, so
            # the rows themselves are not read.
            models.Index(
                fields=["office", "stage", "examiner", "next_due"],
                condition=Q(closed_at__isnull=True),
                name="open_reports_by_stage",
            ),
            # The board: what nobody has moved for thirty days.
            models.Index(
                fields=["office", "moved_at"],
                condition=Q(closed_at__isnull=True),
                name="open_reports_standing_still",
            ),
            # What another office has been offered.
            models.Index(
                fields=["transferred_to"],
                condition=Q(transferred_to__isnull=False),
                name="reports_on_their_way",
            ),
        ]

    def get_absolute_url(self):
        return reverse("reports:detail", args=[self.reference])

    # Questions.

    # An office of the state keeps the days off of the nation, five days a week.
    week, calendar_region = 5, ""

    @property
    def kind(self):
        return self.access.code

    @property
    def stage_label(self):
        return Stage(self.stage).label

    @property
    def heading(self):
        return self.title or self.text[:80] or str(_("(words erased)"))

    @property
    def rules(self):
        """Return the rule set of this file, or nothing while it is not registered."""
        return rule_sets().get(self.rule_set)

    @property
    def reported_party(self):
        return self.reported or self.reported_name

    @property
    def holder(self):
        """Return who must act now: there is always somebody."""
        return self.transferred_to or (self.is_in_examination() and self.examiner) or self.office

    def is_ended(self):
        return self.stage in ENDED

    def pause_spans(self):
        return []

    def age_limit_passed(self):
        """Tell whether what happened is older than the two years, from the day of receipt; None if unknown."""
        return self.happened_on and self.last_day_to_report() < self.received_on

    def may_write(self, actor):
        return actor.role in AT_AN_OFFICE

    def index(self):
        words.put(self.pk, self.searchable())

    def searchable(self):
        party = self.reported.name if self.reported_id else self.reported_name
        return f"{self.reference} {self.number} {self.title} {self.text} {self.place} {party}"


class Deadline(MoreTime, AbstractDeadline):
    report = models.ForeignKey(Report, models.PROTECT, related_name="deadlines")

    class Meta(AbstractDeadline.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(due__isnull=True) | Q(due__gte=models.F("started_on")),
                name="a_report_deadline_is_not_before_its_start",
            )
        ]
        indexes = [
            # The worker asks which running promises have passed, and which must be counted again.
            models.Index(
                fields=["due"],
                condition=Q(stopped_at__isnull=True),
                name="running_report_deadlines",
            ),
            # The statutory figures: which promises were kept, and which were missed, in a quarter.
            models.Index(fields=["stopped_at"], name="report_deadlines_by_end"),
            models.Index(fields=["noticed_at"], name="report_deadlines_by_notice"),
        ]

    @property
    def case(self):
        return self.report


class EventQuerySet(models.QuerySet):
    def visible_to(self, actor):
        events = self.filter(report__in=Report.objects.visible_to(actor))
        return events.filter(public=True) if actor.role == Role.REPORTER else events


class Event(Entry):
    report = models.ForeignKey(Report, models.PROTECT, related_name="events")

    objects = EventQuerySet.as_manager()

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(fields=["report", "seq"], name="a_report_event_has_its_place")
        ]
        indexes = [
            # The outbox: events of which nobody has been told yet.
            models.Index(
                fields=["id"],
                condition=Q(dispatched_at__isnull=True),
                name="undispatched_report_events",
            ),
            # The statutory figures: what happened in a quarter, step by step.
            models.Index(fields=["kind", "at"], name="report_events_by_kind"),
        ]


__all__ = [
    "Attachment",
    "Check",
    "Clause",
    "Conference",
    "Identity",
    "LiaisonTask",
    "Inspection",
    "Letter",
    "LetterPaper",
    "Message",
    "Plenary",
    "Product",
    "ProductEvent",
    "ProductItem",
    "ProductPaper",
    "Publication",
    "Recusal",
    "Register",
    "RegisterEntry",
    "Report",
    "Sitting",
    "Stage",
    "TaskMessage",
    "TaskPaper",
    "TimeRequest",
    "Summons",
    "Talks",
    "Transfer",
]

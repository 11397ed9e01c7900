"""A complaint to an agency: who may see it, and what may be asked of it and done to it."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import AT_AN_OFFICE, Role
from narahubung.cases.models import Case
from narahubung.cases.models import Deadline as AbstractDeadline
from narahubung.clocks.calendar import today_in
from narahubung.clocks.calendars import calendar_for
from narahubung.clocks.models import Rule
from narahubung.complaints.desk import CannedAnswer, SavedFilter  # noqa: F401
from narahubung.complaints.erasure import ERASURE_INDEXES, Forgetful
from narahubung.complaints.handover import Handover, Pause
from narahubung.complaints.holds import LegalHold
from narahubung.complaints.identity import Identity, Original  # noqa: F401
from narahubung.complaints.intake import submit, words
from narahubung.complaints.lifecycle import (
    AT_WORK,
    CLOCKS,
    ENDED,
    MOVES,
    SUPERVISORY,
    WITH_OTHERS,
    Stage,
)
from narahubung.complaints.papers import Attachment, Message, Remedy  # noqa: F401
from narahubung.complaints.shielded import MESSAGE, Shielded
from narahubung.complaints.steps import Steps
from narahubung.complaints.wall import ReportedParty, is_left_to_the_ombudsman
from narahubung.directory.models import Agency, Region, Service, Term
from narahubung.journal.models import Entry

AT_WORK_HERE = (Role.MANAGER, Role.LIAISON, Role.INSPECTORATE)
PUBLIC_FIELDS = (
    "agency__name",
    "category__name_id",
    "region__name",
    "stage",
    "outcome",
    "received_on",
)


def served_by(provinces):
    """Return the question whether a file's agency stands in one of these provinces; "" is the nation."""
    here = [Q(agency__region__code__startswith=code) for code in provinces]
    return Q(*here, _connector=Q.OR) if here else Q(pk__in=[])


class Channel(models.TextChoices):
    PORTAL = "portal", _("Public form")
    WALK_IN = "walk_in", _("Walk-in")
    LETTER = "letter", _("Letter")
    PHONE = "phone", _("Phone")
    WHATSAPP = "whatsapp", _("WhatsApp")
    EMAIL = "email", _("E-mail")
    OUTREACH = "outreach", _("On-the-spot outreach")
    SP4N = "sp4n", _("SP4N-LAPOR!")


class Outcome(models.TextChoices):
    """What became of it: apart from the stage, because closed is not solved."""

    NONE = "", _("No answer yet")
    CLAIMED = "claimed", _("Answered, not yet confirmed")
    CONFIRMED = "confirmed", _("Confirmed by the complainant")
    DISPUTED = "disputed", _("Disputed by the complainant")
    UNCONFIRMED = "unconfirmed", _("Unconfirmed")


class Shield(models.TextChoices):
    """How the complainant wishes to be known."""

    OPEN = "open", _("Open")
    SECRET = "secret", _("Secret")
    ANONYMOUS = "anonymous", _("Anonymous")


class ComplaintQuerySet(models.QuerySet):
    """Every question asked of complaints. Who may see what is answered only here."""

    def visible_to(self, actor):
        """Return the files of an office, but never one that is about its holder (`wall.py`)."""
        scope = actor.scope
        self = self.exclude(pk__in=ReportedParty.objects.against(actor).files())
        match actor.role:
            case Role.SYSTEM:
                return self
            case Role.MANAGER:
                return self.filter(Q(agency__in=scope) | Q(offered_to__in=scope))
            case Role.HEAD | Role.STEWARD:
                return self.filter(Q(agency__in=scope) | Q(unit__in=scope))
            case Role.INSPECTORATE:
                return self.filter(agency__in=scope)
            case Role.LIAISON:
                return self.filter(unit__in=scope)
            case Role.INTAKE | Role.EXAMINER | Role.OFFICE_HEAD:
                return self.filter(served_by(actor.provinces), stage=Stage.ESCALATED)
            case Role.ADMINISTRATOR if actor.has_powers:
                return self
            case Role.COMPLAINANT:
                return self.filter(pk=actor.complaint_id)
            case _:
                return self.none()

    def public(self):
        """Return plain values without a personal word, so that no public page can reach past them."""
        return self.exclude(shield=Shield.SECRET).values(*PUBLIC_FIELDS)

    def open(self):
        return self.exclude(stage__in=ENDED)

    # `closed_at` adds nothing to the stages, but the indexes of what is still open begin with it.

    def at_work(self):
        return self.filter(stage__in=AT_WORK, closed_at__isnull=True)

    def with_others(self):
        return self.filter(stage__in=WITH_OTHERS, closed_at__isnull=True)

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
            "agency__region", "unit", "category", "classification", "region"
        ).prefetch_related(Prefetch("deadlines", running, to_attr="clocks"))

    def submit(self, **details):
        """Take in a complaint from any door; see `intake.submit`, the one road."""
        return submit(self.model, Identity, **details)


class Complaint(Shielded, Forgetful, Steps, Case):
    """A file at an agency."""

    channel = models.CharField(max_length=10, choices=Channel)
    other_number = models.CharField(max_length=40, blank=True)
    shield = models.CharField(max_length=10, choices=Shield, default=Shield.OPEN)
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.NONE, blank=True)
    classification = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    category = models.ForeignKey(Term, models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    text_final = models.TextField(blank=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    happened_on = models.DateField(null=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="complaints")
    unit = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="unit_complaints")
    offered_to = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(default=timezone.now)
    received_on = models.DateField()
    resume_on = models.DateField(null=True)
    secret_digest = models.CharField(max_length=64, blank=True)

    MOVES, CLOCKS, ENDED = MOVES, CLOCKS, ENDED
    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False)
                | ~Q(stage__in=["disposed", "followed_up", "examined", "decided", "answered"]),
                name="a_complaint_at_work_has_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(offered_to__isnull=False) | ~Q(stage="offered"),
                name="an_offered_complaint_names_the_other_agency",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(stage__in=ENDED),
                name="an_open_complaint_is_not_closed",
            ),
        ]
        indexes = [
            # My list of an agency or a unit: what is still open, and must happen first.
            models.Index(fields=["agency", "closed_at", "next_due", "id"], name="agency_by_due"),
            models.Index(fields=["unit", "closed_at", "next_due", "id"], name="unit_by_due"),
            # All files of an agency or a unit, newest first.
            models.Index(fields=["agency", "-received_on", "-id"], name="agency_by_date"),
            models.Index(fields=["unit", "-received_on", "-id"], name="unit_by_date"),
            # The files that another agency has offered to mine.
            models.Index(
                fields=["offered_to"],
                condition=Q(offered_to__isnull=False),
                name="complaints_on_offer",
            ),
            *ERASURE_INDEXES,
        ]

    def get_absolute_url(self):
        return reverse("complaints:detail", args=[self.reference])

    # Questions.

    @property
    def zone(self):
        return self.agency.zone

    @property
    def zone_info(self):
        return ZoneInfo(self.zone)

    @property
    def week(self):
        return (self.unit or self.agency).week

    @property
    def calendar_region(self):
        return self.agency.region.code

    @property
    def stage_label(self):
        return Stage(self.stage).label

    @property
    def heading(self):
        return self.title or self.text_shown[:80] or str(_("(words erased)"))

    @property
    def text_shown(self):
        """Return the text as edited for the unit, or as it was sent."""
        return self.text_final or self.text

    @property
    def holder(self):
        """Return the agency or unit that must act now."""
        return self.offered_to or self.unit or self.agency

    def is_walled(self):
        return self.reported.exists()

    def is_ended(self):
        return self.stage in ENDED

    def is_offered_to(self, actor):
        return self.offered_to_id in actor.scope

    def is_supervisory(self, _actor=None):
        return self.class_rule() == SUPERVISORY

    def is_information_request(self):
        return self.class_rule() == "agency.info_request"

    def is_aspiration(self):
        return self.class_rule() == "agency.aspiration"

    def is_ordinary(self):
        return self.class_rule() == "agency.non_supervisory"

    def class_rule(self):
        """Return the rule that the class of this complaint brings with it; each class has one."""
        return self.classification.rule if self.classification_id else ""

    def may_reopen(self, _actor=None):
        """Within the time that the rules leave for new facts."""
        closed = timezone.localdate(self.closed_at, timezone=self.zone_info)
        rule = Rule.objects.in_force("local.reopen", closed, self.calendar_region)
        last_day = rule.due(closed, calendar_for(self.calendar_region, self.week))
        return today_in(self.zone) <= last_day

    def is_handled_by(self, actor):
        """An inspectorate settles what is given to itself; of other files it is an onlooker."""
        return actor.role != Role.INSPECTORATE or self.agency_id == actor.agency.pk

    def may_correct(self, actor):
        return actor.role in AT_WORK_HERE and self.is_handled_by(actor)

    def may_write(self, actor):
        """Those who work on a file write in it, and the Ombudsman once it lies there."""
        return self.may_correct(actor) or actor.role in AT_AN_OFFICE

    def may_go_up(self, actor=None):
        """When a promise of law was broken, an answer was disputed, or nobody inside may judge."""
        if actor and actor.role == Role.SYSTEM:
            return is_left_to_the_ombudsman(self)
        broken = self.deadlines.filter(binds="agency").broken(today_in(self.zone))
        return broken.exists() or self.remedies.filter(verdict="disputed").exists()

    def pause_spans(self):
        return [(p.from_day, p.until_day) for p in self.pauses.all()]

    # Verbs beside `move`: each writes its event too.

    @transaction.atomic
    def say(self, text, by, side="both"):
        """Add a message; a word to officers only is not part of the public history.

        Sent again because no answer came the first time, it stands there once.
        """
        self.lock(by)
        veiled = self.veiled(text, by)
        if twin := self.messages.said_again(veiled, by, side):
            return twin
        message = self.messages.create(text=veiled, side=side, role=by.role, author=by.label)
        if by.role == Role.COMPLAINANT and veiled != text:
            self.keep(MESSAGE, message.pk, {"text": text})
        self.log("message" if side == "both" else "remark", by, facts={"message": message.pk})
        return message

    @transaction.atomic
    def reclassify(self, by, note="", **changes):
        """Correct title, text, class or category without a change of stage."""
        self.lock(by)
        new_class = changes.get("classification")
        if new_class and new_class.rule == SUPERVISORY and self.unit_id and not self.is_walled():
            raise PermissionDenied(
                _("Say first whom it is about: hand it up, then give it away anew.")
            )
        facts = {field: getattr(value, "code", "") for field, value in changes.items()}
        for field, value in changes.items():
            is_text = isinstance(value, str)
            setattr(self, field, self.fitting(field, self.veiled(value, by)) if is_text else value)
        event = self.log("reclassified", by, note, facts, changed=[*changes])
        self.index()
        return event

    def index(self):
        words.put(self.pk, self.searchable())

    def searchable(self):
        return f"{self.reference} {self.other_number} {self.title} {self.text} {self.text_final} {self.place}"


class Deadline(AbstractDeadline):
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="deadlines")

    class Meta(AbstractDeadline.Meta):
        indexes = [
            # The worker asks which running promises have passed, and which must be counted again.
            models.Index(
                fields=["due"], condition=Q(stopped_at__isnull=True), name="running_deadlines"
            )
        ]

    @property
    def case(self):
        return self.complaint


class EventQuerySet(models.QuerySet):
    def visible_to(self, actor):
        events = self.filter(complaint__in=Complaint.objects.visible_to(actor))
        return events.filter(public=True) if actor.role == Role.COMPLAINANT else events


class Event(Entry):
    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="events")

    objects = EventQuerySet.as_manager()

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(fields=["complaint", "seq"], name="an_event_has_its_place")
        ]
        indexes = [
            # The outbox: events of which nobody has been told yet.
            models.Index(
                fields=["id"], condition=Q(dispatched_at__isnull=True), name="undispatched_events"
            )
        ]


__all__ = [
    "Attachment",
    "Complaint",
    "Handover",
    "LegalHold",
    "Message",
    "Pause",
    "Remedy",
    "ReportedParty",
    "Stage",
]

"""A training, from the request for a speaker to what became of it: who may see it, and what may be asked of it."""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from narahubung.accounts.models import Role
from narahubung.cases.models import Case
from narahubung.cases.references import new_reference
from narahubung.clocks.zoned import OfAnOffice
from narahubung.collaboration.meetings_lifecycle import CONVENE, TAKE_PART
from narahubung.collaboration.training_deeds import Deeds
from narahubung.collaboration.training_lifecycle import (
    AHEAD,
    ANYBODY,
    ENDED,
    KNOWN,
    LEARN,
    MOVES,
    OVER,
    REQUESTED,
    Stage,
)
from narahubung.collaboration.training_questions import LATER, kinds
from narahubung.collaboration.training_roll import Roll
from narahubung.directory.models import Agency, OmbudsmanOffice
from narahubung.journal.models import Entry
from narahubung.reports.intake import region_of

# Who is enrolled may sign in by the own code from an hour before the day's hours until an hour after.
MARGIN = timedelta(hours=1)
DAY = timedelta(days=1)


class TrainingQuerySet(models.QuerySet):
    """Every question asked of trainings. Who may see them is answered only here."""

    def visible_to(self, actor):
        """The office; who holds it; once it is announced, whom it is for; always who is enrolled or speaks."""
        if actor.role == Role.SYSTEM:
            return self
        if actor.role not in ANYBODY:
            return self.none()
        seen = self.named(actor)
        if actor.role in CONVENE:
            return self.filter(seen | Q(office=actor.office))
        if actor.role in TAKE_PART:
            seen |= Q(agency__in=actor.scope)
        if actor.role in LEARN:
            seen |= self.meant_for(actor)
        return self.filter(seen)

    def named(self, actor):
        """Return the question of what one is enrolled in, oneself or one's people, and where one speaks."""
        related = self.model._meta
        people = related.get_field("participants").related_model.objects.visible_alone_to(actor)
        speakers = related.get_field("speakers").related_model.objects.filter(user=actor.user)
        return Q(pk__in=people.values("training")) | Q(pk__in=speakers.values("training"))

    def meant_for(self, actor):
        """An invitation to an agency is one to all below it; whoever is above sees what is offered there."""
        places = actor.places | actor.scope
        invited = self.model.invited.through.objects.filter(agency__in=places)
        return Q(stage__in=KNOWN, pk__in=invited.values("training"))

    def requests(self):
        return self.filter(stage__in=REQUESTED)

    def ahead(self, today):
        return self.filter(ends_on__gte=today).exclude(stage__in=(*ENDED, *REQUESTED))

    def behind(self, today):
        return self.exclude(stage__in=REQUESTED).filter(Q(ends_on__lt=today) | Q(stage__in=ENDED))

    def for_list(self):
        return self.select_related("office", "agency")

    @transaction.atomic
    def submit(self, *, by, invited=(), is_asked=False, **details):
        """Plan a training of one's own, or ask the Ombudsman for a speaker: then it begins as a request."""
        stage, kind = (Stage.ASKED, "asked") if is_asked else (Stage.PLANNED, "planned")
        row = self.drafted(by=by, stage=stage, **details)
        event = row.chained(kind, by, facts={"day": row.starts_on.isoformat(), "kind": row.kind})
        row.save(force_insert=True)
        event.save(force_insert=True)
        row.invited.set(invited)
        return row

    def drafted(self, *, by, **details):
        """Return a training of one's own that is not stored yet."""
        office = by.office if by.role in CONVENE else office_of(by.agency)
        row = self.model(agency=by.agency, office=office, **details)
        row.reference = f"PL-{new_reference(region_of(office), row.starts_on.year)}"
        return row


def office_of(agency):
    """Return the office that serves the province of an agency; where there is none, the national one."""
    province = agency.region.code.partition(".")[0]
    offices = OmbudsmanOffice.objects.order_by("national", "pk")
    return offices.filter(Q(provinces__code=province) | Q(national=True)).first()


class Training(OfAnOffice, Deeds, Roll, Case):
    """One training, held by an office or by an agency. Its stage is written by `move` alone, its history by `log`."""

    office = models.ForeignKey(OmbudsmanOffice, models.PROTECT, related_name="trainings")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="trainings")
    invited = models.ManyToManyField(Agency, related_name="+")
    kind = models.CharField(gettext_lazy("kind of training"), max_length=16)
    title = models.CharField(gettext_lazy("topic"), max_length=160)
    purpose = models.TextField(gettext_lazy("purpose"), blank=True)
    audience = models.CharField(gettext_lazy("for whom"), max_length=200)
    starts_on = models.DateField(gettext_lazy("first day"))
    ends_on = models.DateField(gettext_lazy("last day"))
    begins = models.TimeField(gettext_lazy("begins at"))
    ends = models.TimeField(gettext_lazy("ends at"))
    place = models.CharField(gettext_lazy("place"), max_length=200)
    link = models.URLField(gettext_lazy("address of the online room"), blank=True)
    seats = models.PositiveSmallIntegerField(gettext_lazy("seats"), default=30)
    lesson_hours = models.PositiveSmallIntegerField(gettext_lazy("lesson hours"), default=4)
    proposed_on = models.DateField(gettext_lazy("proposed day"), null=True, blank=True)
    certified_on = models.DateField(null=True, blank=True)

    MOVES, ENDED = MOVES, ENDED
    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("training")
        verbose_name_plural = gettext_lazy("trainings")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on"), ends__gt=models.F("begins")),
                name="a_training_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="a_training_has_a_seat"),
        ]
        # The lists of an office: what is ahead, what lies behind.
        indexes = [models.Index(fields=["office", "-starts_on"], name="trainings_of_an_office")]

    def get_absolute_url(self):
        return reverse("training:detail", args=[self.reference])

    def turn_clocks(self, step, since=None):
        """No law runs between the steps of a training."""

    # Questions.

    @property
    def heading(self):
        return self.title

    @property
    def holder(self):
        return self.agency or self.office

    @property
    def kind_of(self):
        return kinds()[self.kind]

    @property
    def stage_label(self):
        return Stage(self.stage).label

    @property
    def days(self):
        return [self.starts_on + n * DAY for n in range((self.ends_on - self.starts_on).days + 1)]

    @property
    def day(self):
        """Return the day that counts now: today while it goes on, else its first or last."""
        return min(max(self.today, self.starts_on), self.ends_on)

    @property
    def hours(self):
        """Return from when until when on each day, with the zone in which the clocks there stand."""
        return _("%(from)s to %(until)s %(zone)s") % {
            "from": f"{self.begins:%H.%M}",
            "until": f"{self.ends:%H.%M}",
            "zone": self.office.get_zone_display(),
        }

    def moment(self, day, hour):
        return datetime.combine(day, hour, self.zone_info)

    def has_begun(self):
        return self.moment(self.starts_on, self.begins) <= timezone.now()

    def is_of_the_office(self, actor):
        return actor.role in CONVENE and actor.office.pk == self.office_id

    def may_be_run_by(self, actor):
        """Tell whether this actor writes here: those of the office or of the agency that holds it."""
        if self.agency_id is None:
            return self.is_of_the_office(actor)
        return actor.role in TAKE_PART and actor.agency.pk == self.agency_id

    def may_be_answered_by(self, actor):
        return self.is_of_the_office(actor)

    def may_be_announced_by(self, actor):
        return self.may_be_run_by(actor) and not self.has_begun() and self.invited.exists()

    def may_be_held_by(self, actor):
        return self.may_be_run_by(actor) and self.has_begun()

    def may_be_edited_by(self, actor):
        return self.may_be_run_by(actor) and self.stage in AHEAD

    def may_be_filled_by(self, actor):
        """Material may come until the end; who was there may look for it long after."""
        return self.may_be_run_by(actor) and self.stage in (*AHEAD, *OVER)

    def is_open_for_enrolment(self):
        over = self.moment(self.ends_on, self.ends) < timezone.now()
        return self.stage == Stage.ANNOUNCED and not over

    def may_enrol_others(self, actor):
        """Who runs it until certificates are out; else who answers for an agency, for those of the own tree."""
        if self.may_be_run_by(actor):
            return self.is_open_for_enrolment() or self.attendance_may_be_written()
        return actor.role in TAKE_PART and self.is_open_for_enrolment()

    def may_join(self, actor):
        return actor.role in LEARN and self.is_open_for_enrolment()

    def is_open_for_signing_in(self):
        """Tell whether these are the hours of a day of the training, with an hour around."""
        day, now = self.today, timezone.now()
        first, last = self.moment(day, self.begins) - MARGIN, self.moment(day, self.ends) + MARGIN
        return self.attendance_may_be_written() and day in self.days and first <= now <= last

    def attendance_may_be_written(self):
        begun = self.moment(self.starts_on, self.begins) - MARGIN <= timezone.now()
        known = self.stage in (Stage.ANNOUNCED, *OVER)
        return known and begun and self.certified_on is None

    def may_be_certified_by(self, actor):
        held = self.stage in OVER and self.certified_on is None
        return held and self.may_be_run_by(actor)

    def may_read_results(self, actor):
        """The office, who holds it, and who spoke: they can make the next one better."""
        speaks = actor.user is not None and self.speakers.filter(user=actor.user).exists()
        return self.is_of_the_office(actor) or self.may_be_run_by(actor) or speaks

    def was_asked_again(self, _actor=None):
        return self.rounds.filter(name=LATER, open_until__lt=self.today).exists()


class TrainingEventQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(training__in=Training.objects.visible_to(actor))

    def untold(self):
        return self.filter(dispatched_at=None)


class TrainingEvent(Entry):
    training = models.ForeignKey(Training, models.PROTECT, related_name="events")

    objects = TrainingEventQuerySet.as_manager()

    class Meta(Entry.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["training", "seq"], name="a_training_event_has_its_place"
            )
        ]
        indexes = [
            # The worker asks of what nobody has been told yet.
            models.Index(
                fields=["id"],
                condition=Q(dispatched_at__isnull=True),
                name="untold_training_events",
            )
        ]

"""A periodic meeting: who may see it, what may be asked of it, and what is done to it."""

import uuid
from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from narahubung.accounts.models import Role
from narahubung.cases.models import Case
from narahubung.cases.references import new_reference
from narahubung.clocks.calendar import is_working_day
from narahubung.clocks.zoned import OfAnOffice
from narahubung.collaboration.meetings_deeds import Deeds
from narahubung.collaboration.meetings_lifecycle import (
    CONVENE,
    ENDED,
    MOVES,
    TAKE_PART,
    WRITTEN,
    Stage,
)
from narahubung.collaboration.series import Series
from narahubung.journal.models import Entry
from narahubung.reports.intake import region_of

# Who is invited may sign in by the own code from an hour before until an hour after.
MARGIN = timedelta(hours=1)


class MeetingQuerySet(models.QuerySet):
    """Every question asked of meetings. Who may see them is answered only here."""

    def visible_to(self, actor):
        """The series that one sees, and what one's agency was once invited to, though it has left since."""
        if actor.role == Role.SYSTEM:
            return self
        seen = Q(series__in=Series.objects.visible_to(actor))
        if actor.role in TAKE_PART:
            invitations = self.model.invitations.rel.related_model.objects
            asked = invitations.filter(agency__in=actor.scope).order_by()
            return self.filter(seen | Q(pk__in=asked.values("meeting")))
        return self.filter(seen) if actor.role in CONVENE else self.none()

    def ahead(self, now=None):
        return self.filter(ends_at__gte=now or timezone.now()).exclude(stage=Stage.CANCELLED)

    def between(self, first, last):
        return self.filter(starts_at__gte=first, starts_at__lte=last)

    def for_list(self):
        return self.select_related("series__office", "series__convenor")

    @transaction.atomic
    def submit(self, *, series, month, day, by):
        """Plan one meeting; it becomes known to others when they are invited."""
        row = self.drafted(series, month, day)
        event = row.chained("planned", by, facts={"day": day.isoformat()})
        row.save(force_insert=True)
        event.save(force_insert=True)
        return row

    def drafted(self, series, month, day):
        """Return a planned meeting that is not stored yet."""
        starts = series.moment(day)
        return self.model(
            reference=f"PB-{new_reference(region_of(series.office), day.year)}",
            stage=Stage.PLANNED,
            series=series,
            month=month,
            starts_at=starts,
            ends_at=starts + timedelta(minutes=series.minutes),
            place=series.place,
        )


class Meeting(OfAnOffice, Deeds, Case):
    """One meeting of a series. Its stage is written by `move` alone, its history by `log` alone."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="meetings")
    month = models.DateField(null=True, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    starts_at = models.DateTimeField(gettext_lazy("begins"))
    ends_at = models.DateTimeField(gettext_lazy("ends"))
    place = models.CharField(gettext_lazy("place"), max_length=200)
    moved_by_hand = models.BooleanField(default=False)
    minutes_text = models.TextField(gettext_lazy("minutes"), blank=True)
    record_number = models.CharField(
        gettext_lazy("number of the record"), max_length=60, blank=True
    )
    agenda_made_at = models.DateTimeField(null=True, blank=True)

    MOVES, ENDED = MOVES, ENDED
    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("meeting")
        verbose_name_plural = gettext_lazy("meetings")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "month"], name="a_series_meets_once_in_its_month"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="a_meeting_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["approved", "closed"])
                | (~Q(record_number="") & ~Q(minutes_text="")),
                name="approved_minutes_have_words_and_a_number",
            ),
        ]
        # The thread of a year, and the list, newest first.
        indexes = [models.Index(fields=["series", "-starts_at"], name="meetings_of_a_series")]

    def get_absolute_url(self):
        return reverse("collaboration:meeting", args=[self.reference])

    def turn_clocks(self, step, since=None):
        """No law runs between the steps of a meeting; what was promised there has dates of its own."""

    # Questions.

    @property
    def office(self):
        return self.series.office

    @property
    def heading(self):
        return self.series.name

    @property
    def stage_label(self):
        return Stage(self.stage).label

    @property
    def day(self):
        return self.begins.date()

    @property
    def begins(self):
        return self.starts_at.astimezone(self.zone_info)

    @property
    def ends(self):
        return self.ends_at.astimezone(self.zone_info)

    @property
    def hours(self):
        """Return from when until when, with the zone in which the clocks there stand."""
        zone = self.office.get_zone_display()
        return _("%(from)s to %(until)s %(zone)s") % {
            "from": f"{self.begins:%H.%M}",
            "until": f"{self.ends:%H.%M}",
            "zone": zone,
        }

    def is_ended(self):
        return self.stage in ENDED

    def may_be_run_by(self, actor):
        """Tell whether this actor writes at this meeting: those of the office that convenes it."""
        return actor.role in CONVENE and actor.office.pk == self.series.office_id

    def is_to_come(self, _actor=None):
        return self.starts_at > timezone.now()

    def has_begun(self, _actor=None):
        return self.starts_at <= timezone.now()

    def has_minutes(self, _actor=None):
        return bool(self.minutes_text)

    def nothing_is_open(self, _actor=None):
        return not self.decisions.exclude(progress="done").exists()

    def is_open_for_signing_in(self):
        """Tell whether these are the hours of the meeting, with an hour around."""
        here = self.starts_at - MARGIN <= timezone.now() <= self.ends_at + MARGIN
        return here and self.stage in WRITTEN

    def attendance_may_be_written(self):
        return self.stage in WRITTEN and self.starts_at - MARGIN <= timezone.now()

    def may_be_moved(self):
        return self.stage in (Stage.PLANNED, Stage.INVITED)

    def falls_on_a_day_off(self):
        calendar = self.series.calendar()
        known = self.day.year in calendar.years
        return self.may_be_moved() and known and not is_working_day(self.day, calendar)

    def follows_cadence(self, day, today):
        """Tell whether the series may still move it to this day: only planned, not by hand, and to come."""
        free = self.stage == Stage.PLANNED and not self.moved_by_hand
        return free and self.day >= today and self.starts_at != self.series.moment(day)


class MeetingEventQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(meeting__in=Meeting.objects.visible_to(actor))

    def untold(self):
        return self.filter(dispatched_at=None)


class MeetingEvent(Entry):
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="events")

    objects = MeetingEventQuerySet.as_manager()

    class Meta(Entry.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seq"], name="a_meeting_event_has_its_place")
        ]
        indexes = [
            # The worker asks of what nobody has been told yet.
            models.Index(
                fields=["id"], condition=Q(dispatched_at__isnull=True), name="untold_meeting_events"
            )
        ]

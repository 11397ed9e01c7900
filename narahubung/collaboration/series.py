"""A series of meetings: who meets, how often, where, and who calls them together."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role
from narahubung.clocks.calendars import calendar_for
from narahubung.clocks.zoned import OfAnOffice
from narahubung.collaboration.cadence import NEXT, PREVIOUS, days_ahead
from narahubung.collaboration.meetings_lifecycle import CONVENE, TAKE_PART
from narahubung.directory.models import Agency, OmbudsmanOffice

AHEAD = timedelta(days=365)


class Every(models.IntegerChoices):
    MONTH = 1, _("every month")
    TWO_MONTHS = 2, _("every two months")
    QUARTER = 3, _("every three months")
    HALF_YEAR = 6, _("every six months")
    YEAR = 12, _("every year")


class Week(models.IntegerChoices):
    FIRST = 1, _("first")
    SECOND = 2, _("second")
    THIRD = 3, _("third")
    FOURTH = 4, _("fourth")
    LAST = 5, _("last")


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")


class IfDayOff(models.TextChoices):
    NEXT = NEXT, _("the next working day")
    PREVIOUS = PREVIOUS, _("the last working day before")


class SeriesQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """The office that convenes, and the members; a government or inspectorate with those of its tree."""
        if actor.role == Role.SYSTEM:
            return self
        if actor.role in CONVENE:
            return self.filter(office=actor.office)
        if actor.role in TAKE_PART:
            mine = Series.members.through.objects.filter(agency__in=actor.scope)
            return self.filter(pk__in=mine.values("series"))
        return self.none()

    def running(self):
        return self.filter(ended_on=None)

    @transaction.atomic
    def submit(self, *, by, members, **details):
        """Begin a series of one's own office and plan its first year."""
        series = self.create(office=by.office, **details)
        series.members.set(members)
        series.plan(by)
        return series


class Series(OfAnOffice, models.Model):
    office = models.ForeignKey(OmbudsmanOffice, models.PROTECT, related_name="meeting_series")
    name = models.CharField(_("name"), max_length=160)
    members = models.ManyToManyField(Agency, related_name="meeting_series")
    convenor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    place = models.CharField(_("place"), max_length=200)
    first_month = models.DateField(_("first month"))
    every = models.PositiveSmallIntegerField(_("how often"), choices=Every, default=Every.QUARTER)
    week = models.PositiveSmallIntegerField(_("which week"), choices=Week, default=Week.SECOND)
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday, default=2)
    begins = models.TimeField(_("begins at"), default=time(9))
    minutes = models.PositiveSmallIntegerField(_("minutes it takes"), default=120)
    if_day_off = models.CharField(
        _("on a day off it moves to"), max_length=8, choices=IfDayOff, default=NEXT
    )
    ended_on = models.DateField(null=True, blank=True)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series of meetings")
        verbose_name_plural = _("series of meetings")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    every__gte=1, week__gte=1, week__lte=5, weekday__lte=4, minutes__gte=15
                ),
                name="a_series_has_a_cadence_that_can_be_counted",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("collaboration:series", args=[self.pk])

    def calendar(self):
        return calendar_for("", 5)

    def moment(self, day):
        return datetime.combine(day, self.begins, self.zone_info)

    def days(self, until):
        """Return (month, day) of the meetings from the first one to a day, as far as days off are known."""
        terms = (self.first_month, self.every, self.week, self.weekday)
        for month, day in days_ahead(*terms, self.calendar(), self.if_day_off):
            if day > until:
                return
            yield month, day

    @transaction.atomic
    def plan(self, by):
        """Plan the meetings of a year ahead, and move planned ones whose day has become a day off."""
        today = self.today
        locked = Series.objects.select_for_update(of=("self",)).select_related("office")
        series = locked.get(pk=self.pk)
        if series.ended_on:
            return []
        known = {meeting.month: meeting for meeting in series.meetings.filter(month__isnull=False)}
        changed = []
        for month, day in series.days(today + AHEAD):
            meeting = known.get(month)
            if meeting is None and day >= today:
                changed.append(series.meetings.submit(series=series, month=month, day=day, by=by))
            elif meeting is not None and meeting.follows_cadence(day, today):
                changed.append(meeting.follow(by, series.moment(day)))
        return changed

    @transaction.atomic
    def edit(self, by, members, **changes):
        """Change members, place, day or hour; what is only planned follows at once."""
        for field, value in changes.items():
            setattr(self, field, value)
        self.save(update_fields=list(changes))
        self.members.set(members)
        return self.plan(by)

    def end(self):
        self.ended_on = timezone.localdate()
        self.save(update_fields=["ended_on"])

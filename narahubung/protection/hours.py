"""A file whose one promise of law runs in hours: the desk answers by the hour, not by the day."""

from zoneinfo import ZoneInfo

from django.db import models
from django.utils import timezone

from narahubung.cases.models import Case
from narahubung.clocks.calendar import due_moment
from narahubung.clocks.hours import explain_hours, moment, short_hours
from narahubung.clocks.models import Rule


class HourlyQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at__isnull=True)

    def running(self):
        return self.filter(stopped_at__isnull=True)

    def late(self, now=None):
        return self.running().filter(due_at__lt=now or timezone.now())


class HourlyCase(Case):
    """A file with `due_at` in the place of deadlines by day. Rule and moment are kept as they were promised."""

    rule = models.ForeignKey(Rule, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def promise(self, code):
        """Start the clock of this rule."""
        begin = self.starts_at.astimezone(self.zone_info)
        self.rule = Rule.objects.in_force(code, begin.date(), self.agency.region.code)
        self.due_at = due_moment(begin, self.rule.length)
        self.turn_clocks("")

    def turn_clocks(self, step, since=None):
        """The day is kept for whoever sorts by days; the promise itself is `due_at`."""
        self.next_due = None if self.stopped_at else self.local(self.due_at).date()

    @property
    def zone_info(self):
        return ZoneInfo(self.agency.zone)

    def local(self, at):
        return at.astimezone(self.zone_info)

    def is_late(self):
        return (self.stopped_at or timezone.now()) > self.due_at

    def due_words(self, language):
        return moment(self.local(self.due_at), language)

    def short(self, language):
        """Return a few words for a list, and their tone."""
        return short_hours(self.due_at, timezone.now(), language)

    def sentence(self, language):
        """Return the sum of the promise in words, as both sides see it."""
        start, due = self.local(self.starts_at), self.local(self.due_at)
        return explain_hours(start, due, self.rule, self.stopped_at or timezone.now(), language)

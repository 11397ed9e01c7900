"""The mechanics that both kinds of file share: the only writer of a stage, and the clocks it turns."""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from narahubung.clocks.calendar import due_date, today_in
from narahubung.clocks.calendars import Calendars, calendar_for
from narahubung.clocks.models import Rule
from narahubung.clocks.sentences import explain, short
from narahubung.jobs import wake
from narahubung.journal.models import new_salt


class Chained(models.Model):
    """A row with a journal of its own: its number, how long the chain is, and with which hash it ends."""

    reference = models.CharField(max_length=24, unique=True)
    chain_length = models.PositiveIntegerField(default=0)
    chain_head = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.reference

    def log(self, kind, by, note="", facts=None, public=False, changed=(), salt=""):
        """Write an event and what changed with it. The row must be locked, or new."""
        event = self.chained(kind, by, note, facts, public, salt)
        self.save(update_fields=["chain_head", "chain_length", *changed])
        event.save(force_insert=True)
        wake("outbox")
        return event

    def chained(self, kind, by, note="", facts=None, public=False, salt=""):
        """Return the next event of the chain. Who does not come by `log` stores it, and this row, too."""
        event = self.events.model(
            **{self.events.field.name: self},
            seq=self.chain_length + 1,
            kind=kind,
            actor=by.user,
            role=by.role,
            place=str(getattr(by, "appointment", "") and by.appointment.place),
            note=note,
            salt=salt or new_salt(),
            facts=facts or {},
            public=public,
        )
        self.chain_head = event.seal(self.reference, self.chain_head)
        self.chain_length = event.seq
        return event


class Case(Chained):
    """A file. Its stage is written by `move` alone, its history by `log` alone."""

    stage = models.CharField(max_length=16)
    next_due = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    MOVES = CLOCKS = ENDED = ()
    # Whose promises make a file due: those of the agency, unless a kind of file says otherwise.
    DUE_BY = ("agency",)
    # The version of the procedure under which the file was opened, where there are several.
    rule_set = ""

    class Meta:
        abstract = True

    def moves_for(self, actor):
        """Return the steps that this actor may take now: the buttons of the page, and no others."""
        return [move for move in self.MOVES if move.is_open_to(self, actor)]

    @transaction.atomic
    def move(self, name, by, note="", facts=None, since=None, **changes):
        """Take one step of the lifecycle, or refuse.

        The row is locked and read again, so that of two people who press a button at
        once the second is told that the step is no longer open. Clocks start today, or on the
        day `since` which a letter was received.
        """
        self.lock(by)
        move = next((m for m in self.moves_for(by) if m.name == name), None)
        if move is None:
            raise PermissionDenied(
                _("This step is no longer open. Somebody else may have taken it.")
            )

        facts = {**(facts or {}), "from": self.stage, "to": move.to_stage}
        self.stage = move.to_stage
        for field, value in changes.items():
            setattr(self, field, value)
        if facts["from"] != self.stage:
            self.closed_at = timezone.now() if self.stage in self.ENDED else None
        self.turn_clocks(name, since)
        changed = ["stage", "next_due", "closed_at", *changes]
        return self.log(name, by, note, facts, move.public, changed)

    def lock(self, by):
        visible = type(self).objects.visible_to(by).select_for_update(of=("self",))
        self.refresh_from_db(from_queryset=visible)

    def turn_clocks(self, step, since=None):
        """Stop and start the clocks that a step stops and starts."""
        ended = self.stage in self.ENDED
        stopped = [
            c.rule
            for c in self.CLOCKS
            if (ended and not c.outlives) or c.stops_with(step) or c.starts_with(step, self)
        ]
        running = self.deadlines.running().filter(rule__code__in=stopped)
        running.update(stopped_at=timezone.now())
        self.start_clocks(step, since or today_in(self.zone))
        goes_on = not ended or any(c.outlives for c in self.CLOCKS)
        self.next_due = self.first_due() if goes_on else None

    def start_clocks(self, step, day):
        return self.deadlines.bulk_create(self.clocks_of(step, day))

    def clocks_of(self, step, day):
        """Return the deadlines that a step starts, not stored yet."""
        ended = self.stage in self.ENDED
        rules = [c for c in self.CLOCKS if c.starts_with(step, self) and (c.outlives or not ended)]
        if not rules:
            return []
        calendar = calendar_for(self.calendar_region, self.week)
        in_force = Rule.objects.in_force_many([c.rule for c in rules], day, self.calendar_region)
        return [
            self.deadlines.model(
                **{self.deadlines.field.name: self},
                rule=in_force[clock.rule],
                started_on=day,
                due=in_force[clock.rule].due(day, calendar),
                binds=clock.binds,
            )
            for clock in rules
        ]

    def first_due(self):
        """Return the day of the first promise of those who must act: of two laws the earlier rules."""
        mine = self.deadlines.running().filter(binds__in=self.DUE_BY)
        return mine.aggregate(d=models.Min("due"))["d"]


class DeadlineQuerySet(models.QuerySet):
    def running(self):
        return self.filter(stopped_at__isnull=True)

    def broken(self, today):
        """Return the promises that were not kept: still running too late, or stopped after their day."""
        late = Q(stopped_at__isnull=True, due__lt=today)
        return self.filter(late | Q(stopped_at__date__gt=F("due")))

    def overdue(self, today):
        return self.running().filter(due__lt=today)


class Deadline(models.Model):
    """A promise of law with a date, under the version of the rule in force when it was made."""

    rule = models.ForeignKey(Rule, models.PROTECT, related_name="+")
    binds = models.CharField(max_length=16)
    started_on = models.DateField()
    due = models.DateField(null=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    noticed_at = models.DateTimeField(null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(due__isnull=True) | Q(due__gte=models.F("started_on")),
                name="a_%(class)s_is_not_before_its_start",
            )
        ]

    def __str__(self):
        return f"{self.rule.code} {self.due}"

    def was_kept(self):
        return (
            self.stopped_at is not None and self.due is not None and self.stopped_day() <= self.due
        )

    def stopped_day(self):
        return timezone.localdate(self.stopped_at, timezone=self.case.zone_info)

    def due_with(self, pauses, calendar):
        """Return the due day with these pauses [(from, until or None)]; None while one is open."""
        return due_date(self.started_on, self.rule.length, self.rule.unit, calendar, pauses)

    def spans(self):
        """Return the days in which this clock stands still."""
        return self.case.pause_spans()

    def sentence(self, language, calendars=None):
        """Return the sum of this deadline in words, as both sides see it."""
        case, stopped = self.case, self.stopped_at
        today = self.stopped_day() if stopped else today_in(case.zone)
        calendar = (calendars or Calendars()).of(case.calendar_region, case.week)
        return explain(
            self.started_on, self.due, self.rule, calendar, today, language, self.spans()
        )

    def short(self, language, calendars=None):
        """Return a few words for a list, and their tone."""
        case = self.case
        calendar = (calendars or Calendars()).of(case.calendar_region, case.week)
        return short(self.due, today_in(case.zone), calendar, language)

"""What was counted: how far, each file with its ticks, and their sums by day and by month."""

from django.db import models
from django.db.models import Exists, OuterRef, Q


class Cursor(models.Model):
    """How far a journal was followed for a source; it is written in the same transaction as the sums.

    The first journal of a source has no name, and its row stands for the source.
    """

    source = models.CharField(max_length=20)
    journal = models.CharField(max_length=60, blank=True)
    position = models.BigIntegerField(default=0)
    # Up to where the events may be trusted to be whole once this transaction is over (see `horizon.py`).
    horizon = models.BigIntegerField(default=0)
    horizon_xid = models.BigIntegerField(default=0)
    # How far all files are being counted anew, because what is counted has changed; nothing if they are not.
    swept = models.BigIntegerField(null=True)
    version = models.CharField(max_length=64, blank=True)
    counted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "journal"], name="a_journal_is_followed_by_one_cursor"
            )
        ]

    def __str__(self):
        return f"{self.source} {self.journal} {self.position}"


class Counted(models.Model):
    """A file as it was counted last, so that what it brought can be taken back when it changes.

    Places are keys without a constraint: 0 is none, and what was counted can always be counted anew.
    """

    source = models.CharField(max_length=20)
    file = models.BigIntegerField()
    length = models.PositiveIntegerField()
    agency = models.BigIntegerField(default=0)
    unit = models.BigIntegerField(default=0)
    office = models.BigIntegerField(default=0)
    secret = models.BooleanField(default=False)
    walled = models.BooleanField(default=False)
    facets = models.JSONField(default=dict)
    shared = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "file"], name="a_file_is_counted_once")
        ]
        # The recount goes from agency to agency.
        indexes = [models.Index(fields=["source", "agency"], name="counted_at_an_agency")]

    def __str__(self):
        return f"{self.source} {self.file}"


APART = Q(walled=True) | Q(shared=True)


class MarkQuerySet(models.QuerySet):
    def visible_to(self, actor, figure):
        """Return the marks of files in the actor's own place that the actor may see, and no others."""
        scope = figure.source.scope(actor)
        if scope is None:
            return self.none()
        found = self.filter(scope, figure=figure.code)
        return found.seen_by(actor, figure.source).once(scope)

    def seen_by(self, actor, source):
        """Leave out the walled ones that this actor may not see.

        What is not walled may be seen by all whose place it is, and each file is looked up through
        `visible_to` before it is shown; to ask that of every mark would cost more with every file.
        """
        seen = source.model.objects.visible_to(actor).filter(pk=OuterRef("counted__file"))
        return self.filter(Q(walled=False) | Exists(seen))

    def apart(self):
        """Return what is counted one by one: hidden from some of its own place, or shared by several."""
        return self.filter(APART)

    def once(self, scope):
        """Leave out what several places of a scope share, but for the first of them."""
        others = Mark.objects.filter(
            scope,
            shared=True,
            counted=OuterRef("counted"),
            figure=OuterRef("figure"),
            agency__lt=OuterRef("agency"),
        )
        return self.filter(Q(shared=False) | ~Exists(others))

    def within(self, first, last):
        return self.filter(day__gte=first, day__lte=last)

    def standing(self, day):
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), day__lte=day)


class Mark(models.Model):
    """One tick of one file at one place, which is repeated, because lists are asked for by it.

    What several agencies share has a mark at its office, and a `shared` one at each of them.
    """

    counted = models.ForeignKey(Counted, models.CASCADE, related_name="marks")
    figure = models.CharField(max_length=40)
    day = models.DateField()
    until = models.DateField(null=True)
    value = models.IntegerField(default=0)
    agency = models.BigIntegerField(default=0)
    unit = models.BigIntegerField(default=0)
    office = models.BigIntegerField(default=0)
    walled = models.BooleanField(default=False)
    shared = models.BooleanField(default=False)

    objects = MarkQuerySet.as_manager()

    class Meta:
        indexes = [
            # The files behind a figure of an agency, a unit or an office, newest first.
            models.Index(fields=["figure", "agency", "-day", "-id"], name="marks_of_an_agency"),
            models.Index(fields=["figure", "unit", "-day", "-id"], name="marks_of_a_unit"),
            models.Index(fields=["figure", "office", "-day", "-id"], name="marks_of_an_office"),
            # The few files that are counted one by one. The same fields as above, so that it is preferred.
            models.Index(fields=["figure", "agency"], condition=APART, name="marks_apart"),
        ]

    def __str__(self):
        return f"{self.figure} {self.day}"


class Span(models.TextChoices):
    DAY = "D"
    MONTH = "M"


class Sum(models.Model):
    """How many ticks fall on a day, or in the month that begins with it, by place, facet and value.

    A daily figure is summed by its changes: one more where a file begins to count, one less where it ceases.
    What stands open on a day is the sum of all changes up to it. Facets are summed by month alone.
    """

    figure = models.CharField(max_length=40)
    span = models.CharField(max_length=1, choices=Span)
    day = models.DateField()
    agency = models.BigIntegerField(default=0)
    unit = models.BigIntegerField(default=0)
    office = models.BigIntegerField(default=0)
    secret = models.BooleanField(default=False)
    walled = models.BooleanField(default=False)
    facet = models.CharField(max_length=20, blank=True)
    of = models.CharField(max_length=60, blank=True)
    value = models.IntegerField(default=0)
    n = models.IntegerField()

    class Meta:
        constraints = [
            # Also the index by which the figures of an agency are asked for.
            models.UniqueConstraint(
                fields=[
                    *("agency", "span", "facet", "figure", "day", "unit"),
                    *("office", "secret", "walled", "of", "value"),
                ],
                name="a_sum_stands_in_one_place",
            )
        ]
        indexes = [
            # The figures of a unit, and of an office.
            models.Index(fields=["unit", "span", "facet", "figure", "day"], name="sums_of_a_unit"),
            models.Index(
                fields=["office", "span", "facet", "figure", "day"], name="sums_of_an_office"
            ),
        ]

    def __str__(self):
        return f"{self.figure} {self.day} {self.n}"

"""What was counted: how far, each file with its ticks, and their sums by day and by month."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from narahubung.directory.models import Agency


class Cursor(models.Model):
    """How far the events of a source were followed; it is written in the same transaction as the sums."""

    source = models.CharField(max_length=20, unique=True)
    position = models.BigIntegerField(default=0)
    # Up to where the events may be trusted to be whole once this transaction is over (see `horizon.py`).
    horizon = models.BigIntegerField(default=0)
    horizon_xid = models.BigIntegerField(default=0)
    # How far all files are being counted anew, because what is counted has changed; nothing if they are not.
    swept = models.BigIntegerField(null=True)
    version = models.CharField(max_length=64, blank=True)
    counted_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"{self.source} {self.position}"


class Counted(models.Model):
    """A file as it was counted last, so that what it brought can be taken back when it changes."""

    source = models.CharField(max_length=20)
    file = models.BigIntegerField()
    length = models.PositiveIntegerField()
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    unit = models.BigIntegerField(default=0)
    secret = models.BooleanField(default=False)
    walled = models.BooleanField(default=False)
    facets = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "file"], name="a_file_is_counted_once")
        ]

    def __str__(self):
        return f"{self.source} {self.file}"


class MarkQuerySet(models.QuerySet):
    def visible_to(self, actor, figure):
        """Return the marks of files in the actor's own place that the actor may see, and no others."""
        scope = figure.source.scope(actor)
        if scope is None:
            return self.none()
        # One file after the other, in the order of the page: a list of all visible files would grow with them.
        seen = figure.source.model.objects.visible_to(actor).filter(pk=OuterRef("counted__file"))
        return self.filter(scope, Exists(seen), figure=figure.code)

    def within(self, first, last):
        return self.filter(day__gte=first, day__lte=last)

    def standing(self, day):
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), day__lte=day)


class Mark(models.Model):
    """One tick of one file. The place is repeated, because lists are asked for by it."""

    counted = models.ForeignKey(Counted, models.CASCADE, related_name="marks")
    figure = models.CharField(max_length=40)
    day = models.DateField()
    until = models.DateField(null=True)
    value = models.IntegerField(default=0)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    unit = models.BigIntegerField(default=0)
    walled = models.BooleanField(default=False)

    objects = MarkQuerySet.as_manager()

    class Meta:
        indexes = [
            # The files behind a figure of an agency or a unit, newest first.
            models.Index(fields=["figure", "agency", "-day", "-id"], name="marks_of_an_agency"),
            models.Index(fields=["figure", "unit", "-day", "-id"], name="marks_of_a_unit"),
            # The few files that are counted one by one.
            models.Index(fields=["agency"], condition=Q(walled=True), name="walled_marks"),
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
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    unit = models.BigIntegerField(default=0)
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
                    *("secret", "walled", "of", "value"),
                ],
                name="a_sum_stands_in_one_place",
            )
        ]
        indexes = [
            # The figures of a unit.
            models.Index(fields=["unit", "span", "facet", "figure", "day"], name="sums_of_a_unit")
        ]

    def __str__(self):
        return f"{self.figure} {self.day} {self.n}"

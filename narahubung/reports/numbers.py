"""The registers of reports and the books of letters: one for each office, kind and year, without a gap.

The row of a register is locked while a number is taken, and a step that fails gives its number back with
everything else. What stands in a paper register is entered by hand, and the next number follows it.
"""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from narahubung.directory.models import OmbudsmanOffice
from narahubung.reports.rules import number_of


class RegisterQuerySet(models.QuerySet):
    @transaction.atomic
    def enter(self, report, office, kind, day, by_hand=None):
        """Give a report its number of the day's register, the next one or the one that stands on paper."""
        register, seq = self.take_number(office, kind, day.year, by_hand)
        return register.entries.create(
            report=report,
            seq=seq,
            number=number_of(seq, kind, day, office.code),
            entered_on=day,
            by_hand=by_hand is not None,
        )

    def take_number(self, office, kind, year, by_hand=None):
        """Return the register of a year, locked until the transaction ends, and a number out of it."""
        self.get_or_create(office=office, kind=kind, year=year)
        register = self.select_for_update().get(office=office, kind=kind, year=year)
        return register, register.next() if by_hand is None else register.on_paper_at(by_hand)


class Register(models.Model):
    """`last` is the highest number given; the first `on_paper` of them were given before this house."""

    office = models.ForeignKey(OmbudsmanOffice, models.PROTECT, related_name="registers")
    kind = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)
    on_paper = models.PositiveIntegerField(default=0)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "year"],
                name="an_office_has_one_register_a_kind_and_year",
            ),
            models.CheckConstraint(
                condition=Q(on_paper__lte=F("last")), name="a_register_goes_on_after_its_paper"
            ),
        ]

    def __str__(self):
        return f"{self.office.code} {self.kind} {self.year}"

    def next(self) -> int:
        self.last += 1
        self.save(update_fields=["last"])
        return self.last

    def on_paper_at(self, seq: int) -> int:
        """Return a number that stands on paper. Once the house has given numbers the paper is closed."""
        if self.last == self.on_paper and seq > self.last:
            self.last = self.on_paper = seq
            self.save(update_fields=["last", "on_paper"])
        if seq > self.on_paper:
            raise PermissionDenied(
                _(
                    "Number %(seq)s is not one of the paper register. Leave it empty for the next one."
                )
                % {"seq": seq}
            )
        if self.is_given(seq):
            raise PermissionDenied(_("Number %(seq)s is taken already.") % {"seq": seq})
        return seq

    def is_given(self, seq: int) -> bool:
        """Tell whether a report or a letter has this number; what is void keeps its own."""
        return any(rows.filter(seq=seq).exists() for rows in (self.entries, self.letters))


class RegisterEntry(models.Model):
    """A number that was given. It stays when the file goes to another office, which gives one of its own."""

    register = models.ForeignKey(Register, models.PROTECT, related_name="entries")
    report = models.ForeignKey("reports.Report", models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField()
    number = models.CharField(max_length=40, unique=True)
    entered_on = models.DateField()
    entered_at = models.DateTimeField(default=timezone.now)
    by_hand = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "seq"], name="a_register_number_is_given_once"
            ),
            models.CheckConstraint(condition=Q(seq__gte=1), name="a_register_begins_with_one"),
        ]

    def __str__(self):
        return self.number

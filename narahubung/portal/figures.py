"""What the public is told in numbers, per agency: counted in one question, then plain arithmetic.

Small numbers could point at a person, so what is below five is not told exactly. Secret complaints are in
no public number: adding one changes nothing that a stranger can see.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.cache import cache
from django.db.models import (
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.functions import TruncDate
from django.utils import timezone

from narahubung.complaints.models import Complaint, Deadline, Remedy

LEAST = 5
SPAN = timedelta(days=365)
MINUTES = 5 * 60
KEY = "portal.figures"


@dataclass
class Figures:
    """Complaints of the last twelve months. `settled` are those answered, or with a promise broken."""

    received: int = 0
    answered: int = 0
    settled: int = 0
    in_time: int = 0
    closed: int = 0
    confirmed: int = 0
    days: Counter = field(default_factory=Counter)

    def add(self, n, days, kept, closed, outcome):
        self.received += n
        self.closed += n * closed
        self.confirmed += n * (outcome == "confirmed")
        if days is not None:
            self.answered += n
            self.days[max(days, 0)] += n
        if days is not None or not kept:
            self.settled += n
            self.in_time += n * kept

    def __add__(self, other):
        names = ("received", "answered", "settled", "in_time", "closed", "confirmed")
        sums = {name: getattr(self, name) + getattr(other, name) for name in names}
        return Figures(**sums, days=self.days + other.days)

    @property
    def share_in_time(self):
        return percent(self.in_time, self.settled)

    @property
    def share_confirmed(self):
        """Return no share that would tell a small number: the number of those closed stands beside it."""
        parts = (self.confirmed, self.closed - self.confirmed)
        if any(0 < part < LEAST for part in parts):
            return None
        return percent(self.confirmed, self.closed)

    @property
    def median_days(self):
        return median(self.days) if self.answered >= LEAST else None

    @property
    def received_shown(self):
        return shown(self.received)

    @property
    def closed_shown(self):
        return shown(self.closed)

    @property
    def confirmed_shown(self):
        """Return it so that what is left of those closed is not told either."""
        if 0 < self.closed - self.confirmed < LEAST <= self.confirmed:
            return f">{self.closed - LEAST}"
        return shown(self.confirmed)


def shown(n: int):
    """Return a count as the public may read it."""
    return n if n >= LEAST else f"<{LEAST}"


def percent(part: int, whole: int) -> int | None:
    """Return whole percent, or nothing where so few are counted that the share would point at persons."""
    return round(100 * part / whole) if whole >= LEAST else None


def median(counted: Counter) -> float | int:
    """Return the middle of values of which each is counted; of an even number the mean of the two middle ones."""
    total = sum(counted.values())
    low, high = nth(counted, (total - 1) // 2), nth(counted, total // 2)
    return low if low == high else (low + high) / 2


def nth(counted: Counter, n: int):
    for value in sorted(counted):
        n -= counted[value]
        if n < 0:
            return value
    raise IndexError


def all_figures() -> dict[int, Figures]:
    """Return the figures of every agency, a few minutes old at most."""
    return cache.get_or_set(KEY, lambda: counted(timezone.localdate()), MINUTES)


def figures_of(agency) -> Figures:
    return all_figures().get(agency.pk, Figures())


def whole() -> Figures:
    return sum(all_figures().values(), Figures())


def counted(today: date) -> dict[int, Figures]:
    found: dict[int, Figures] = {}
    for agency, outcome, closed, kept, days, n in grouped(today):
        figures = found.setdefault(agency, Figures())
        figures.add(n, days.days if days is not None else None, kept, closed, outcome)
    return found


def grouped(today: date):
    first = Remedy.objects.filter(complaint=OuterRef("pk")).order_by("claimed_at")
    answered_on = TruncDate(Subquery(first.values("claimed_at")[:1]))
    broken = Deadline.objects.broken(today).filter(complaint=OuterRef("pk"), binds="agency")
    return (
        Complaint.objects.public()
        .filter(received_on__gt=today - SPAN)
        .annotate(
            closed=Q(stage="closed"),
            kept=~Exists(broken),
            days=ExpressionWrapper(answered_on - F("received_on"), output_field=DurationField()),
        )
        .order_by()
        .values_list("agency_id", "outcome", "closed", "kept", "days")
        .annotate(n=Count("pk"))
    )

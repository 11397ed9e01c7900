"""The quarters and years that an office reports on, and the moments between which they lie."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from narahubung.directory.models import OmbudsmanOffice
from narahubung.reports.rules import ROMAN

CODE = re.compile(r"(20\d\d)(?:-Q([1-4]))?")
YEARS_BACK = 4
# The whole Ombudsman counts its days in the capital.
CAPITAL = "Asia/Jakarta"


@dataclass(frozen=True)
class Period:
    """A year, or one quarter of it; the quarter 0 is the whole year."""

    year: int
    quarter: int = 0

    def __str__(self):
        if not self.quarter:
            return _("Year %(year)s") % {"year": self.year}
        return _("Quarter %(quarter)s of %(year)s") % {
            "quarter": ROMAN[self.quarter - 1],
            "year": self.year,
        }

    @property
    def code(self):
        return f"{self.year}-Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.quarter - 2 if self.quarter else 1, 1)

    @property
    def next_first(self) -> date:
        """Return the first day after it."""
        if self.quarter in (0, 4):
            return date(self.year + 1, 1, 1)
        return date(self.year, 3 * self.quarter + 1, 1)

    @property
    def last(self) -> date:
        return date.fromordinal(self.next_first.toordinal() - 1)


def period_of(code: str) -> Period | None:
    found = CODE.fullmatch(code)
    return Period(int(found[1]), int(found[2] or 0)) if found else None


def quarter_on(day: date) -> Period:
    return Period(day.year, (day.month + 2) // 3)


def last_finished(today: date) -> Period:
    """Return the quarter that has ended last: the one that is to be reported on now."""
    before = date.fromordinal(quarter_on(today).first.toordinal() - 1)
    return quarter_on(before)


def periods_until(today: date) -> list[Period]:
    """Return what can be chosen, the newest first: each year and its quarters that have begun."""
    found = []
    for year in range(today.year, today.year - YEARS_BACK, -1):
        quarters = [Period(year, n) for n in (4, 3, 2, 1)]
        found += [Period(year), *(q for q in quarters if q.first <= today)]
    return found


@dataclass(frozen=True)
class Scope:
    """Of which office, or of all, and of which period."""

    office: OmbudsmanOffice | None
    period: Period

    @property
    def zone(self):
        return ZoneInfo(self.office.zone if self.office else CAPITAL)

    @property
    def start(self):
        return datetime.combine(self.period.first, time(), self.zone)

    @property
    def end(self):
        return datetime.combine(self.period.next_first, time(), self.zone)

    @property
    def name(self):
        return self.office.name if self.office else _("Ombudsman of the Republic of Indonesia")

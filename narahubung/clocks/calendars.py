"""The calendar of a place, out of the days off in the database; kept until one of them changes."""

from datetime import date

from django.db import connection

from narahubung.clocks.calendar import DayOff, WorkCalendar
from narahubung.clocks.models import Holiday, regions_over

# Written out, because it is asked in every request that dates a promise: 0.1 ms, through the ORM 1.1 ms.
# Days entered by hand are looked at more closely, for two can be entered in the same instant.
VERSION = f"""
    SELECT COUNT(*), MAX(id), MAX(entered_at), MAX(region_code),
           SUM(CASE WHEN cancelled THEN 1 ELSE 0 END),
           SUM(CASE WHEN source = '' THEN 1 ELSE 0 END),
           MIN(CASE WHEN source = '' THEN day END),
           MAX(CASE WHEN source = '' THEN day END)
    FROM {Holiday._meta.db_table}
"""
_kept: tuple | None = None


class Calendars:
    """All calendars of one moment: one small question to the database, however many places are asked for."""

    def __init__(self):
        self._made = kept_calendars()

    def of(self, region_code: str = "", week: int = 5) -> WorkCalendar:
        rows, made = self._made
        key = (region_code, week)
        if key not in made:
            made[key] = calendar_of(rows, region_code, week)
        return made[key]


def calendar_for(region_code: str = "", week: int = 5) -> WorkCalendar:
    """Return the calendar of a place. Who asks for many at once asks one `Calendars`."""
    return Calendars().of(region_code, week)


def kept_calendars() -> tuple[list, dict]:
    """Return the days off and what was made of them, read anew when any process changed one."""
    global _kept
    with connection.cursor() as cursor:
        cursor.execute(VERSION)
        version = cursor.fetchone()
    kept = _kept
    if kept is None or kept[0] != version:
        kept = _kept = (version, (list(Holiday.objects.all()), {}))
    return kept[1]


def calendar_of(holidays: list[Holiday], region_code: str = "", week: int = 5) -> WorkCalendar:
    """Weigh the rows of a place: of one day and kind the nearest row holds, and a cancelled one holds too."""
    over = regions_over(region_code)
    nearest: dict[tuple[date, str], Holiday] = {}
    for row in sorted(holidays, key=lambda h: len(h.region_code)):
        if row.region_code in over:
            nearest[row.day, row.kind] = row

    days_off: dict[date, tuple[DayOff, ...]] = {}
    for (day, _kind), row in sorted(
        nearest.items(), key=lambda item: (item[0][0], item[0][1] != "national")
    ):
        if not row.cancelled:
            days_off[day] = (*days_off.get(day, ()), *days_named(row))
    return WorkCalendar(days_off, years_known(holidays), week)


def days_named(row: Holiday) -> list[DayOff]:
    """Return one entry a feast: two may fall on one day."""
    collective = row.kind == Holiday.Kind.COLLECTIVE
    names = zip(row.name_id.split("; "), row.name_en.split("; "), strict=False)
    return [DayOff(*pair, collective, row.estimated) for pair in names]


def years_known(holidays: list[Holiday]) -> frozenset[int]:
    """A year is known when its list was loaded, and every list begins with New Year's Day.

    One single day entered for a far year does not make that year countable.
    """
    return frozenset(
        h.day.year
        for h in holidays
        if (h.day.month, h.day.day) == (1, 1)
        and h.kind == Holiday.Kind.NATIONAL
        and not h.region_code
    )

"""Quiet hours: when nobody's phone shall ring. Pure arithmetic with the clock of the place."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

Hours = tuple[int, int]
NIGHT: Hours = (20, 7)
NEVER: Hours = (0, 0)


def hours_from(text: str) -> Hours:
    """Return what was chosen: `20-7` from eight in the evening until seven, `0-0` never."""
    start, _dash, end = text.partition("-")
    return int(start), int(end)


def is_quiet(hour: int, hours: Hours) -> bool:
    start, end = hours
    return start <= hour < end if start <= end else hour >= start or hour < end


def first_moment(moment: datetime, hours: Hours, zone: ZoneInfo) -> datetime:
    """Return this moment, or if it is quiet then, the moment at which the quiet ends at that place."""
    local = moment.astimezone(zone)
    if not is_quiet(local.hour, hours):
        return moment
    _start, end = hours
    days = 1 if local.hour >= end else 0
    return datetime.combine(local.date() + timedelta(days=days), time(end), zone)

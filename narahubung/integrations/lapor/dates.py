"""Dates and times as people and spreadsheets write them: pure, and never a guess.

Of two numbers the day comes first, as everybody here writes it. What fits no shape is refused.
"""

import re
from datetime import date, datetime, time, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januari",
            "feb february februari peb pebruari",
            "mar march maret mrt",
            "apr april",
            "may mei",
            "jun june juni",
            "jul july juli",
            "aug august agustus agu agt ags agus",
            "sep sept september",
            "oct october oktober okt",
            "nov november nop nopember",
            "dec december desember des",
        ),
        start=1,
    )
    for name in names.split()
}
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 (day zero of a spreadsheet has no zone)
SERIALS = range(20_000, 80_000)

WEEKDAY = r"(?:[a-z']{3,9}\s*,\s*)?"
CLOCK = r"(?:[\s,t]+(?P<clock>\d{1,2}[:.]\d{2}.*))?"
SHAPES = [
    re.compile(WEEKDAY + shape + CLOCK, re.ASCII)
    for shape in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})",
        r"(?P<day>\d{1,2})[\s./-]+(?P<month>[a-z]{3,9})\.?[\s,./-]+(?P<year>\d{4}|\d{2})",
        r"(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})\s*,?\s+(?P<year>\d{4})",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
    )
]
TIME = re.compile(
    r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(?:wib|wita|wit)?",
    re.ASCII,
)
NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)


class NotADate(ValueError):
    """The text has none of the shapes in which a date or a time is written."""


def parse_day(text: str) -> tuple[date, time | None]:
    """Return the day, and the time of day if the text has one."""
    text = text.strip().casefold()
    if NUMBER.fullmatch(text) and int(float(text)) in SERIALS:
        moment = EPOCH + timedelta(seconds=round(float(text) * 86_400))
        return moment.date(), moment.time() if "." in text else None
    for shape in SHAPES:
        if found := shape.fullmatch(text):
            return day_of(found), parse_time(found["clock"]) if found["clock"] else None
    raise NotADate


def day_of(found) -> date:
    month = found["month"]
    number = int(month) if month.isdigit() else MONTHS.get(month)
    year = int(found["year"])
    try:
        return date(year + 2000 if year < 100 else year, number or 0, int(found["day"]))
    except ValueError as error:
        raise NotADate from error


def parse_time(text: str) -> time:
    text = text.strip().casefold()
    # 0.25 is a quarter of a day, as spreadsheets count; 00.25 is a clock, as people write.
    if NUMBER.fullmatch(text) and float(text) < 1 and not text.startswith("00"):
        return (EPOCH + timedelta(seconds=round(float(text) * 86_400))).time()
    found = TIME.fullmatch(text)
    if not found:
        raise NotADate
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    if found[4]:
        hour = hour % 12 + (12 if found[4].startswith("p") else 0) if hour <= 12 else 99
    try:
        return time(hour, minute, second)
    except ValueError as error:
        raise NotADate from error


def written_day(day: date) -> str:
    """Return a day as the official export writes it: 3 Jan 2026."""
    return f"{day.day} {ENGLISH[day.month - 1]} {day.year}"


ENGLISH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()

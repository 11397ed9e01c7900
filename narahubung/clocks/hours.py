"""The sum of a promise in hours as one sentence. Hours run on at night and on days off.

Moments are compared in UTC and said in the zone of the office. Indonesia has no summer time; where a
zone has one, the clock shows another hour and the promise is as long as it was.
"""

from datetime import datetime, timedelta

from babel.dates import format_date

from narahubung.clocks.sentences import amount, tongue

HOUR = timedelta(hours=1)
DAY_BEFORE = timedelta(hours=24)
# After this many hours a lateness is told in days.
MANY = 72
WORDS = {
    "id": {
        "moment": "{day} pukul {hour} {zone}",
        "hour": "%H.%M",
        "day": "EEEE d MMMM y",
        "sum": "{length} sejak {start}; jadi paling lambat {due} ({source}): {duty}",
        "late": "sekarang {late}",
        "left": "{n} lagi",
        "less": "kurang dari 1 jam lagi",
        "over": "lewat {n}",
        "just": "baru saja lewat",
    },
    "en": {
        "moment": "{day} at {hour} {zone}",
        "hour": "%H:%M",
        "day": "EEEE d MMMM y",
        "sum": "{length} from {start}; so until {due}, {source}: {duty}",
        "late": "now {late}",
        "left": "{n} left",
        "less": "less than 1 hour left",
        "over": "{n} late",
        "just": "late since a moment",
    },
}


def explain_hours(start: datetime, due: datetime, rule, now: datetime | None, language: str) -> str:
    """Return how a promise in hours was counted. A promise that was kept is told without `now`."""
    words = WORDS[tongue(language)]
    parts = [
        words["sum"].format(
            length=amount(rule.length, rule.unit, tongue(language)),
            start=moment(start, language),
            due=moment(due, language),
            source=rule.source,
            duty=rule.duty(tongue(language)),
        )
    ]
    if now and now > due:
        parts.append(words["late"].format(late=short_hours(due, now, language)[0]))
    return "; ".join(parts) + "."


def short_hours(due: datetime, now: datetime, language: str) -> tuple[str, str]:
    """Return a few words for a list, and their tone: late, due or quiet. Whole hours, never rounded up."""
    words = WORDS[tongue(language)]
    if now > due:
        hours = (now - due) // HOUR
        return (words["over"].format(n=long(hours, language)) if hours else words["just"]), "late"
    hours = (due - now) // HOUR
    left = words["left"].format(n=amount(hours, "hours", tongue(language)))
    return left if hours else words["less"], "due" if due - now <= DAY_BEFORE else "quiet"


def long(hours: int, language: str) -> str:
    if hours > MANY:
        return amount(hours // 24, "calendar", tongue(language))
    return amount(hours, "hours", tongue(language))


def moment(at: datetime, language: str) -> str:
    """Return a moment with its hour and the name of its zone, such as WITA."""
    words = WORDS[tongue(language)]
    day = format_date(at.date(), words["day"], locale=tongue(language))
    return words["moment"].format(day=day, hour=at.strftime(words["hour"]), zone=at.tzname())

"""The sum of a deadline as one sentence, so that both sides can check it with a finger on the calendar."""

from collections.abc import Iterable
from datetime import date

from babel.dates import format_date

from narahubung.clocks.calendar import (
    DAY,
    NoHolidaysKnown,
    Pause,
    WorkCalendar,
    is_working_day,
    last_working_day,
    working_days_between,
)

WORDS = {
    "id": {
        "working": ("{n} hari kerja", "{n} hari kerja"),
        "calendar": ("{n} hari", "{n} hari"),
        "hours": ("{n} jam", "{n} jam"),
        "years": ("{n} tahun", "{n} tahun"),
        "start": "{length} sejak {day}",
        "span": "{first} sampai {last}",
        "off": ("{days} libur {names}", "{days} libur {names}"),
        "leave only": ("{days} cuti bersama", "{days} cuti bersama"),
        "leave": "cuti bersama",
        "and": "dan",
        "estimated": "{name} (perkiraan)",
        "paused": "berhenti {days}",
        "paused since": "berhenti sejak {days}",
        "due": "jadi paling lambat {day} ({source}): {duty}",
        "same hour": "jadi paling lambat {day} pada jam yang sama ({source}): {duty}",
        "open": "jadi tanggalnya baru dapat dihitung setelah waktu berjalan lagi ({source}): {duty}",
        "hint": "hari itu libur, hari kerja terakhir sebelumnya {day}",
        "late": "sekarang {late}",
        "left": "{n} lagi",
        "over": "lewat {n}",
        "today": "hari ini",
        "tomorrow": "besok",
        "stopped": "sedang berhenti",
    },
    "en": {
        "working": ("{n} working day", "{n} working days"),
        "calendar": ("{n} day", "{n} days"),
        "hours": ("{n} hour", "{n} hours"),
        "years": ("{n} year", "{n} years"),
        "start": "{length} from {day}",
        "span": "{first} to {last}",
        "off": ("{days} is {names}", "{days} are {names}"),
        "leave only": ("{days} is collective leave", "{days} are collective leave"),
        "leave": "collective leave",
        "and": "and",
        "estimated": "{name} (estimated)",
        "paused": "paused {days}",
        "paused since": "paused since {days}",
        "due": "so until {day}, {source}: {duty}",
        "same hour": "so until {day} at the same hour, {source}: {duty}",
        "open": "so the day can be counted only when the clock runs again, {source}: {duty}",
        "hint": "that is a day off, the last working day before it is {day}",
        "late": "now {late}",
        "left": "{n} left",
        "over": "{n} late",
        "today": "today",
        "tomorrow": "tomorrow",
        "stopped": "paused",
    },
}


def explain(
    start: date,
    due: date | None,
    rule,
    calendar: WorkCalendar,
    today: date | None,
    language: str,
    pauses: Iterable[tuple] = (),
) -> str:
    """Return how a deadline was counted, from its first day to its last, in one sentence.

    `rule` is anything with length, unit, source and duty(language). `due` is None while an open pause
    leaves it undecided. With `today` the sentence also says how late it is; a clock that has stopped
    gets the day on which it stopped, or None.
    """
    language = tongue(language)
    words = WORDS[language]
    pauses = sorted((Pause(*pause) for pause in pauses), key=lambda p: p.from_day)
    parts = [
        words["start"].format(
            length=amount(rule.length, rule.unit, language), day=long_day(start, language)
        )
    ]
    if rule.unit == "working":
        end = due or max((p.from_day for p in pauses), default=start)
        parts += days_off_between(start, end, calendar, pauses, language)
    parts += [paused(pause, start, language) for pause in pauses if matters(pause, start, due)]
    parts.append(conclusion(start, due, rule, language))
    parts += afterwards(due, rule, calendar, today, language)
    return "; ".join(parts) + "."


def short(due: date | None, today: date, calendar: WorkCalendar, language: str) -> tuple[str, str]:
    """Return a few words for a list, and their tone: late, due or quiet."""
    language = tongue(language)
    words = WORDS[language]
    if due is None:
        return words["stopped"], "quiet"
    if due < today:
        return words["over"].format(n=distance(due, today, calendar, language)), "late"
    if due == today:
        return words["today"], "due"
    if due == today + DAY:
        return words["tomorrow"], "due"
    soon = due - today <= 2 * DAY or due <= second_working_day(today, calendar)
    left = words["left"].format(n=distance(today, due, calendar, language))
    return left, "due" if soon else "quiet"


def second_working_day(today: date, calendar: WorkCalendar) -> date:
    """Return the second working day after today, on the days of the week alone where no list is known."""
    day, found = today, 0
    while found < 2:
        day += DAY
        found += is_working_day(day, calendar)
    return day


def distance(after: date, until: date, calendar: WorkCalendar, language: str) -> str:
    """Return the working days between, or the plain days where there are none or nobody can know them."""
    try:
        days = working_days_between(after, until, calendar)
    except NoHolidaysKnown:
        days = 0
    if days:
        return amount(days, "working", language)
    return amount((until - after).days, "calendar", language)


def days_off_between(
    start: date, due: date, calendar: WorkCalendar, pauses: list[Pause], language: str
) -> list[str]:
    """Name each run of days off that made the deadline later; a plain weekend needs no name."""
    words = WORDS[language]
    parts = []
    for run in runs_between(start, due, calendar, pauses):
        names = names_of(run, calendar, language)
        phrase = "leave only" if names == [words["leave"]] else "off"
        parts.append(
            words[phrase][len(run) > 1].format(
                days=span(run[0], run[-1], start.year, language),
                names=listing(names, words["and"]),
            )
        )
    return parts


def runs_between(start: date, due: date, calendar: WorkCalendar, pauses: list[Pause]):
    """Yield the days off that follow one another, weekends within, from the first that cost a day to the last."""
    run: list[date] = []
    for n in range(1, (due - start).days + 2):
        day = start + n * DAY
        if day <= due and not is_working_day(day, calendar):
            run.append(day)
            continue
        costly = [d for d in run if costs(d, calendar, pauses)]
        if costly:
            yield [d for d in run if costly[0] <= d <= costly[-1]]
        run = []


def costs(day: date, calendar: WorkCalendar, pauses: list[Pause]) -> bool:
    stopped = any(p.from_day <= day and (not p.until_day or day < p.until_day) for p in pauses)
    return day in calendar.days_off and day.weekday() < calendar.week and not stopped


def names_of(run: list[date], calendar: WorkCalendar, language: str) -> list[str]:
    """Return the feasts of a run, each once, and collective leave after them."""
    words = WORDS[language]
    found = [off for day in run for off in calendar.days_off.get(day, ())]
    names = []
    for off in found:
        if not off.collective:
            name = off.name_en if language == "en" else off.name_id
            names.append(words["estimated"].format(name=name) if off.estimated else name)
    if any(off.collective for off in found):
        names.append(words["leave"])
    return list(dict.fromkeys(names))


def matters(pause: Pause, start: date, due: date | None) -> bool:
    """A pause that ended before the start, on its own day, or began after the due day moved nothing."""
    if pause.until_day and pause.until_day <= max(pause.from_day, start + DAY):
        return False
    return due is None or pause.from_day <= due


def paused(pause: Pause, start: date, language: str) -> str:
    words = WORDS[language]
    if pause.until_day is None:
        days = short_day(pause.from_day, start.year, language)
        phrase = words["paused since"].format(days=days)
    else:
        days = span(pause.from_day, pause.until_day - DAY, start.year, language)
        phrase = words["paused"].format(days=days)
    return f"{phrase} ({pause.ground})" if pause.ground else phrase


def conclusion(start: date, due: date | None, rule, language: str) -> str:
    phrase = "same hour" if rule.unit == "hours" else "due"
    return WORDS[language]["open" if due is None else phrase].format(
        day=due and due_day(due, start, language), source=rule.source, duty=rule.duty(language)
    )


def afterwards(
    due: date | None, rule, calendar: WorkCalendar, today: date | None, language: str
) -> list[str]:
    """Return what the date alone does not say: that it is a day off, that it is past."""
    words = WORDS[language]
    parts = []
    dated = due is not None and rule.unit in ("calendar", "years")
    if dated and due.year in calendar.years and not is_working_day(due, calendar):
        day = long_day(last_working_day(due, calendar), language)
        parts.append(words["hint"].format(day=day))
    if due and today and due < today:
        parts.append(words["late"].format(late=short(due, today, calendar, language)[0]))
    return parts


def tongue(language: str) -> str:
    return "en" if language.startswith("en") else "id"


def amount(n: int, unit: str, language: str) -> str:
    return WORDS[language][unit][n != 1].format(n=n)


def long_day(day: date, language: str) -> str:
    return format_date(day, "EEEE d MMMM y", locale=language)


def due_day(due: date, start: date, language: str) -> str:
    """English leaves out a year that was just said; Indonesian officials write it each time."""
    plain = language == "en" and due.year == start.year
    return format_date(due, "EEEE d MMMM" if plain else "EEEE d MMMM y", locale=language)


def short_day(day: date, year: int, language: str) -> str:
    return format_date(day, "d MMMM" if day.year == year else "d MMMM y", locale=language)


def span(first: date, last: date, year: int, language: str) -> str:
    """Return "18 to 24 March", "30 March to 2 April" or a single day."""
    end = short_day(last, year, language)
    if first == last:
        return end
    same_month = (first.year, first.month) == (last.year, last.month)
    begin = str(first.day) if same_month else short_day(first, year, language)
    return WORDS[language]["span"].format(first=begin, last=end)


def listing(names: list[str], conjunction: str) -> str:
    *most, last = names
    return f"{', '.join(most)} {conjunction} {last}" if most else last

"""`narahubung due RULE DAY`: the date first, then how it was counted. Answers also before the first `migrate`."""

import json
from datetime import date
from difflib import get_close_matches
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from narahubung.clocks.calendar import (
    DAY,
    NoHolidaysKnown,
    WorkCalendar,
    end_of,
    is_working_day,
    today_in,
)
from narahubung.clocks.calendars import calendar_of
from narahubung.clocks.models import Holiday, Rule, law_in_force
from narahubung.clocks.sentences import explain
from narahubung.clocks.sources import holidays_on_list, rules_on_file, years_worth_loading

FIRST_LAW, LAST_SENSIBLE = 2000, 2999


class Command(BaseCommand):
    help = "Say until when a duty can be met, and how that was counted."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("rule", help="such as sp4n.verify")
        parser.add_argument("day", help="the day of the event, as 2026-03-17")
        parser.add_argument("--zone", default="Asia/Jakarta", help="of the responsible office")
        parser.add_argument("--region", default="", help="region code of the office, as 64.02")
        parser.add_argument(
            "--week", type=int, choices=(5, 6), default=5, help="working days a week"
        )
        parser.add_argument("--language", choices=("id", "en"), default="id")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, **options):
        start, zone = day_of(options["day"]), zone_of(options["zone"])
        rule = rule_of(options["rule"], start, options["region"])
        calendar = calendar_of(days_off(today_in(zone)), options["region"], options["week"])
        try:
            due = rule.due(start, calendar)
        except NoHolidaysKnown as error:
            raise CommandError(
                _(
                    "The holidays of %(year)s are not known, so working days cannot be counted there."
                )
                % {"year": error.year}
            ) from error
        if options["json"]:
            answer = in_full(rule, start, due, calendar, options)
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            self.stdout.write(due.isoformat())
            self.stdout.write(explain(start, due, rule, calendar, None, options["language"]))


def day_of(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(
            _("“%(text)s” is not a day; write it as 2026-03-17.") % {"text": text}
        ) from error
    if not FIRST_LAW <= day.year <= LAST_SENSIBLE:
        raise CommandError(
            _("No deadline is counted from %(day)s: write a day between %(first)s and %(last)s.")
            % {"day": day, "first": FIRST_LAW, "last": LAST_SENSIBLE}
        )
    return day


def zone_of(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise CommandError(
            _("“%(name)s” is no time zone; write Asia/Jakarta, Asia/Makassar or Asia/Jayapura.")
            % {"name": name}
        ) from error
    return name


def rule_of(code: str, on: date, region: str) -> Rule:
    rules = loaded(Rule) or [Rule(**row) for row in rules_on_file()]
    versions = [rule for rule in rules if rule.code == code]
    rule = law_in_force(versions, on, region)
    if rule:
        return rule
    if versions:
        raise CommandError(
            _("The rule “%(code)s” was not in force on %(day)s.") % {"code": code, "day": on}
        )
    raise CommandError(
        _("There is no rule “%(code)s”. Near it: %(near)s.")
        % {"code": code, "near": ", ".join(near(code, sorted({r.code for r in rules})))}
    )


def near(code: str, codes: list[str]) -> list[str]:
    """Return its family of rules, or whatever is spelt alike, or everything there is."""
    family = code.split(".")[0] + "."
    return (
        [c for c in codes if c.startswith(family)]
        or get_close_matches(code, codes, n=4, cutoff=0.5)
        or codes
    )


def days_off(today: date) -> list[Holiday]:
    years = years_worth_loading(today)
    return loaded(Holiday) or [Holiday(**row) for row in holidays_on_list(years[0], years[-1])]


def loaded(model) -> list:
    """Return the rows, or none where there is no database yet: then the files answer."""
    try:
        return list(model.objects.all())
    except DatabaseError:
        return []


def in_full(rule: Rule, start: date, due: date, calendar: WorkCalendar, options: dict) -> dict:
    passed = [start + n * DAY for n in range(1, (due - start).days + 1)]
    working = rule.unit == Rule.Unit.WORKING
    counted = [day for day in passed if not working or is_working_day(day, calendar)]
    return {
        "rule": rule.code,
        "length": rule.length,
        "unit": rule.unit,
        "source": rule.source,
        "confidence": rule.confidence,
        "in_force_from": rule.in_force_from.isoformat(),
        "start": start.isoformat(),
        "date": due.isoformat(),
        "ends_at": end_of(due, options["zone"]).isoformat(),
        "zone": options["zone"],
        "region": options["region"],
        "week": options["week"],
        "days_counted": [day.isoformat() for day in counted],
        "days_off": [named(day, calendar) for day in passed if day in calendar.days_off],
        "sentence": {
            language: explain(start, due, rule, calendar, None, language)
            for language in ("id", "en")
        },
    }


def named(day: date, calendar: WorkCalendar) -> dict:
    off = calendar.days_off[day]
    return {
        "day": day.isoformat(),
        "id": "; ".join(o.name_id for o in off),
        "en": "; ".join(o.name_en for o in off),
        "estimated": any(o.estimated for o in off),
    }

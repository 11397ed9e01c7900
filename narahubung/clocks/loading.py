"""Bring the law and the days off into the database. What is there already stays as it is."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from narahubung.clocks.models import Holiday, Rule
from narahubung.clocks.sources import holidays_on_list, rules_on_file, years_worth_loading

RULE_KEY = ("code", "in_force_from", "region_code")
HOLIDAY_KEY = ("day", "region_code", "kind")


class EditedRule(Exception):
    """A promise was made under this version; a change of the law is a new one."""

    def __init__(self, row: dict, fields: list[str]):
        super().__init__(
            f"{row['code']} of {row['in_force_from']} was edited after it was loaded: "
            f"{', '.join(fields)}. Undo that, and write the change as a new [[rule]]."
        )


def load_rules() -> tuple[int, int]:
    """Load law and days off; return how many versions were new and how many days off changed."""
    return load_versions(), load_holidays(timezone.localdate())


@transaction.atomic
def load_versions() -> int:
    """Insert the versions that are new and return how many; refuse if a loaded one was edited."""
    loaded = {key_of(rule, RULE_KEY): rule for rule in Rule.objects.all()}
    new = []
    for row in rules_on_file():
        rule = loaded.get(tuple(row[field] for field in RULE_KEY))
        if rule is None:
            new.append(Rule(**row))
        else:
            refuse_if_edited(rule, row)
    return len(Rule.objects.bulk_create(new))


def refuse_if_edited(rule: Rule, row: dict) -> None:
    """Compare a loaded version with the file. Only its end may become known later."""
    edited = [field for field, value in row.items() if getattr(rule, field) != value]
    if edited == ["in_force_until"] and rule.in_force_until is None:
        Rule.objects.filter(pk=rule.pk).update(in_force_until=row["in_force_until"])
    elif edited:
        raise EditedRule(row, edited)


@transaction.atomic
def load_holidays(today: date) -> int:
    """Bring the listed days off up to date and return how many changed; what was entered by hand stays.

    A newer list may move an estimated feast, so days that it no longer has are taken out.
    """
    years = years_worth_loading(today)
    listed = {
        tuple(row[field] for field in HOLIDAY_KEY): row
        for row in holidays_on_list(years[0], years[-1])
    }
    known = {key_of(holiday, HOLIDAY_KEY): holiday for holiday in Holiday.objects.all()}
    new = [Holiday(**row) for key, row in listed.items() if key not in known]
    gone = [h.pk for key, h in known.items() if h.source and key not in listed]
    moved = [
        h for key, h in known.items() if h.source and key in listed and changed(h, listed[key])
    ]

    Holiday.objects.filter(pk__in=[*gone, *(h.pk for h in moved)]).delete()
    Holiday.objects.bulk_create([*new, *(Holiday(**listed[key_of(h, HOLIDAY_KEY)]) for h in moved)])
    return len(new) + len(gone) + len(moved)


def changed(holiday: Holiday, row: dict) -> bool:
    return any(getattr(holiday, field) != value for field, value in row.items())


def key_of(row, fields: tuple) -> tuple:
    return tuple(getattr(row, field) for field in fields)

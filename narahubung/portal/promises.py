"""What an agency has promised: the days that the law gives it, and its own service standards."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language

from narahubung.clocks.models import Rule
from narahubung.clocks.sentences import amount, tongue
from narahubung.complaints.lifecycle import CLOCKS


@dataclass(frozen=True)
class Promise:
    label: str
    length: str
    counted_from: str
    duty: str
    source: str


def promises_of(agency) -> list[Promise]:
    """Return the rules of law that bind an agency today, in the order of a complaint's life."""
    codes = list(dict.fromkeys(clock.rule for clock in CLOCKS if clock.binds == "agency"))
    rules = Rule.objects.in_force_many(codes, timezone.localdate(), agency.region.code)
    language = tongue(get_language() or "id")
    return [in_words(rules[code], language) for code in codes]


def in_words(rule, language) -> Promise:
    return Promise(
        label=rule.label(language),
        length=amount(rule.length, rule.unit, language),
        counted_from=getattr(rule, f"starts_{language}"),
        duty=rule.duty(language),
        source=rule.source,
    )

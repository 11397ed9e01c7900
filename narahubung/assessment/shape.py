"""The shape of an instrument: which names stand in which table, and what may stand behind them."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

OPTIONAL = "?"
CODE = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}", re.IGNORECASE)
CHOICES = {
    "kind": ("compliance", "opinion", "satisfaction", "checklist", "rubric"),
    "aggregation": ("mean", "weighted_by_locus", "by_dimension_then_mean"),
    "missing": ("zero", "leave_out", "refuse"),
    "away": ("leave_out", "refuse"),
    "zone": ("green", "yellow", "red"),
    "confidence": ("high", "medium", "low", "proposal"),
    "about": (
        *("scale", "weights", "bands", "aggregation", "missing", "indicators"),
        *("respondents", "evidence", "effort", "opinion"),
    ),
}
# What every instrument must say about itself: by which law, and how sure we are.
MUST_SAY = ("scale", "weights", "aggregation", "missing", "indicators")
NAMED = {"code": "code", "name_id": "text", "name_en": "text?", "weight": "positive?"}
TABLES = {
    "": {
        "code": "code",
        "kind": "kind",
        "name_id": "text",
        "name_en": "text?",
        "in_force_from": "day",
        "in_force_until": "day?",
        "legal_basis": "text",
        "aggregation": "aggregation",
        "missing": "table",
        "suffix": "table?",
        "scale": "tables",
        "respondent": "tables",
        "locus": "tables?",
        "dimension": "tables",
        "band": "tables?",
        "fact": "tables",
    },
    "missing": {
        "unanswered": "missing",
        "not_applicable": "away",
        "empty_dimension": "missing",
    },
    "suffix": {"name_id": "text", "name_en": "text?"},
    "scale": {
        "code": "code",
        "lowest": "decimal",
        "highest": "decimal",
        "zero": "decimal?",
        "step": "positive?",
    },
    "respondent": {"code": "code", "name_id": "text", "name_en": "text?", "number": "count"},
    "locus": NAMED,
    "dimension": {**NAMED, "variable": "tables"},
    "dimension.variable": {**NAMED, "indicator": "tables"},
    "dimension.variable.indicator": {
        **NAMED,
        "scale": "code",
        "respondent": "code",
        "evidence": "texts?",
        "effort": "count?",
        "after": "texts?",
        "figure": "text?",
    },
    "band": {
        "code": "code",
        "lowest": "decimal",
        "highest": "decimal",
        "zone": "zone?",
        "name_id": "text",
        "name_en": "text?",
        "unit_id": "text?",
        "unit_en": "text?",
    },
    "fact": {
        "about": "about",
        "source": "text",
        "confidence": "confidence",
        "note_id": "text?",
        "note_en": "text?",
    },
}
BROKEN = {
    "code": _("“%(name)s” must be letters, digits, points, underscores and hyphens, at most 40."),
    "text": _("“%(name)s” must be words, and not empty."),
    "texts": _("“%(name)s” must be a list of words."),
    "decimal": _("“%(name)s” must be a number with a point, as 21.85, and not %(value)s."),
    "positive": _("“%(name)s” must be a number above zero, and not %(value)s."),
    "count": _("“%(name)s” must be a whole number from 1 to 1000, and not %(value)s."),
    "day": _("“%(name)s” must be a day, as 2026-01-31, and not %(value)s."),
    "choice": _("“%(name)s” must be one of %(choices)s, and not %(value)s."),
}


def is_well(value, kind: str) -> bool:
    if kind in CHOICES:
        return value in CHOICES[kind]
    return CHECKS[kind](value)


def is_text(value) -> bool:
    return isinstance(value, str) and bool(value.strip()) and "\0" not in value


def is_decimal(value) -> bool:
    """Two decimals and six digits are enough for any weight; a share finer than that is a mistake."""
    return number(value) is not None


def number(value) -> Decimal | None:
    try:
        found = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None
    if found is None or not found.is_finite() or abs(found) > 1_000_000:
        return None
    return found if found.as_tuple().exponent >= -6 else None


def is_day(value) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


CHECKS = {
    "code": lambda value: isinstance(value, str) and bool(CODE.fullmatch(value)),
    "text": is_text,
    "texts": lambda value: isinstance(value, list) and all(map(is_text, value)),
    "decimal": is_decimal,
    "positive": lambda value: is_decimal(value) and number(value) > 0,
    "count": lambda value: type(value) is int and 1 <= value <= 1000,
    "day": is_day,
}

"""What the law's own texts say of reports, read from data: rule sets, register numbers, checklists."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

DATA = Path(__file__).parent / "data"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@cache
def toml(name: str) -> dict:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def said(name_id: str, name_en: str) -> str:
    return name_en if (get_language() or "id").startswith("en") else name_id


@dataclass(frozen=True)
class RuleSet:
    """One version of the procedure; a file keeps the one that was in force when it was registered."""

    code: str
    name_id: str
    name_en: str
    findings: str
    in_force_from: date
    source: str
    confidence: str
    note: str = ""

    def __str__(self):
        return said(self.name_id, self.name_en)


@cache
def rule_sets() -> dict[str, RuleSet]:
    return {row["code"]: RuleSet(**row) for row in toml("rule_sets")["set"]}


def rule_set_on(day: date) -> RuleSet:
    """Return the newest set in force on a day; before the oldest began, the oldest."""
    begun = [rules for rules in rule_sets().values() if rules.in_force_from <= day]
    return max(begun or [next(iter(rule_sets().values()))], key=lambda r: r.in_force_from)


@cache
def groups() -> dict[str, str]:
    """Return in which group of reported parties each kind of agency is counted."""
    return toml("reported_groups")["group_of"]


@cache
def register_style() -> dict:
    return toml("register")


def number_of(seq: int, kind: str, day: date, office: str) -> str:
    """Write a register number in the manner of the office, such as `0179/LM/VI/2022/BJM`."""
    style = register_style()
    pattern = style["offices"].get(office, {}).get("pattern", style["pattern"])
    return pattern.format(
        seq=seq,
        kind=style["kinds"][kind],
        roman_month=ROMAN[day.month - 1],
        year=day.year,
        office=office,
    )


@dataclass(frozen=True)
class Item:
    """One requirement of a checklist."""

    list: str
    code: str
    name_id: str
    name_en: str
    basis: str
    closes: str
    kinds: tuple[str, ...] = field(default=())
    waivable: bool = False
    proxy: bool = False

    def __str__(self):
        return said(self.name_id, self.name_en)

    def concerns(self, report) -> bool:
        of_its_kind = not self.kinds or report.kind in self.kinds
        return of_its_kind and (report.is_represented or not self.proxy)


@cache
def items() -> tuple[Item, ...]:
    return tuple(
        Item(
            row["list"],
            row["code"],
            row["id"],
            row["en"],
            row["basis"],
            row["closes"],
            tuple(row.get("kinds", ())),
            row.get("waivable", False),
            row.get("proxy", False),
        )
        for row in toml("checklists")["item"]
    )


def items_of(report, name: str) -> list[Item]:
    """Return what one list asks of this report."""
    return [item for item in items() if item.list == name and item.concerns(report)]

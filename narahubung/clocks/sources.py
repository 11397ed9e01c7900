"""What is written down outside the database: the law in `data/`, the days off in the `holidays` package."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import holidays

DATA = Path(__file__).parent / "data"
PACKAGE = f"holidays {holidays.__version__}"
FIRST_YEAR = 2017
ESTIMATED = " (perkiraan)"
JOINT = "Cuti Bersama "
KINDS = {"national": holidays.PUBLIC, "collective": holidays.GOVERNMENT}


def toml(name: str) -> dict:
    return tomllib.loads((DATA / name).read_text())


def rules_on_file() -> list[dict]:
    """Return each version of each rule as the fields of a `Rule`."""
    rows = []
    for table in toml("rules.toml")["rule"]:
        row = {"in_force_until": None, "note": "", "region_code": table.pop("region", ""), **table}
        rows.append(row)
    return rows


def years_worth_loading(today: date) -> range:
    """Old files must be countable, and a deadline set in December reaches into the second year after."""
    return range(FIRST_YEAR, max(2028, today.year + 2) + 1)


@cache
def holidays_on_list(first: int, last: int) -> list[dict]:
    """Return each day off that the package knows as the fields of a `Holiday`."""
    decrees = toml("decrees.toml")
    names = toml("holiday_names.toml")
    return [
        {
            "day": day,
            "kind": kind,
            "decree": decrees.get(str(day.year), ""),
            "estimated": ESTIMATED in given,
            "source": PACKAGE,
            "region_code": "",
            **named(given.replace(ESTIMATED, ""), english.replace(" (estimated)", ""), names),
        }
        for kind in KINDS
        for day, given, english in listed(kind, range(first, last + 1))
    ]


def listed(kind: str, years: range):
    """Yield each day with its Indonesian and its English name."""
    indonesian, english = (
        holidays.country_holidays(
            "ID", years=years, categories=(KINDS[kind],), language=language, expand=False
        )
        for language in ("id", "en_US")
    )
    for day in sorted(indonesian):
        yield day, indonesian[day], english[day]


def named(given: str, english: str, names: dict) -> dict:
    """Return the names by which the day is called here; two feasts may fall on one day."""
    parts = [
        called(*pair, names) for pair in zip(given.split("; "), english.split("; "), strict=True)
    ]
    return {
        "name_id": "; ".join(part[0] for part in parts),
        "name_en": "; ".join(part[1] for part in parts),
    }


def called(given: str, english: str, names: dict) -> tuple[str, str]:
    if given.startswith(JOINT):
        feast = called(given.removeprefix(JOINT), english.removesuffix(" Joint Holiday"), names)
        return f"Cuti bersama {feast[0]}", f"Collective leave for {feast[1]}"
    own = names.get(given, {"id": given, "en": english})
    return own["id"], own["en"]

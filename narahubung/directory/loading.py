"""Brings regions, Ombudsman offices and code lists up to date with their data. Nothing is ever deleted.

What is no longer in the data is closed with a date, for files of earlier years still point at it.
"""

import gzip
import json
import tomllib
from importlib import resources
from pathlib import Path

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from narahubung.directory.models import OmbudsmanOffice, Region, Term

DATA = Path(__file__).parent / "data"
BATCH = 2_000


def toml(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def names_of_regions() -> dict[str, str]:
    """Read code and name of every region from the package, as its own first use does.

    Its public `list_wilayah` also builds paths and postal codes, which costs a second more.
    """
    folder = resources.files("lokal") / "data"
    files = [folder / "wilayah.json.gz", folder / "desa.json.gz"]
    return {
        code: name
        for file in files
        for code, name in json.loads(gzip.decompress(file.read_bytes())).items()
    }


def facts_of_provinces() -> dict[str, tuple[str, str]]:
    """Return zone and BPS code by province."""
    zones = toml(DATA / "provinces.toml")
    return {code: (zone, bps) for zone, rows in zones.items() for code, bps in rows.items()}


@transaction.atomic
def load_regions(names: dict[str, str], today=None):
    """Make the regions in force those of `names`. Codes that appear later are valid from today."""
    today = today or timezone.localdate()
    wanted = facts_of_regions(names)
    in_force = Region.objects.filter(valid_to=None).order_by()
    known = {row[0]: row[1:] for row in in_force.values_list("code", "name", "zone", "bps_code")}

    vanished = sorted(known.keys() - wanted.keys())
    for start in range(0, len(vanished), BATCH):
        codes = vanished[start : start + BATCH]
        Region.objects.filter(valid_to=None, code__in=codes).update(valid_to=today)
    changed = {c: facts for c, facts in wanted.items() if c in known and known[c] != facts}
    update_regions(changed)
    fresh = {c: facts for c, facts in wanted.items() if c not in known}
    create_regions(fresh, valid_from=today if known else None)


def facts_of_regions(names):
    """Return name, zone and BPS code by code. A new province needs its line in provinces.toml."""
    provinces = facts_of_provinces()
    zones = {code: zone for code, (zone, _) in provinces.items()}
    facts = {code: (name, zones[code[:2]], "") for code, name in names.items()}
    return facts | {
        code: (names[code], *province) for code, province in provinces.items() if code in names
    }


def update_regions(changed):
    for region in Region.objects.filter(valid_to=None, code__in=list(changed)[:BATCH]):
        region.name, region.zone, region.bps_code = changed.pop(region.code)
        region.save(update_fields=["name", "zone", "bps_code"])
    if changed:
        update_regions(changed)


def create_regions(fresh, valid_from):
    """Create level by level, for a child needs the key of its parent."""
    if not fresh:
        return
    above = Region.objects.filter(valid_to=None).exclude(level=Region.Level.VILLAGE)
    for level in Region.Level:
        keys = dict(above.values_list("code", "pk"))
        Region.objects.bulk_create(
            [
                Region(
                    code=code,
                    name=name,
                    level=level,
                    parent_id=keys[code.rpartition(".")[0]] if "." in code else None,
                    zone=zone,
                    bps_code=bps,
                    valid_from=valid_from,
                )
                for code, (name, zone, bps) in fresh.items()
                if code.count(".") == level - 1
            ],
            batch_size=BATCH,
        )


def counts_of_regions() -> dict[int, int]:
    levels = Region.objects.in_force().order_by().values_list("level")
    return dict(levels.annotate(Count("pk")))


@transaction.atomic
def load_offices():
    """Write names, seats and areas. Phone and e-mail belong to the register and are left alone."""
    provinces = {region.code: region for region in Region.objects.provinces()}
    for row in toml(DATA / "ombudsman.toml")["office"]:
        serves = [provinces[code] for code in row.pop("provinces")]
        office, _ = OmbudsmanOffice.objects.update_or_create(code=row.pop("code"), defaults=row)
        office.provinces.set(serves)


def load_terms(today=None):
    for path in sorted((DATA / "terms").glob("*.toml")):
        load_list(toml(path), today or timezone.localdate())


@transaction.atomic
def load_list(data, today):
    """Bring one list up to date. Words may be improved; a code under another rule is a new entry."""
    known = {term.code: term for term in Term.objects.filter(list=data["list"], valid_to=None)}
    first = not known
    rules = {row["code"]: row.get("rule", "") for row in data["term"]}
    ended = [term for term in known.values() if rules.get(term.code) != term.rule]
    Term.objects.filter(pk__in=[term.pk for term in ended]).update(valid_to=today)
    for term in ended:
        del known[term.code]
    for position, row in enumerate(data["term"], start=1):
        parent = known[row["parent"]] if "parent" in row else None
        words = {
            "name_id": row["id"],
            "name_en": row["en"],
            "basis": row.get("basis", ""),
            "position": position,
            "parent_id": parent.pk if parent else None,
        }
        term = known.get(row["code"])
        if term is None:
            since = None if first else today
            fresh = {"list": data["list"], "code": row["code"], "rule": row.get("rule", "")}
            known[row["code"]] = Term.objects.create(**fresh, **words, valid_from=since)
        elif any(getattr(term, name) != value for name, value in words.items()):
            Term.objects.filter(pk=term.pk).update(**words)

"""How long each kind of data is kept: read from `data/retention.toml`, and the round that ends what is over."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from narahubung.protection.retention_deeds import DEEDS
from narahubung.protection.retention_finds import FINDS

SCHEDULE = Path(__file__).with_name("data") / "retention.toml"
CHANGEABLE = {"days", "basis"}


class BadSchedule(Exception):
    """The file says something that cannot be meant."""


@dataclass(frozen=True)
class Kind:
    """One kind of data. `how` names the deed that ends it."""

    code: str
    what: str
    starts: str
    how: str
    basis: str
    confidence: str
    days: int | None = None

    def is_ours_to_end(self):
        return self.how in DEEDS


@dataclass
class Result:
    """What became of one kind: how many are over, and how many of them went."""

    kind: Kind
    over: int
    gone: int = 0


def schedule() -> list[Kind]:
    """Return every kind, with what this installation has changed in its own `retention.toml`."""
    kinds = tomllib.loads(SCHEDULE.read_text(encoding="utf-8"))
    own = settings.HOME / "retention.toml"
    changes = tomllib.loads(own.read_text(encoding="utf-8")) if own.exists() else {}
    for code, change in changes.items():
        if code not in kinds or not set(change) <= CHANGEABLE:
            raise BadSchedule(f"{own}: [{code}] may only change days and basis of a known kind")
        kinds[code] |= change
    return [checked(Kind(code=code, **kind)) for code, kind in kinds.items()]


def checked(kind: Kind) -> Kind:
    if kind.is_ours_to_end() and (type(kind.days) is not int or kind.days < 0):
        raise BadSchedule(f"[{kind.code}] needs a number of days")
    return kind


def over(kind: Kind, now: datetime):
    """Return what of this kind is kept long enough, and not held."""
    return FINDS[kind.code](now - timedelta(days=kind.days))


def let_go(dry_run=False, only="", tell=lambda *_: None) -> Iterator[Result]:
    """End what is over, kind by kind; with `dry_run` only count it."""
    now = timezone.now()
    for kind in schedule():
        if not kind.is_ours_to_end() or only not in ("", kind.code):
            continue
        found = over(kind, now)
        result = Result(kind, len(found) if isinstance(found, list) else found.count())
        if not dry_run:
            for gone in DEEDS[kind.how](found):
                result.gone += gone
                tell(result)
        yield result


def table() -> str:
    """Return the schedule as the docs show it."""
    names = ("what", "days", "starts", "how", "basis", "confidence")
    heads = ("kind", "days", "since", "then", "basis", "confidence")
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    raw = tomllib.loads(SCHEDULE.read_text(encoding="utf-8"))
    for kind in raw.values():
        lines.append(f"| {' | '.join(str(kind.get(name, '')) for name in names)} |")
    return "\n".join(lines)

"""The worker's part: files with new events are counted again, and what has changed goes into the sums.

A file is always counted whole. What it brought the last time is taken back and what it brings now is added,
so late, back-dated and doubled news all lead to the same sums. Each batch is one transaction with the cursor.
"""

import hashlib
from collections import Counter, defaultdict

from django.db import transaction
from django.utils import timezone

from narahubung.figures.cells import cells
from narahubung.figures.horizon import trusted
from narahubung.figures.models import Counted, Cursor, Mark, Sum
from narahubung.figures.registry import FIGURES, SOURCES, Place, Reading, Source, Tick
from narahubung.figures.sums import add, mark

BATCH = 1_000
BEFORE_ALL = -1


def roll_all() -> int:
    """Bring the figures of every source up to date; return how many files were counted."""
    return sum(roll(source) for source in SOURCES.values())


def roll(source: Source) -> int:
    begin_anew_if_changed(source)
    return sweep(source) + follow(source)


def version_of(source: Source) -> str:
    """Return a mark that changes whenever the same events would be counted otherwise."""
    counted = sorted(f"{figure.code}:{figure.version}" for figure in source.figures)
    return hashlib.sha256(f"{counted} {source.ground()}".encode()).hexdigest()


def begin_anew_if_changed(source: Source) -> None:
    version = version_of(source)
    cursor, _new = Cursor.objects.get_or_create(source=source.code)
    if cursor.version != version:
        with transaction.atomic():
            cursor = locked(source)
            cursor.version, cursor.swept = version, BEFORE_ALL
            cursor.save(update_fields=["version", "swept"])
            forget(source, keeping=[figure.code for figure in source.figures])


def forget(source: Source, keeping=()) -> None:
    """Delete what was counted of a source, or only what belongs to figures that are gone."""
    for model in (Mark, Sum):
        mine = model.objects.filter(figure__startswith=f"{source.code}.")
        mine.exclude(figure__in=keeping).delete()


def locked(source: Source) -> Cursor:
    return Cursor.objects.select_for_update().get(source=source.code)


def sweep(source: Source) -> int:
    """Count all files anew, if that was asked for, from where it was left off."""
    done = 0
    while Cursor.objects.filter(source=source.code, swept__isnull=False).exists():
        with transaction.atomic():
            cursor = locked(source)
            if cursor.swept is None:
                break
            files = source.model.objects.filter(pk__gt=cursor.swept).order_by("pk")
            keys = list(files.values_list("pk", flat=True)[:BATCH])
            done += count_files(source, keys, anew=True)
            cursor.swept = keys[-1] if keys else None
            cursor.counted_at = timezone.now()
            cursor.save(update_fields=["swept", "counted_at"])
    return done


def follow(source: Source) -> int:
    """Count the files of all events after the cursor."""
    done, at, safe = 0, Cursor.objects.get(source=source.code).position, None
    while source.events.objects.filter(pk__gt=at).exists():
        with transaction.atomic():
            cursor = locked(source)
            if safe is None:
                at, safe = cursor.position, trusted(cursor, source.events)
            news = source.events.objects.filter(pk__gt=at).order_by("pk")
            rows = list(news.values_list("pk", f"{source.events_file}_id")[:BATCH])
            if not rows:
                break
            done += count_files(source, sorted({file for _pk, file in rows}))
            at = rows[-1][0]
            cursor.position = max(cursor.position, min(at, safe))
            cursor.counted_at = timezone.now()
            cursor.save()
    return done


def count_files(source: Source, keys: list[int], anew: bool = False) -> int:
    """Count these files; those that have not changed since are left alone unless all is counted anew."""
    known = {row.file: row for row in Counted.objects.filter(source=source.code, file__in=keys)}
    if not anew:
        lengths = source.model.objects.filter(pk__in=keys).values_list("pk", "chain_length")
        keys = [pk for pk, n in lengths if pk not in known or known[pk].length != n]
    before = marks_of([known[key] for key in keys if key in known])
    change, changed, seen = Counter(), [], []
    for reading in source.read(keys):
        old, ticks = known.get(reading.file), ticks_of(source, reading.story)
        place = old and place_of(old)
        seen.append(row_of(source, reading))
        if old and place == reading.place and Counter(before[old.pk]) == Counter(ticks):
            continue
        if old:
            change.update(cells(before[old.pk], place, -1))
        change.update(cells(ticks, reading.place))
        changed.append((seen[-1], ticks))
    add(change)
    keep(seen, changed)
    return len(seen)


def ticks_of(source, story) -> list[tuple]:
    return [(figure, tick) for figure in source.figures for tick in figure.count(story)]


def marks_of(rows) -> dict[int, list[tuple]]:
    found = defaultdict(list)
    names = ("counted", "figure", "day", "until", "value")
    for counted, code, *tick in Mark.objects.filter(counted__in=rows).values_list(*names):
        found[counted].append((FIGURES[code], Tick(*tick)))
    return found


def place_of(row: Counted) -> Place:
    return Place(row.agency_id, row.unit, row.secret, row.walled, tuple(sorted(row.facets.items())))


def row_of(source: Source, reading: Reading) -> Counted:
    place = reading.place
    return Counted(
        source=source.code,
        file=reading.file,
        length=reading.length,
        agency_id=place.agency,
        unit=place.unit,
        secret=place.secret,
        walled=place.walled,
        facets=dict(place.facets),
    )


def keep(seen: list[Counted], changed: list[tuple[Counted, list]]) -> None:
    fields = ["length", "agency", "unit", "secret", "walled", "facets"]
    Counted.objects.bulk_create(
        seen, update_conflicts=True, unique_fields=["source", "file"], update_fields=fields
    )
    Mark.objects.filter(counted__in=[row.pk for row, _ticks in changed]).delete()
    mark(
        (row.pk, figure.code, *tick, row.agency_id, row.unit, row.walled)
        for row, ticks in changed
        for figure, tick in ticks
    )

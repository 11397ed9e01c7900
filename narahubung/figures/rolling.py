"""The worker's part: files with new events are counted again, and what has changed goes into the sums.

A file is always counted whole. What it brought the last time is taken back and what it brings now is added,
so late, back-dated and doubled news all lead to the same sums. Each batch is one transaction with the cursor.
"""

import hashlib
from collections import Counter, defaultdict

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from narahubung.figures.cells import cells
from narahubung.figures.horizon import trusted
from narahubung.figures.models import Counted, Cursor, Mark, Sum
from narahubung.figures.registry import FIGURES, SOURCES, Journal, Place, Reading, Source, Tick
from narahubung.figures.sums import add, mark

BATCH = 1_000
BEFORE_ALL = -1


def roll_all() -> int:
    """Bring the figures of every source up to date; return how many files were counted."""
    return sum(roll(source) for source in SOURCES.values())


def roll(source: Source) -> int:
    cursors = {one.journal: one for one in Cursor.objects.filter(source=source.code)}
    done = sweep(source) if begun_anew(source, cursors.get("")) else 0
    return done + sum(
        follow(source, journal, cursors.get(name_of(source, journal)))
        for journal in source.journals
    )


def version_of(source: Source) -> str:
    """Return a mark that changes whenever the same events would be counted otherwise."""
    counted = sorted(f"{figure.code}:{figure.version}" for figure in source.figures)
    return hashlib.sha256(f"{counted} {source.ground()}".encode()).hexdigest()


def begun_anew(source: Source, cursor: Cursor | None) -> bool:
    """Tell whether all files are to be counted anew; begin with it if something is counted otherwise now."""
    version = version_of(source)
    if cursor and cursor.version == version:
        return cursor.swept is not None
    Cursor.objects.get_or_create(source=source.code, journal="")
    with transaction.atomic():
        cursor = locked(source)
        cursor.version, cursor.swept = version, BEFORE_ALL
        cursor.save(update_fields=["version", "swept"])
        forget(source, keeping=[figure.code for figure in source.figures])
    return True


def forget(source: Source, keeping=()) -> None:
    """Delete what was counted of a source, or only what belongs to figures that are gone."""
    for model in (Mark, Sum):
        mine = model.objects.filter(figure__startswith=f"{source.code}.")
        mine.exclude(figure__in=keeping).delete()


def locked(source: Source) -> Cursor:
    """Return the cursor that stands for a source; whoever counts its files holds it."""
    return Cursor.objects.select_for_update().get(source=source.code, journal="")


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


def name_of(source: Source, journal: Journal) -> str:
    return "" if journal is source.journals[0] else journal.events._meta.label_lower


def follow(source: Source, journal: Journal, cursor: Cursor | None) -> int:
    """Count the files of all events of a journal after its cursor."""
    name, done, safe = name_of(source, journal), 0, None
    if cursor is None:
        cursor, _new = Cursor.objects.get_or_create(source=source.code, journal=name)
    at = cursor.position
    while journal.events.objects.filter(pk__gt=at).exists():
        with transaction.atomic():
            cursor = locked(source)
            if name:
                cursor = Cursor.objects.get(source=source.code, journal=name)
            if safe is None:
                at, safe = cursor.position, trusted(cursor, journal.events)
            news = journal.events.objects.filter(pk__gt=at).order_by("pk")
            rows = list(news.values_list("pk", f"{journal.of}_id")[:BATCH])
            if not rows:
                break
            done += count_files(source, files_of(source, journal, {of for _pk, of in rows}))
            at = rows[-1][0]
            cursor.position = max(cursor.position, min(at, safe))
            cursor.counted_at = timezone.now()
            cursor.save()
    return done


def files_of(source: Source, journal: Journal, told: set[int]) -> list[int]:
    """Return the files of which these events tell."""
    if journal.way == "pk":
        return sorted(told)
    found = source.model.objects.filter(**{f"{journal.way}__in": told}).order_by("pk")
    return list(found.values_list("pk", flat=True))


def lengths_of(source: Source, keys: list[int]) -> dict[int, int]:
    """Return how many entries all journals of each file have together: as long as it stays, nothing happened."""
    entries = sum(
        (Coalesce(F(journal.length), Value(0)) for journal in source.journals), start=Value(0)
    )
    files = source.model.objects.filter(pk__in=keys).order_by("pk")
    return dict(files.values_list("pk", entries))


def count_files(source: Source, keys: list[int], anew: bool = False) -> int:
    """Count these files; those that have not changed since are left alone unless all is counted anew.

    Their lengths are asked for before they are read: what is written meanwhile is then seen as new.
    """
    known = {row.file: row for row in Counted.objects.filter(source=source.code, file__in=keys)}
    lengths = lengths_of(source, keys)
    keys = list(lengths)
    if not anew:
        keys = [pk for pk, n in lengths.items() if pk not in known or known[pk].length != n]
    before = marks_of([known[key] for key in keys if key in known])
    change, changed, seen = Counter(), [], []
    for reading in source.read(keys):
        old, ticks = known.get(reading.file), ticks_of(source, reading.story)
        place = old and place_of(old)
        seen.append(row_of(source, reading, lengths[reading.file]))
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
    marks = Mark.objects.filter(counted__in=rows, shared=False)
    for counted, code, *tick in marks.values_list(*names):
        found[counted].append((FIGURES[code], Tick(*tick)))
    return found


def place_of(row: Counted) -> Place:
    return Place(
        row.agency,
        row.unit,
        row.secret,
        row.walled,
        tuple(sorted(row.facets.items())),
        row.office,
        tuple(row.shared),
    )


def row_of(source: Source, reading: Reading, length: int) -> Counted:
    place = reading.place
    return Counted(
        source=source.code,
        file=reading.file,
        length=length,
        agency=place.agency,
        unit=place.unit,
        office=place.office,
        secret=place.secret,
        walled=place.walled,
        facets=dict(place.facets),
        shared=list(place.shared),
    )


def keep(seen: list[Counted], changed: list[tuple[Counted, list]]) -> None:
    fields = ["length", "agency", "unit", "office", "secret", "walled", "facets", "shared"]
    Counted.objects.bulk_create(
        seen, update_conflicts=True, unique_fields=["source", "file"], update_fields=fields
    )
    Mark.objects.filter(counted__in=[row.pk for row, _ticks in changed]).delete()
    mark(
        (row.pk, figure.code, *tick, *spot)
        for row, ticks in changed
        for figure, tick in ticks
        for spot in spots(row)
    )


def spots(row: Counted) -> list[tuple]:
    """Return where a file is marked: at its place, and at each agency that shares it."""
    here = (row.agency, row.unit, row.office, row.walled, False)
    return [here, *((agency, 0, 0, row.walled, True) for agency in row.shared)]

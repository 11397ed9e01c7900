"""Counting everything again from the events, beside the sums: what differs, in words.

Agency by agency, because each sum belongs to one or to none. A difference is looked at twice, for people go on working.
"""

from collections import Counter
from collections.abc import Iterator

from narahubung.directory.models import Agency
from narahubung.figures.cells import Cell, cells
from narahubung.figures.models import Counted, Mark, Sum
from narahubung.figures.registry import SOURCES, Source
from narahubung.figures.rolling import roll, row_of, spots, ticks_of

CHUNK = 500


def differences() -> Iterator[str]:
    """Yield each difference between the sums and a count of all events, after counting what is new."""
    for source in SOURCES.values():
        roll(source)
        yield from twice(source, forgotten, source)
        for agency in agencies_of(source):
            yield from twice(source, compared, source, agency)


def twice(source: Source, look, *where) -> list[str]:
    if found := look(*where):
        roll(source)
        found = look(*where)
    return found


def forgotten(source: Source) -> list[str]:
    counted = Counted.objects.filter(source=source.code).order_by().values("file")
    left_out = source.model.objects.exclude(pk__in=counted).order_by("pk")
    return [
        f"{source.code}: file {pk} was never counted"
        for pk in left_out.values_list("pk", flat=True)
    ]


def agencies_of(source: Source) -> list[int]:
    mine = Counted.objects.filter(source=source.code).order_by()
    keys = set(mine.values_list("agency", flat=True).distinct())
    sums = Sum.objects.filter(figure__startswith=f"{source.code}.").order_by()
    keys.update(sums.values_list("agency", flat=True).distinct())
    return sorted(keys)


def compared(source: Source, agency: int) -> list[str]:
    """Return what differs of the files that were counted for an agency, and of its sums."""
    sums, ticks = Counter(), Counter()
    for reading in readings(source, agency):
        found = ticks_of(source, reading.story)
        sums.update(cells(found, reading.place))
        for spot in spots(row_of(source, reading, 0)):
            ticks.update((reading.file, figure.code, *tick, *spot) for figure, tick in found)
    kept = stored_ticks(source, agency)
    listed = [
        f"{t[1]} of file {t[0]} on {t[2]}: {kept[t]}, not {ticks[t]}" for t in differ(kept, ticks)
    ]
    kept = stored_sums(source, agency)
    name = str(Agency.objects.get(pk=agency)) if agency else "no agency"
    return listed + [f"{spoken(c)}, {name}: {kept[c]}, not {sums[c]}" for c in differ(kept, sums)]


def readings(source: Source, agency: int):
    mine = Counted.objects.filter(source=source.code, agency=agency).order_by("file")
    keys = list(mine.values_list("file", flat=True))
    for at in range(0, len(keys), CHUNK):
        yield from source.read(keys[at : at + CHUNK])


def stored_sums(source: Source, agency: int) -> Counter:
    rows = Sum.objects.filter(agency=agency, figure__startswith=f"{source.code}.")
    found = rows.values_list(*Cell._fields, "n")
    return Counter({Cell(*row[:-1]): row[-1] for row in found.iterator()})


def stored_ticks(source: Source, agency: int) -> Counter:
    rows = Mark.objects.filter(counted__source=source.code, counted__agency=agency)
    tick = ("counted__file", "figure", "day", "until", "value")
    found = rows.values_list(*tick, "agency", "unit", "office", "walled", "shared")
    return Counter(found.iterator())


def differ(first: Counter, second: Counter) -> list:
    return sorted(
        (key for key in first.keys() | second.keys() if first[key] != second[key]), key=str
    )


def spoken(cell: Cell) -> str:
    facet = f", {cell.facet} {cell.of}" if cell.facet else ""
    return f"{cell.figure} {cell.span} {cell.day}{facet}"

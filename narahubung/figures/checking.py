"""Counting everything again from the events, beside the sums: what differs, in words.

Agency by agency, because each sum belongs to one. A difference is looked at twice, for people go on working.
"""

from collections import Counter
from collections.abc import Iterator

from narahubung.directory.models import Agency
from narahubung.figures.cells import Cell, cells
from narahubung.figures.models import Counted, Mark, Sum
from narahubung.figures.registry import SOURCES, Source
from narahubung.figures.rolling import roll, ticks_of

CHUNK = 500


def differences() -> Iterator[str]:
    """Yield each difference between the sums and a count of all events, after counting what is new."""
    for source in SOURCES.values():
        roll(source)
        for agency in agencies_of(source):
            if found := compared(source, agency):
                roll(source)
                found = compared(source, agency)
            yield from found


def agencies_of(source: Source) -> list[int]:
    keys = set(source.model.objects.order_by().values_list("agency", flat=True).distinct())
    mine = Counted.objects.filter(source=source.code).order_by()
    keys.update(mine.values_list("agency", flat=True).distinct())
    sums = Sum.objects.filter(figure__startswith=f"{source.code}.").order_by()
    keys.update(sums.values_list("agency", flat=True).distinct())
    return sorted(keys)


def compared(source: Source, agency: int) -> list[str]:
    sums, ticks = Counter(), Counter()
    for reading in readings(source, agency):
        found = ticks_of(source, reading.story)
        sums.update(cells(found, reading.place))
        ticks.update((reading.file, figure.code, *tick) for figure, tick in found)
    kept = stored_ticks(source, agency)
    listed = [
        f"{t[1]} of file {t[0]} on {t[2]}: {kept[t]}, not {ticks[t]}" for t in differ(kept, ticks)
    ]
    kept = stored_sums(source, agency)
    name = str(Agency.objects.get(pk=agency))
    return listed + [f"{spoken(c)}, {name}: {kept[c]}, not {sums[c]}" for c in differ(kept, sums)]


def readings(source: Source, agency: int):
    keys = list(source.model.objects.filter(agency=agency).values_list("pk", flat=True))
    for at in range(0, len(keys), CHUNK):
        yield from source.read(keys[at : at + CHUNK])


def stored_sums(source: Source, agency: int) -> Counter:
    names = ["agency_id" if name == "agency" else name for name in Cell._fields]
    rows = Sum.objects.filter(agency=agency, figure__startswith=f"{source.code}.")
    return Counter({Cell(*row[:-1]): row[-1] for row in rows.values_list(*names, "n").iterator()})


def stored_ticks(source: Source, agency: int) -> Counter:
    rows = Mark.objects.filter(agency=agency, counted__source=source.code)
    names = ("counted__file", "figure", "day", "until", "value")
    return Counter(rows.values_list(*names).iterator())


def differ(first: Counter, second: Counter) -> list:
    return sorted(
        (key for key in first.keys() | second.keys() if first[key] != second[key]), key=str
    )


def spoken(cell: Cell) -> str:
    facet = f", {cell.facet} {cell.of}" if cell.facet else ""
    return f"{cell.figure} {cell.span} {cell.day}{facet}"

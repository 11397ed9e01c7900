"""Every number with its definition in words: each app declares its own in its `figures.py`, in one way.

A figure is counted from what one file tells: its count looks at the story of a file and answers with ticks,
the days on which the file counts. Whatever is shown of a figure is a sum of ticks.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, NamedTuple


class Grain(Enum):
    """What one tick stands for: a file, counted once; something that happened; days of standing open."""

    FILE = "file"
    EVENT = "event"
    DAILY = "daily"


class Tick(NamedTuple):
    """A day on which a file counts. Of a daily figure it counts from this day up to, but without, `until`."""

    day: date
    until: date | None = None
    value: int = 0


@dataclass(frozen=True)
class Figure:
    """One number: what it is called, what it means, and the only way in which it is counted.

    A `spread` is told by the middle and the ninetieth of a hundred of its values, any other by its sum.
    Whoever changes what is counted raises `version`, and every file is counted anew. Another grain is another
    figure, with a code of its own.
    """

    code: str
    name: str
    definition: str
    unit: str
    grain: Grain
    count: Callable[[Any], Iterable[Tick]]
    spread: bool = False
    version: int = 1

    @property
    def source(self) -> "Source":
        return SOURCES[self.code.partition(".")[0]]

    @property
    def is_daily(self) -> bool:
        return self.grain == Grain.DAILY


@dataclass(frozen=True)
class Place:
    """Where a file counts: by whom it is held, who may know of it, and by what else it can be told apart.

    `secret` files are in no public number. `walled` ones are hidden from some people of their own place, so
    they are in no sum that an officer reads, but counted one by one for whoever may see them. What several
    agencies have a part in, such as a meeting, lies with its office and is `shared` by them: at these it is
    counted one by one, too, so that it counts once for whoever asks for several of them. 0 is none.
    Facets stand in the order of their names.
    """

    agency: int = 0
    unit: int = 0
    secret: bool = False
    walled: bool = False
    facets: tuple[tuple[str, str], ...] = ()
    office: int = 0
    shared: tuple[int, ...] = ()


class Reading(NamedTuple):
    """One file as it is now: its key, where it counts, and its story."""

    file: int
    place: Place
    story: Any


@dataclass(frozen=True)
class Journal:
    """Events that tell of a file: their model, of what they are, and the way there from the file.

    Most files have a journal of their own. What hangs on a file, such as a task, is told of in that one.
    """

    events: type
    of: str
    way: str = "pk"

    @property
    def length(self) -> str:
        """Return the field that says how many entries there are."""
        return "chain_length" if self.way == "pk" else f"{self.way}__chain_length"


class Line(NamedTuple):
    """What a list says of one file: its name, what stands below it, and where it leads."""

    name: str
    words: tuple
    href: str


def line_of(file) -> Line:
    """Return the line of a file that is held by a unit or an agency and stands at a stage."""
    held = getattr(file, "unit", None) or getattr(file, "agency", "")
    return Line(file.heading, (file.reference, held, file.stage_label), file.get_absolute_url())


@dataclass(frozen=True)
class Source:
    """A kind of file that is counted, and the journals in which everything stands that can change its count.

    `read` reads files by their keys; `scope` says which rows are of an actor's own place, and None where the
    actor has no part in such files; `ground` tells of everything besides the events that a count hangs on;
    `listed` brings a queryset of files what the `line` of a list shows.
    """

    code: str
    name: str
    model: type
    journals: tuple[Journal, ...]
    facets: dict[str, str]
    read: Callable[[list[int]], Iterable[Reading]]
    scope: Callable[[Any], Any]
    ground: Callable[[], str]
    listed: Callable[[Any], Any]
    line: Callable[[Any], Line] = line_of

    @property
    def figures(self) -> list[Figure]:
        return [figure for figure in FIGURES.values() if figure.source is self]


SOURCES: dict[str, Source] = {}
FIGURES: dict[str, Figure] = {}


def declare(source: Source, *figures: Figure) -> None:
    """Enter a source with its figures. A code begins with that of its source and belongs to one figure."""
    SOURCES[source.code] = source
    for figure in figures:
        if figure.code.partition(".")[0] != source.code:
            raise ValueError(f"{figure.code} is no figure of {source.code}")
        if FIGURES.setdefault(figure.code, figure) is not figure:
            raise ValueError(f"there are two figures {figure.code}")

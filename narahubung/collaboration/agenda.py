"""Where the points of an agenda come from. An app that has something for a meeting registers a source here.

Apps above name their sources the same way, so this app need not know them:

    @source("commitments", _("Commitments at risk"), opens_for=(Role.HEAD,))
    def commitments(series, places, since):
        yield Found(agency, words, number, link)

`places` tells for each agency which member of the series it counts for. A source gives numbers and plain
words, never a word of a file and never a name: every point may be read aloud before all members.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """One point for one member agency: what it is about in words, how many, and where to look."""

    agency: object
    words: str
    number: int
    link: str = ""


@dataclass(frozen=True)
class Source:
    name: str
    title: str
    find: Callable
    opens_for: tuple
    order: int


SOURCES: dict[str, Source] = {}


def source(name: str, title: str, *, opens_for: tuple = (), order: int = 50):
    """Register a function as a source, once. `opens_for` are the roles for whom its links lead somewhere."""

    def register(function):
        known = SOURCES.setdefault(name, Source(name, title, function, opens_for, order))
        if known.find is not function:
            raise ValueError(f"there are two sources of an agenda named {name}")
        return function

    return register


def sources() -> list[Source]:
    return sorted(SOURCES.values(), key=lambda s: (s.order, s.name))

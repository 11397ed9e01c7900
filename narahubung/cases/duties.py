"""What somebody must do next. An app offers rows for the home of its people from a `duties.py` of its own:

    @source("decisions", _("Decisions"), "collaboration:decisions", order=30)
    def decisions(actor, today, most): yield Duty(due, deed, title, whom, url)

Rows are found through `visible_to(actor)`, those that must happen first first, at most `most` of them, and by
a number of statements that does not grow with what is there. The page on which they meet stands above.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from narahubung.accounts.models import Role

# These stand for all that is below their place; whoever else sees it looks on, and does not act for others.
FOR_THE_TREE = (Role.FOCAL_POINT, Role.MANAGER)


@dataclass(frozen=True)
class Duty:
    """One row: until when, what is to be done with what, for whom, and the page where it is done."""

    due: date | None
    deed: str
    title: str
    whom: str
    url: str


@dataclass(frozen=True)
class Source:
    """`page` is the name of the address of the whole list."""

    name: str
    title: str
    page: str
    find: Callable
    order: int


SOURCES: dict[str, Source] = {}


def source(name: str, title: str, page: str, *, order: int = 50):
    """Register a function as a source of duties, once."""

    def register(function):
        known = SOURCES.setdefault(name, Source(name, title, page, function, order))
        if known.find is not function:
            raise ValueError(f"there are two sources of duties named {name}")
        return function

    return register


def sources() -> list[Source]:
    return sorted(SOURCES.values(), key=lambda one: (one.order, one.name))


def own_places(actor) -> frozenset[int]:
    """Return the places whose duties are this actor's own."""
    if actor.agency is None:
        return frozenset()
    return actor.scope if actor.role in FOR_THE_TREE else frozenset({actor.agency.pk})

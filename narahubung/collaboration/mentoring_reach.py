"""Whom mentoring has not reached yet: circles of agencies, and who of them neither asked nor was offered one.

A circle is a set of agencies that an office counts with. Apps bring theirs in a module `circles.py`, upper ones too:

    @circle("parties", gettext_lazy("Parties of agreements"), order=30)
    def parties(actor): return Agency.objects...
"""

from collections.abc import Callable
from dataclasses import dataclass

from narahubung.collaboration.mentoring import Mentoring


@dataclass(frozen=True)
class Circle:
    name: str
    title: str
    find: Callable
    order: int


CIRCLES: dict[str, Circle] = {}


def circle(name: str, title: str, *, order: int = 50):
    """Register a function from an actor of an office to its agencies, once."""

    def register(function):
        known = CIRCLES.setdefault(name, Circle(name, title, function, order))
        if known.find is not function:
            raise ValueError(f"there are two circles named {name}")
        return function

    return register


def circles() -> list[Circle]:
    return sorted(CIRCLES.values(), key=lambda c: (c.order, c.name))


def chosen(name: str) -> Circle:
    """Return a circle by its name, or the first: the agencies of the focal point programme."""
    return CIRCLES.get(name) or circles()[0]


def not_reached(actor, within: Circle):
    """Return the agencies of a circle that never asked this office, nor were offered anything by it."""
    reached = Mentoring.objects.visible_to(actor).order_by()
    return within.find(actor).exclude(pk__in=reached.values("agency"))

"""Who answers for an office on a day. Pure: it is given those who are there, and picks.

A question goes from desk to desk, the nearest first; who answers is the first desk that somebody holds.
"""

from collections.abc import Iterator

from narahubung.accounts.roles import Role

HEADS = (Role.HEAD, Role.STEWARD)
# Who is appointed to one of these at a place stands for all that is below it, too.
FOR_THE_TREE = (Role.FOCAL_POINT,)
# Who is asked when nobody else is there. A data protection officer sees no files and is never asked.
AT_LAST = (Role.MANAGER, Role.INSPECTORATE, Role.FOCAL_POINT, Role.LIAISON)


def desks(line, agency, roles) -> Iterator[tuple]:
    """Yield (place, roles). `line` are the places from the unit in question up to the top.

    The office itself; for a focal point also those above, who stand for the tree; then the head of the
    same place; then managers and heads above, for a focal point the heads first.
    """
    tree = tuple(role for role in roles if role in FOR_THE_TREE)
    above = line[line.index(agency) + 1 :]
    for place in line:
        yield place, (roles if place == agency else tree)
    yield agency, HEADS
    for place in above:
        yield from ((place, turn) for turn in order_above(tree))


def order_above(tree):
    return (HEADS, (Role.MANAGER,)) if tree else ((Role.MANAGER,), HEADS)


def answering(present, line, agency, roles, unit=None, substance=None) -> list:
    """Return who of those present answers, or nobody if nobody is there at all."""
    for place, wanted in desks(line, agency, roles):
        at_desk = [a for a in present if a.agency_id == place.pk and a.role in wanted]
        if found := nearest(at_desk, line, unit, substance):
            return found
    return anybody(present, line[line.index(agency) :])


def anybody(present, places) -> list:
    """Return who is there at the nearest place, whatever their decree says, before nobody is."""
    for place in places:
        if found := [a for a in present if a.agency_id == place.pk and a.role in AT_LAST]:
            return found
    return []


def highest(held, places) -> list:
    """Return who holds the highest desk although on leave: where everybody is away, it is still theirs."""
    for place in reversed(places):
        for roles in (HEADS, AT_LAST):
            if found := [a for a in held if a.agency_id == place.pk and a.role in roles]:
                return found
    return []


def nearest(at_desk, line, unit, substance) -> list:
    """Of those whose decree covers the matter: the most special first, and holders before substitutes."""
    ranked = [(rank(a, line, unit, substance), a) for a in at_desk]
    ranked = [(key, a) for key, a in ranked if key is not None]
    best = min((key for key, _a in ranked), default=None)
    return [a for key, a in ranked if key == best]


def rank(appointment, line, unit, substance) -> tuple | None:
    """Return how near an office is to a matter, the smaller the nearer; nothing if it is not for it."""
    if appointment.role not in FOR_THE_TREE:
        return 0, 0, appointment.substitutes_id is not None
    units, substances = scope_of(appointment)
    # A question to the whole place names no unit; one from below names at least the place below.
    asked = {place.pk for place in line} if unit or appointment.agency_id != line[0].pk else None
    kinds = None if substance is None else {substance.pk}
    keys = closeness(units, asked), closeness(substances, kinds)
    return None if None in keys else (*keys, appointment.substitutes_id is not None)


def scope_of(appointment) -> tuple[set, set]:
    """Return units and substances by key. A substitute without own limits has those of the holder."""
    for one in filter(None, (appointment, appointment.substitutes)):
        scope = {u.pk for u in one.units.all()}, {t.pk for t in one.substances.all()}
        if any(scope):
            return scope
    return set(), set()


def closeness(named: set, asked: set | None) -> int | None:
    """Named for just this: 0. For everything: 1. Not said what is asked about: 2. For others: nothing."""
    if not named:
        return 1
    if asked is None:
        return 2
    return 0 if named & asked else None


def superiors(present, line, appointment) -> list:
    """Return the nearest heads above an office, without its holder."""
    above = line[1:] if appointment.role in HEADS else line
    for place in above:
        found = [
            a
            for a in present
            if a.agency_id == place.pk and a.role in HEADS and a.user_id != appointment.user_id
        ]
        if found:
            return found
    return []

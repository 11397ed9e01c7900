"""The entries of the header. Upper apps add theirs when they start, so ui need not know them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Entry:
    label: str
    url_name: str
    icon: str
    shown: Callable | None = None
    count: Callable | None = None
    place: str = "work"
    order: int = 50


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    icon: str
    current: bool
    count: int | None


MOST = 5
_entries: list[Entry] = []
_parts: dict[str, list[str]] = {}


def add(label, url_name, icon, shown=None, *, count=None, place="work", order=50):
    """Add an entry once. `shown` is asked with the actor, `count` with the request.

    Places are "work" (the staff's header), "public" (the portal's) and "person" (the menu
    under one's name).
    """
    entry = Entry(label, url_name, icon, shown, count, place, order)
    if all((e.url_name, e.place) != (url_name, place) for e in _entries):
        _entries.append(entry)
        _entries.sort(key=lambda e: e.order)


def add_part(place, template):
    """Let a template of an upper app stand in the shell: under "person" or as a "banner"."""
    parts = _parts.setdefault(place, [])
    if template not in parts:
        parts.append(template)


def parts(place) -> list[str]:
    return _parts.get(place, [])


def entries(request, place="work") -> list[Link]:
    links = [link_of(entry, request) for entry in placed(request, place)]
    links = [link for link in links if link]
    nearest = max(
        (link.url for link in links if is_within(request.path, link.url)), key=len, default=""
    )
    return [replace(link, current=link.url == nearest) for link in links]


def placed(request, place) -> list[Entry]:
    """Return what stands at a place. What the bar has no room for stands first under one's name."""
    shown = [entry for entry in _entries if is_shown(entry, request, place)]
    if place == "work":
        return in_the_bar(shown)
    if place == "person":
        work = [entry for entry in _entries if is_shown(entry, request, "work")]
        return [entry for entry in work if entry not in in_the_bar(work)] + shown
    return shown


def in_the_bar(entries) -> list[Entry]:
    """A phone has room for five. What counts something, as the news do, is never pushed out."""
    counting = [entry for entry in entries if entry.count]
    first = [entry for entry in entries if not entry.count][: MOST - len(counting)]
    return [entry for entry in entries if entry in counting or entry in first]


def is_shown(entry, request, place):
    if entry.place != place:
        return False
    if entry.shown is None:
        return True
    actor = getattr(request, "actor", None)
    return actor is not None and entry.shown(actor)


def is_within(path, url):
    return path == url or (url != "/" and path.startswith(url))


def link_of(entry, request):
    try:
        url = reverse(entry.url_name)
    except NoReverseMatch:
        return None
    count = entry.count(request) if entry.count else None
    return Link(entry.label, url, entry.icon, current=False, count=count)

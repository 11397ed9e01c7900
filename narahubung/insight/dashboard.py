"""What a page of figures shows: for each its value, its trend, and the address of what is behind it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from narahubung.cases.listing import Key, Keyset
from narahubung.clocks.calendar import today_in
from narahubung.figures import asking
from narahubung.figures.asking import Answer, Period
from narahubung.figures.registry import FIGURES, SOURCES, Figure
from narahubung.insight.forms import MONTHS

NEWEST = Keyset((Key("day", descending=True), Key("pk", descending=True)))
LATE = ("overdue", "disputed", "missed")


@dataclass(frozen=True)
class Tile:
    """One figure as it is shown."""

    answer: Answer
    href: str

    @property
    def figure(self) -> Figure:
        return self.answer.figure

    @property
    def value(self):
        if self.figure.spread:
            return "–" if self.answer.median is None else self.answer.median
        return self.answer.value

    @property
    def unit(self):
        return self.figure.unit

    @property
    def beside(self) -> str:
        """Return what a middle value does not tell: how long nine of ten took, and of how many."""
        if not self.figure.spread or not self.answer.value:
            return ""
        return _("Nine out of ten: at most %(days)s. Counted from %(number)s.") % {
            "days": self.answer.ninetieth,
            "number": self.answer.value,
        }

    @property
    def tone(self) -> str:
        return "late" if self.figure.code.rpartition(".")[2] in LATE and self.answer.value else ""

    @property
    def trend(self) -> list:
        return self.answer.trend


def today_of(actor):
    """Return the day at the place of the office; whoever has none lives by the zone of the house."""
    place = actor.user and (actor.agency or actor.office)
    return today_in(place.zone) if place else timezone.localdate()


def period_of(actor, months: int) -> Period:
    return Period(today_of(actor), months)


def groups(actor, months: int) -> list[dict]:
    """Return every figure that this actor has a part in, by the kind of file that it counts."""
    found = asking.all_answers(actor, period_of(actor, months))
    tiles = [Tile(answer, address(answer.figure, months)) for answer in found]
    return [
        {"name": source.name, "tiles": mine}
        for source in SOURCES.values()
        if (mine := [tile for tile in tiles if tile.figure.source is source])
    ]


def tile(actor, figure: Figure, months: int) -> Tile | None:
    found = asking.answers(figure.source, actor, period_of(actor, months), only=figure)
    return Tile(found[0], address(figure, months)) if found else None


def address(figure: Figure, months: int) -> str:
    return reverse("insight:figure", args=[figure.code]) + f"?months={months}"


def known(code: str) -> Figure | None:
    return FIGURES.get(code)


def behind(actor, figure: Figure, months: int, cursor: str):
    """Return one page of the ticks behind a figure, each with its file, the newest first."""
    marks = asking.marks(figure, actor, period_of(actor, months))
    page = NEWEST.page(marks, cursor, dress=lambda rows: rows.select_related("counted"))
    keys = [mark.counted.file for mark in page.rows]
    visible = figure.source.model.objects.visible_to(actor)
    files = figure.source.listed(visible).in_bulk(keys)
    shown = [mark for mark in page.rows if mark.counted.file in files]
    line = figure.source.line
    return page, [{"mark": mark, "line": line(files[mark.counted.file])} for mark in shown]


def spans(months: int, path: str) -> list[dict]:
    return [
        {"label": label, "url": f"{path}?months={n}", "current": int(n) == months}
        for n, label in MONTHS
    ]

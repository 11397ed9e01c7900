"""The figure "from letter to answer": median days, with and without a focal point in office at that time.

Counted are the letters of the last twelve months that were answered with a signed answer, from the day of
receipt to the day of the answer. What is still unanswered stands beside it, so that silence does not look fast.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from narahubung.directory.models import Agency
from narahubung.reports.task_government import link
from narahubung.reports.task_limits import limits
from narahubung.reports.tasks import LiaisonTask

CODE = "fp.letter_to_answer"
DEFINITION = _(
    "Days from the day on which an agency received a letter of the Ombudsman to the day of its signed answer: the middle one of all letters received in the last 12 months and answered. “With” are letters for which a decree of a focal point was in force on the day of receipt and covered the agency and the substance; “without” are all others. Letters that are not answered yet have no such day and are counted beside it."
)


@dataclass
class Half:
    """The letters with a focal point, or those without."""

    government: Agency | None
    focal: str
    days: list = field(default_factory=list)
    unanswered: int = 0

    @property
    def median(self):
        return median(self.days) if self.days else None

    @property
    def answered(self):
        return len(self.days)

    def query(self, **more):
        place = {"government": self.government.slug} if self.government else {}
        return link(tab="all", recent="on", focal=self.focal, **place, **more)

    def answered_link(self):
        return self.query(due="answered")

    def unanswered_link(self):
        return self.query(due="unanswered")


@dataclass
class Government:
    agency: Agency | None
    with_one: Half
    without: Half

    @property
    def halves(self):
        return (self.with_one, self.without)


def letter_to_answer(actor, today) -> list[Government]:
    """Return the figure for each government or agency at the top of a tree that this actor may see."""
    since = today - timedelta(days=limits().figure_days)
    tasks = LiaisonTask.objects.visible_to(actor).filter(received_on__gt=since).order_by()
    rows = tasks.values_list(
        "agency", "had_focal_point", "received_on", "answered_on", "settled_on"
    ).annotate(number=Count("pk"))
    rows = list(rows)
    tops = tops_of({row[0] for row in rows})
    found = defaultdict(list)
    for agency, *row in rows:
        found[tops[agency]].append(row)
    return [fill(top, found[top]) for top in sorted(found, key=lambda top: top.name)]


def tops_of(keys) -> dict[int, Agency]:
    tops = {}
    for key, agency in Agency.objects.with_path().in_bulk(keys).items():
        top = agency
        while top.parent is not None:
            top = top.parent
        tops[key] = top
    return tops


def fill(top, rows) -> Government:
    halves = {True: Half(top, "with"), False: Half(top, "without")}
    for had, received, answered, settled, number in rows:
        if answered:
            halves[had].days += [(answered - received).days] * number
        elif settled is None:
            halves[had].unanswered += number
    return Government(top, halves[True], halves[False])


def whole(governments) -> Government:
    """Return all of them together."""
    total = Government(None, Half(None, "with"), Half(None, "without"))
    for one in governments:
        for sums, part in zip(total.halves, one.halves, strict=True):
            sums.days += part.days
            sums.unanswered += part.unanswered
    return total

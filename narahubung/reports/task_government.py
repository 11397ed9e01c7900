"""A whole government at one look: by agency, what is open, late, answered in time and repeated."""

from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.http import urlencode

from narahubung.directory.models import Agency
from narahubung.reports.tasks import WAITS, LiaisonTask

OPEN, LATE, ANSWERED, IN_TIME, REPEATED = "open", "late", "answered", "in_time", "repeated"


@dataclass(frozen=True)
class Row:
    agency: Agency
    counts: dict

    def __getattr__(self, name):
        try:
            return self.counts[name]
        except KeyError:
            raise AttributeError(name) from None

    def links(self):
        """Return the address of the list behind each number."""
        return {name: link(tab=tab, agency=self.agency.slug, **more) for name, tab, more in LISTS}


# fmt: off
LISTS = (
    (OPEN,     "work", {}),
    (LATE,     "work", {"due": "late"}),
    (ANSWERED, "all",  {"due": "answered"}),
    (IN_TIME,  "all",  {"due": "in_time"}),
    (REPEATED, "all",  {"repeated": "on"}),
)
# fmt: on


def link(**query):
    return f"{reverse('desk:list')}?{urlencode(query)}"


def counted(today) -> dict:
    dated = Q(answered_on__isnull=False, due__isnull=False)
    return {
        OPEN: Count("pk", filter=WAITS),
        LATE: Count("pk", filter=WAITS & Q(next_due__lt=today)),
        ANSWERED: Count("pk", filter=dated),
        IN_TIME: Count("pk", filter=dated & Q(answered_on__lte=F("due"))),
        REPEATED: Count("pk", filter=Q(repeated=True)),
    }


def by_agency(actor, today) -> list[Row]:
    """Return a row for each agency to which the Ombudsman has written, the latest first; two statements."""
    tasks = LiaisonTask.objects.visible_to(actor).order_by()
    counts = {row.pop("agency"): row for row in tasks.values("agency").annotate(**counted(today))}
    agencies = Agency.objects.with_path().in_bulk(counts)
    rows = [Row(agencies[key], found) for key, found in counts.items()]
    return sorted(rows, key=lambda row: (-row.late, -row.open, row.agency.name))


def summed(rows) -> dict:
    return {
        name: sum(row.counts[name] for row in rows)
        for name in (OPEN, LATE, ANSWERED, IN_TIME, REPEATED)
    }

"""From a file, or from words that somebody is just writing, to what is compared."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from narahubung.complaints.models import Complaint
from narahubung.complaints.models import Event as ComplaintEvent
from narahubung.patterns import words
from narahubung.patterns.landmarks import landmarks
from narahubung.patterns.models import Gist, Kind
from narahubung.reports.models import Event as ReportEvent
from narahubung.reports.models import Report

REGENCY, ABOVE = len("64.02"), "parent__parent__parent__parent"


@dataclass(frozen=True)
class Source:
    """A kind of file: its rows, its entries, and the field that says whom it is about."""

    kind: str
    model: type
    events: type
    party: str

    @property
    def events_file(self) -> str:
        return f"{self.kind}_id"

    def files(self, keys) -> QuerySet:
        party = self.party
        return self.model.objects.filter(pk__in=keys).select_related(
            "region", f"{party}__region", f"{party}__{ABOVE}"
        )


SOURCES = {
    Kind.COMPLAINT: Source("complaint", Complaint, ComplaintEvent, "agency"),
    Kind.REPORT: Source("report", Report, ReportEvent, "reported"),
}


@dataclass(frozen=True)
class Question:
    """Words whose like is looked for, with the fields of a gist and each stem as the asker wrote it."""

    day: date
    seen: dict[str, str]
    size: int
    digest: str
    landmarks: str
    region: str = ""
    area: str = ""
    agency: int = 0
    root: int = 0
    category: int = 0
    service: int = 0
    # The file itself, which is not its own like.
    itself: tuple[str, int] = field(default=("", 0))


def question(text, day, *, title="", place="", region="", agency=None, category=0, service=0):
    """Return what is asked by words that are no file yet; `region` is a code, the others are keys.

    `agency` is a row: its seat stands for a place that is not known.
    """
    return Question(
        day=day,
        category=category or 0,
        service=service or 0,
        **said(title, text, place)[1],
        **standing(region, agency),
    )


def question_of(kind: str, file) -> Question:
    """Return what is asked by a file: what else is about the same matter?"""
    party = getattr(file, SOURCES[kind].party)
    return Question(
        day=file.received_on,
        itself=(kind, file.pk),
        **terms_of(file),
        **said(file.title, file.text, file.place)[1],
        **standing(file.region.code if file.region else "", party),
    )


def gist_of(kind: str, file) -> Gist:
    stems, told = said(file.title, file.text, file.place)
    del told["seen"]
    return Gist(
        kind=kind,
        file=file.pk,
        length=file.chain_length,
        day=file.received_on,
        words=" ".join(stems),
        **told,
        **terms_of(file),
        **standing(file.region.code if file.region else "", getattr(file, SOURCES[kind].party)),
    )


def said(title: str, text: str, place: str) -> tuple[list[str], dict]:
    """Return the stems of all that was said, each once and in no order, and what else is compared of it."""
    body = words.said(text)
    around = [*words.said(title), *words.said(place)]
    read = words.carrying(body)
    seen = {word.stem: word.seen for word in [*words.carrying(around), *read]}
    return sorted(seen), {
        "seen": seen,
        "size": len(seen),
        "digest": words.digest(read),
        "landmarks": " ".join(sorted(landmarks(around) | landmarks(body))),
    }


def standing(region: str, agency) -> dict:
    """Return the place, the regency and the tree of agencies to which something belongs."""
    place = region or (agency.region.code if agency else "")
    return {
        "region": place,
        "area": place[:REGENCY],
        "agency": agency.pk if agency else 0,
        "root": root_of(agency).pk if agency else 0,
    }


def root_of(agency):
    while agency.parent is not None:
        agency = agency.parent
    return agency


def terms_of(file) -> dict:
    """Return category and service; a report has a substance, and no service yet."""
    category = getattr(file, "category_id", None) or getattr(file, "substance_id", None)
    return {"category": category or 0, "service": getattr(file, "service_id", None) or 0}

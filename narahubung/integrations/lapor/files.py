"""From a row of the export to the fields of a complaint, and back: pure but for the look-ups it is given."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from narahubung.complaints.models import Complaint
from narahubung.directory.models import Agency, Region, Term
from narahubung.integrations.lapor import columns as c
from narahubung.integrations.lapor.institutions import Institutions
from narahubung.integrations.lapor.mapping import UNKNOWN_STATUS, class_code, folded, standing
from narahubung.integrations.lapor.places import Places
from narahubung.integrations.lapor.rows import Row

NEEDS_UNIT = ("disposed", "followed_up", "examined", "decided", "answered")
# Compared with the file by a short digest, for the words themselves stand in the file.
WORDS = ("title", "text", "text_final", "place")
# Fields that change together: half of such a pair would say something that nobody said.
TOGETHER = (
    ("stage", "outcome"),
    ("agency",),
    ("classification",),
    ("category",),
    ("region", "place"),
    ("title",),
    ("text",),
    ("text_final",),
    ("shield",),
    ("received_at", "received_on"),
)
FIELDS = tuple(field for fields in TOGETHER for field in fields)


@dataclass
class Meaning:
    """What the rows of one import mean in this house, and the words that were met without a meaning."""

    institutions: Institutions
    places: Places
    unknown: dict[str, set]

    def __post_init__(self):
        terms = Term.objects.in_force().filter(list__in=("category", "classification"))
        # Of two categories with one name the upper one is meant: it comes last and stays.
        terms = sorted(terms, key=lambda term: term.parent_id is None)
        self.categories = {folded(t.name_id): t for t in terms if t.list == "category"}
        self.classes = {t.code: t for t in terms if t.list == "classification"}
        self.zones: dict[str, ZoneInfo] = {}

    def fields(self, row: Row) -> dict:
        """Return the fields of the complaint that this row describes, or refuse the row."""
        cells = row.cells
        agency = self.institutions.of(cells)
        stage, outcome = self.known("statuses", cells.get(c.STATUS, ""), standing) or UNKNOWN_STATUS
        names = tuple(cells.get(k, "") for k in (c.PROVINCE, c.REGENCY, c.DISTRICT, c.VILLAGE))
        region, place = self.places.find(names)
        if not row.shield_known:
            self.unknown.setdefault("types", set()).add(cells[c.TYPE][:60])
        return {
            "stage": stage,
            "outcome": outcome,
            "agency": agency,
            "classification": self.known("classes", cells.get(c.CLASS, ""), self.class_called),
            "category": self.known("categories", cells.get(c.CATEGORY, ""), self.category_called),
            "region": region,
            "place": place,
            "title": cells.get(c.TITLE, "")[:200],
            "text": row.text,
            "text_final": row.text_final,
            "shield": str(row.shield),
            "received_at": datetime.combine(row.day, row.time or time(), self.zone(agency.zone)),
            "received_on": row.day,
        }

    def known(self, kind, word, meaning):
        found = meaning(word) if word else None
        if word and found is None:
            self.unknown.setdefault(kind, set()).add(word[:100])
        return found

    def class_called(self, word) -> Term | None:
        return self.classes.get(class_code(word))

    def category_called(self, word) -> Term | None:
        return self.categories.get(folded(word))

    def zone(self, name):
        if name not in self.zones:
            self.zones[name] = ZoneInfo(name)
        return self.zones[name]


def stored(field: str, value):
    """Return a value of a complaint in the form in which `applied` remembers it."""
    if isinstance(value, Agency | Region | Term):
        return value.pk
    if isinstance(value, datetime):
        return int(value.timestamp())
    if field in WORDS:
        return hashlib.blake2b(value.encode(), digest_size=8).hexdigest() if value else ""
    return value if value is None or isinstance(value, int) else str(value)


def kept_columns(row: Row, complaint: Complaint) -> dict[str, str]:
    """Return what is kept beside the file; of somebody who hides no title that names them."""
    columns = row.other_columns
    return columns | {c.TITLE: complaint.title} if complaint.hides_person() else columns


def remembered(fields: dict) -> dict:
    return {field: stored(field, fields[field]) for field in FIELDS}


def standing_of(complaint: Complaint) -> dict:
    """Return what the file says by now, in the same form."""
    return {
        field: stored(field, getattr(complaint, Complaint._meta.get_field(field).attname))
        for field in FIELDS
    }


def with_unit(complaint: Complaint) -> Complaint:
    """Give a file at work to its own agency: the export names one holder, not two."""
    if complaint.stage in NEEDS_UNIT and complaint.unit_id is None:
        complaint.unit = complaint.agency
    return complaint

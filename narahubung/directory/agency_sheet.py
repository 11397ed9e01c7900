"""What each row of an agency spreadsheet says, checked by itself: names, kinds, places, lengths."""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from narahubung.directory.kinds import kind_called
from narahubung.directory.lookups import dotted, region_nearest
from narahubung.directory.models import Agency, Service
from narahubung.directory.sheet import Line

HEADINGS = {
    "slug": "Kode",
    "name": "Nama",
    "short_name": "Nama Singkat",
    "kind": "Jenis",
    "parent": "Induk",
    "region": "Kode Wilayah",
    "week": "Hari Kerja",
    "address": "Alamat",
    "phone": "Telepon",
    "email": "Surel",
    "lapor_id": "ID LAPOR",
    "services": "Layanan",
}
NEEDED = {"name", "kind", "region"}
PLAIN = ("short_name", "address", "phone", "email", "lapor_id")
STATES = {
    "new": (gettext_lazy("New"), "ok"),
    "changed": (gettext_lazy("Changed"), "due"),
    "unchanged": (gettext_lazy("As before"), "quiet"),
}
EXAMPLE = "Contoh:"
LONGEST_CELL = 2_000
LONGEST_CODE = 20
MOST_HINTS = 10
NAME_LENGTH = Agency._meta.get_field("name").max_length
HAS_LETTER = re.compile(r"[^\W\d_]")


@dataclass
class Entry:
    """One row on its way to become an agency."""

    line: Line
    agency: Agency = None
    parent: "Agency | Entry | None" = None
    services: list[str] = field(default_factory=list)
    state: str = "new"
    problems: list[tuple[str, str]] = field(default_factory=list)

    def cell(self, name):
        return self.line.cells.get(name, "")

    def refuse(self, name, sentence):
        self.problems.append((HEADINGS[name], sentence))

    @property
    def state_label(self):
        return STATES[self.state][0]

    @property
    def tone(self):
        return STATES[self.state][1]

    @property
    def parent_name(self):
        above = self.parent.agency if isinstance(self.parent, Entry) else self.parent
        return above.name if above else ""


def entries_of(lines) -> list[Entry]:
    return [Entry(line) for line in lines if not line.cells["name"].startswith(EXAMPLE)]


def check_cells(entry):
    for name, cell in entry.line.cells.items():
        if len(cell) > LONGEST_CELL:
            entry.refuse(name, _("The cell is too long: at most 2,000 characters."))
        elif cell.startswith(("=", "@")):
            entry.refuse(name, _("The cell holds a formula. Write the value itself."))
    if not HAS_LETTER.search(entry.cell("name")):
        entry.refuse("name", _("Write the name of the agency in letters."))


def fill(entry, places):
    """Write the cells into the row's agency. An empty cell leaves what was there."""
    agency = entry.agency
    agency.name = entry.cell("name")[:NAME_LENGTH]
    if entry.problems:
        return
    for name in PLAIN:
        if entry.cell(name):
            setattr(agency, name, entry.cell(name))
    fill_kind(entry)
    fill_region(entry, places)
    if entry.cell("week") not in ("", "5", "6"):
        entry.refuse("week", _("Write 5 or 6 working days a week."))
    elif entry.cell("week"):
        agency.week = int(entry.cell("week"))
    entry.services = fill_services(entry)
    refuse_what_does_not_fit(entry)


def fill_kind(entry):
    kind = kind_called(entry.cell("kind"))
    if kind:
        entry.agency.kind = kind
    elif entry.cell("kind") or entry.state == "new":
        entry.refuse(
            "kind",
            _(
                "This kind is not known. Write Perangkat Daerah, Kepolisian or another word from the "
                "sheet Pilihan Jenis of the empty spreadsheet."
            ),
        )


def fill_region(entry, places):
    code = entry.cell("region")[:LONGEST_CODE]
    region = places.get(dotted(code))
    if region:
        entry.agency.region = region
    elif code:
        entry.refuse("region", unknown_region(code, places))
    elif entry.state == "new":
        entry.refuse("region", _("Write the region's code, such as 64.02."))


def unknown_region(code, places):
    """Say what was probably meant, but do not search for ever in a file full of errors."""
    searched = sum(1 for region in places.values() if region is None)
    near = region_nearest(code) if searched < MOST_HINTS else None
    places[dotted(code)] = None
    if near is None:
        return _("There is no region %(code)s.") % {"code": code}
    sentence = _("There is no region %(code)s. Did you mean %(near)s (%(name)s)?")
    return sentence % {"code": code, "near": near.code, "name": near.name}


def fill_services(entry):
    names = [" ".join(name.split()) for name in entry.cell("services").split(";")]
    longest = Service._meta.get_field("name").max_length
    if any(len(name) > longest for name in names):
        entry.refuse("services", _("A service has a name of more than 200 characters."))
    return list(dict.fromkeys(name for name in names if name))


def refuse_what_does_not_fit(entry):
    try:
        entry.agency.clean_fields(exclude=("parent", "region", "kind", "slug", "week", "name"))
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            entry.refuse(name, " ".join(sentences))
    if len(entry.cell("name")) > NAME_LENGTH:
        entry.refuse("name", _("The name is longer than 200 characters."))

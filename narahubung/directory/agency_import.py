"""Loads agencies from a spreadsheet: all rows or none, and nothing before a person has seen the plan."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from narahubung.directory.agency_sheet import (
    HEADINGS,
    NEEDED,
    Entry,
    check_cells,
    entries_of,
    fill,
)
from narahubung.directory.lookups import dotted, regions_at
from narahubung.directory.models import Agency, Service
from narahubung.directory.register import Register
from narahubung.directory.sheet import SheetError, read

DEEPEST = 12
MOST_SHOWN = 500


@dataclass(frozen=True)
class Plan:
    """What a file would do, row by row."""

    entries: list[Entry]

    def refused(self):
        return [entry for entry in self.entries if entry.problems]

    def for_page(self):
        """Return the rows with problems first, and no more than a page can hold."""
        return sorted(self.entries, key=lambda entry: not entry.problems)[:MOST_SHOWN]

    def left_out(self):
        return max(len(self.entries) - MOST_SHOWN, 0)

    def counts(self) -> dict[str, int]:
        found = Counter("refused" if e.problems else e.state for e in self.entries)
        return {state: found[state] for state in ("new", "changed", "unchanged", "refused")}

    def may_be_loaded(self):
        return not self.refused()

    @transaction.atomic
    def load(self):
        """Write parents before their children."""
        if not self.may_be_loaded():
            raise SheetError(_("The file still has rows that cannot be loaded."))
        by_height = sorted(self.entries, key=height)
        for _height, row in groupby(by_height, key=height):
            load_row(list(row))
        load_services(self.entries)


def load_row(entries):
    """Write agencies whose parents are written already."""
    for entry in entries:
        above = entry.parent
        entry.agency.parent = above.agency if isinstance(above, Entry) else above
        if entry.state == "changed":
            entry.agency.save()
    Agency.objects.bulk_create([entry.agency for entry in entries if entry.state == "new"])


def load_services(entries):
    """Add the services that are not there yet; a file never takes one away."""
    agencies = [entry.agency for entry in entries]
    known = set(Service.objects.filter(agency__in=agencies).values_list("agency_id", "name"))
    wanted = [(entry.agency.pk, name) for entry in entries for name in entry.services]
    Service.objects.bulk_create(
        [Service(agency_id=pk, name=name) for pk, name in wanted if (pk, name) not in known]
    )


def plan_of(data: bytes, actor=None) -> Plan:
    """Say what the file would do for this actor; without one, for the operator at the console."""
    entries = entries_of(read(data, HEADINGS, NEEDED))
    if not entries:
        raise SheetError(_("The file holds only the example row."))
    register = Register(actor)
    places = regions_at(entry.cell("region") for entry in entries)
    for entry in entries:
        check_cells(entry)
        before = register.match(entry)
        fill(entry, places)
        register.note(entry, before)
    refuse_twins(entries)
    register.add_rows(entries)
    for entry in entries:
        register.place(entry)
    for entry in entries:
        refuse_circles(entry, register)
    return Plan(entries)


def refuse_twins(entries):
    """No two rows may mean the same agency."""
    seen = {}
    for entry in entries:
        place = (entry.cell("name").casefold(), dotted(entry.cell("region")))
        keys = {
            "slug": slugify(entry.cell("slug")),
            "lapor_id": entry.cell("lapor_id"),
            "name": place,
        }
        if entry.agency.pk:
            keys["kind"] = entry.agency.pk
        for name, key in keys.items():
            first = seen.setdefault((name, key), entry) if key else entry
            if first is not entry:
                sentence = _("The same agency as in row %(number)s.")
                entry.refuse("name", sentence % {"number": first.line.number})
                break


def height(entry):
    """Count the rows of this file that stand above, which must be written first."""
    count = 0
    while isinstance(entry.parent, Entry):
        entry, count = entry.parent, count + 1
    return count


def refuse_circles(entry, register):
    above, levels = register.above(entry), 1
    while above is not None:
        levels += 1
        if above is entry:
            entry.refuse("parent", _("This agency would stand below itself."))
            return
        if levels > DEEPEST:
            entry.refuse("parent", _("The tree would be deeper than 12 levels or run in a circle."))
            return
        above = register.above(above)

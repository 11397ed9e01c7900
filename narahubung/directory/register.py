"""The agencies there are, by every name under which a row of a spreadsheet may mean one."""

import copy
import difflib
from collections import defaultdict

from django.utils.text import slugify
from django.utils.translation import gettext as _

from narahubung.directory.agency_sheet import MOST_HINTS, PLAIN, Entry
from narahubung.directory.lookups import dotted
from narahubung.directory.models import Agency, Service

COMPARED = (*PLAIN, "name", "kind", "week", "region_id")


class Register:
    """Read once for a file. Without an actor, everything may be changed."""

    def __init__(self, actor=None):
        self.agencies = {a.pk: a for a in Agency.objects.select_related("region")}
        everything = self.agencies.values()
        self.by_slug = {a.slug: a for a in everything}
        self.by_lapor_id = {a.lapor_id: a for a in everything if a.lapor_id}
        self.by_place = {(a.name.casefold(), a.region.code): a for a in everything}
        self.services = set(Service.objects.values_list("agency_id", "name"))
        self.taken = set(self.by_slug)
        self.rows = {}
        self.codes, self.names, self.hints = defaultdict(list), defaultdict(list), {}
        self.editable, self.home = set(self.agencies), None
        if actor is not None:
            editable = Agency.objects.visible_to(actor).editable_by(actor)
            self.editable = set(editable.values_list("pk", flat=True))
            self.home = self.agencies.get(actor.agency.pk) if actor.agency else None

    def match(self, entry):
        """Give the row the agency that it means, or a new one; return what was there before."""
        found = (
            self.by_slug.get(slugify(entry.cell("slug")))
            or self.by_lapor_id.get(entry.cell("lapor_id"))
            or self.by_place.get((entry.cell("name").casefold(), dotted(entry.cell("region"))))
        )
        if found is None:
            entry.agency = Agency(slug=self.free_slug(entry))
            return None
        entry.agency, entry.state = copy.copy(found), "changed"
        self.rows.setdefault(found.pk, entry)
        if found.pk not in self.editable:
            entry.refuse("name", _("This agency stands outside your own tree."))
        return found

    def free_slug(self, entry):
        wanted = (
            slugify(entry.cell("slug") or entry.cell("short_name") or entry.cell("name"))[:70]
            or "instansi"
        )
        slug, number = wanted, 2
        while slug in self.taken:
            slug, number = f"{wanted}-{number}", number + 1
        self.taken.add(slug)
        return slug

    def note(self, entry, before):
        """Tell a changed row from one that says what is known already."""
        owner = self.by_lapor_id.get(entry.cell("lapor_id"))
        if owner is not None and owner is not before:
            entry.refuse("lapor_id", _("This id belongs to %(name)s.") % {"name": owner.name})
        if before is not None:
            same = all(getattr(entry.agency, f) == getattr(before, f) for f in COMPARED)
            known = all((before.pk, name) in self.services for name in entry.services)
            entry.state = "unchanged" if same and known else "changed"

    def add_rows(self, entries):
        """Let the rows be found as parents, in place of the agencies that they change."""
        outside = [a for a in self.agencies.values() if a.pk not in self.rows]
        for entry in entries:
            for code in {entry.agency.slug, entry.cell("slug").casefold()} - {""}:
                self.codes[code].append(entry)
            self.names[entry.agency.name.casefold()].append(entry)
        for agency in outside:
            self.codes[agency.slug].append(agency)
            self.names[agency.name.casefold()].append(agency)

    def place(self, entry):
        """Find the agency above: a row of this file, or one in the register."""
        if entry.cell("parent"):
            self.place_under(entry, entry.cell("parent"))
        elif entry.state == "new":
            entry.parent = self.now(self.home)
        else:
            entry.parent = self.now(self.agencies.get(entry.agency.parent_id))

    def place_under(self, entry, text):
        name = text.casefold()
        found = self.codes.get(name) or self.names.get(name) or self.codes.get(slugify(text))
        words = {"name": text[:80]}
        if not found:
            entry.refuse("parent", self.unknown(text))
        elif len(found) > 1:
            sentence = _("More than one agency is called %(name)s. Write its code instead.")
            entry.refuse("parent", sentence % words)
        elif not self.may_take(found[0], entry):
            entry.refuse("parent", _("%(name)s stands outside your own tree.") % words)
        else:
            entry.parent = found[0]
            before = self.now(self.agencies.get(entry.agency.parent_id))
            if entry.state == "unchanged" and before is not entry.parent:
                entry.state = "changed"

    def may_take(self, node, entry):
        """A parent outside the tree may be named where it is the parent already."""
        above = node.agency if isinstance(node, Entry) else node
        return above.pk is None or above.pk in self.editable or above.pk == entry.agency.parent_id

    def now(self, agency):
        """Return the row that changes this agency, or the agency itself."""
        return self.rows.get(agency.pk, agency) if agency else None

    def above(self, node):
        if isinstance(node, Entry):
            return node.parent
        return self.now(self.agencies.get(node.parent_id))

    def unknown(self, text):
        """Say that there is no such agency; look for what was meant, but not for ever."""
        words = {"name": text[:80]}
        if text not in self.hints and len(self.hints) < MOST_HINTS:
            self.hints[text] = difflib.get_close_matches(text.casefold()[:200], self.names, n=1)
        if self.hints.get(text):
            node = self.names[self.hints[text][0]][0]
            near = node.agency.name if isinstance(node, Entry) else node.name
            sentence = _("No agency is called %(name)s. Did you mean %(near)s?")
            return sentence % (words | {"near": near})
        return _("No agency is called %(name)s.") % words

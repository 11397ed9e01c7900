"""Finds the agency that a row means, and founds the one that nobody has entered yet."""

from django.utils.text import slugify

from narahubung.directory.models import Agency, Region
from narahubung.integrations.lapor import columns as c
from narahubung.integrations.lapor.mapping import folded, kind_of
from narahubung.integrations.lapor.places import Places
from narahubung.integrations.lapor.reasons import RefusedRow

NOBODYS = "SP4N-LAPOR! tanpa instansi"


class Institutions:
    """Agencies by id and by name, kept for one import.

    With a default agency, what we do not know goes there. Without one it is founded, takes no
    complaints from the public yet, and is listed so that somebody looks at it.
    """

    def __init__(self, places: Places, default: Agency | None, scope: frozenset | None):
        self.places, self.default, self.scope = places, default, scope
        self.by_id, self.by_name, self.decided, self.slugs = {}, {}, {}, set()
        self.founded: list[Agency] = []
        self.unknown: set[str] = set()
        for agency in Agency.objects.in_force().select_related("region", "parent"):
            self.learn(agency)
        self.slugs.update(Agency.objects.order_by().values_list("slug", flat=True))
        above = Agency.objects.ancestors(default) if default else ()
        self.above_default = {agency.pk for agency in above}

    def learn(self, agency):
        self.slugs.add(agency.slug)
        self.by_name.setdefault(folded(agency.name), []).append(agency)
        if agency.lapor_id:
            self.by_id[agency.lapor_id] = agency

    def of(self, cells: dict[str, str]) -> Agency:
        """Return the agency whose file this is, or refuse a row outside the scope of who imports."""
        words = tuple(cells.get(column, "") for column in (c.AGENCY_ID, c.AGENCY, c.PARENT))
        if words not in self.decided:
            self.decided[words] = self.named(*words) or self.default or self.found_for(cells)
        agency = self.decided[words]
        if self.scope is not None and agency.pk not in self.scope:
            if agency.pk not in self.above_default:
                raise RefusedRow("elsewhere")
            # The row names only the government above; its files for us come to us.
            agency = self.default
        return agency

    def named(self, key, name, over):
        if key in self.by_id:
            return self.by_id[key]
        parent = self.called(over)
        agency = self.called(name, parent, key)
        if agency is None and (name or over) and self.default:
            self.unknown.add(name or over)
        # Without a default the institution itself is founded below its parent.
        return agency or (parent if self.default or not name else None)

    def called(self, name, parent=None, key=""):
        """Return the agency of this name, below the parent if there is one: names repeat in every regency."""
        found = self.by_name.get(folded(name), []) if name else []
        found = [a for a in found if not (key and a.lapor_id and a.lapor_id != key)]
        if parent is not None:
            found = [a for a in found if parent.pk in (a.parent_id, a.pk)]
        elif len(found) > 1:
            found = [a for a in found if a.parent_id is None]
        return found[0] if len(found) == 1 else None

    def found_for(self, cells):
        name, over = cells.get(c.AGENCY, ""), cells.get(c.PARENT, "")
        seat = self.places.seat((cells.get(c.PROVINCE, ""), cells.get(c.REGENCY, "")))
        parent = None
        if over:
            parent = self.called(over) or self.found(over, None, seat)
        if name:
            return self.found(name, parent, seat, cells.get(c.AGENCY_ID, ""))
        return parent or self.called(NOBODYS) or self.found(NOBODYS, None, None)

    def found(self, name, parent, seat: Region | None, lapor_id=""):
        agency = Agency(
            name=name[:200],
            slug=self.free_slug(name),
            kind=kind_of(name),
            parent=parent,
            region=(parent and parent.region) or seat or self.places.first(),
            takes_complaints=False,
            lapor_id=lapor_id[:20],
        )
        agency.save(force_insert=True)
        self.learn(agency)
        self.founded.append(agency)
        return agency

    def free_slug(self, name):
        base = slugify(name)[:70].strip("-") or "instansi"
        slug, number = base, 1
        while slug in self.slugs:
            number += 1
            slug = f"{base}-{number}"
        return slug

"""Finds regions by the names in the export: the deepest that matches, and what did not match as words."""

import re

from narahubung.directory.models import Region
from narahubung.integrations.lapor.mapping import folded

TITLES = re.compile(
    r"^(?:provinsi|prov\.?|propinsi|kabupaten administrasi|kota administrasi|kabupaten|kab\.?"
    r"|kecamatan|kec\.?|distrik|kelurahan|kel\.?|desa|kampung|nagari|gampong)\s+(?=\S)"
)


def bare(name: str) -> str:
    """Return a name without its title; a city keeps it, for many cities share a name with a regency."""
    return re.sub(r"[^a-z0-9]", "", TITLES.sub("", folded(name)))


class Places:
    """Regions by name, fetched level by level as they are asked for and kept for one import."""

    def __init__(self):
        self.below: dict[int | None, dict[str, Region]] = {}
        self.found: dict[tuple, tuple[Region | None, str]] = {}

    def children(self, parent: Region | None) -> dict[str, Region]:
        key = parent and parent.pk
        if key not in self.below:
            regions = Region.objects.in_force().filter(parent=parent)
            self.below[key] = {bare(region.name): region for region in regions}
        return self.below[key]

    def find(self, names: tuple[str, ...]) -> tuple[Region | None, str]:
        """Return the deepest region of province, regency, district, village, and the names below it."""
        if names not in self.found:
            self.found[names] = self.climb_down([name for name in names if name])
        return self.found[names]

    def climb_down(self, names):
        place = None
        for depth, name in enumerate(names):
            nearer = self.children(place).get(bare(name))
            if nearer is None:
                return place, ", ".join(names[depth:])[:200]
            place = nearer
        return place, ""

    def seat(self, names: tuple[str, ...]) -> Region | None:
        """Return the regency, or the province, in which an institution sits."""
        return self.find((*names[:2], "", ""))[0]

    def first(self) -> Region | None:
        """Return the seat of the nation's own institutions, or any province where it is not loaded."""
        provinces = Region.objects.provinces().order_by("code")
        return provinces.filter(code="31").first() or provinces.first()

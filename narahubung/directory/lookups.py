"""Short questions that other apps ask of the directory."""

import difflib

from narahubung.directory.models import Agency, Region, Term


def terms(name) -> list[Term]:
    """Return the entries of a code list in their order, for a form."""
    return list(Term.objects.of(name))


def scope_ids(agency) -> frozenset[int]:
    """Return the agency and all below it, by key."""
    below = Agency.objects.descendants(agency, include_self=True)
    return frozenset(below.values_list("pk", flat=True))


def region_at(text) -> Region | None:
    """Find a region by its Kemendagri code, with or without the points."""
    return Region.objects.in_force().filter(code=dotted(text)).first()


def regions_at(texts) -> dict[str, Region]:
    """Find many regions in one question, by their codes with points."""
    found = Region.objects.in_force().filter(code__in={dotted(text) for text in texts})
    return {region.code: region for region in found}


def dotted(text):
    text = text.strip().rstrip(".")
    if "." in text or not text.isdigit():
        return text
    return ".".join(part for part in (text[:2], text[2:4], text[4:6], text[6:]) if part)


def region_nearest(text) -> Region | None:
    """Return the region that was probably meant by a code that does not exist."""
    code = dotted(text)
    places = Region.objects.in_force()
    above = code.rpartition(".")[0]
    while above and not places.filter(code=above).exists():
        code, above = above, above.rpartition(".")[0]
    near = places.children_of(above) if above else Region.objects.provinces()
    by_code = {region.code: region for region in near}
    likely = difflib.get_close_matches(code, by_code, n=1, cutoff=0.4)
    return by_code[likely[0]] if likely else places.filter(code=above).first()

"""Instruments and a draft for the watch over every page, one of them full of a word to be looked for."""

from narahubung.assessment.loading import load_instruments
from narahubung.assessment.models import Draft, Version
from narahubung.assessment.urls import urlpatterns

SOME = {"pk": 1, "code": "2025", "number": 1, "table": "band"}
ADDRESSES = [f"assessment:{pattern.name}" for pattern in urlpatterns]
# Where there is no instrument, every address is asked with arguments that lead nowhere.
MADE_UP = {
    address: [{name: SOME[name] for name in pattern.pattern.converters}]
    for address, pattern in zip(ADDRESSES, urlpatterns, strict=True)
}


def begin(office, **words):
    """Load the instruments of the house and begin a draft at Bayu's office."""
    load_instruments()
    version = Version.objects.newest().get(instrument__code="2025")
    terms = {"by": office.bayu, "version": version, "code": "2027", "name": "Opini 2027", **words}
    return Draft.objects.submit(**terms)


def draft_full_of(office, word):
    """Plant a word in every part of a draft that holds words."""
    draft = begin(office, name=word)
    said = {**draft.said, "legal_basis": word}
    said["dimension"] = [{**part, "name_id": word} for part in said["dimension"]]
    said["fact"] = [{**fact, "source": word} for fact in said["fact"]]
    draft.write(office.bayu, said, draft.revision, "head")
    return draft


def arguments():
    """Return the arguments of every page of every instrument and draft."""
    versions = [[v.code, v.number] for v in Version.objects.select_related("instrument")]
    drafts = [[draft.pk] for draft in Draft.objects.all()]
    pages = ("draft", "draft_toml", "draft_head", "draft_freeze", "draft_drop")
    return {
        "assessment:version": versions,
        "assessment:toml": versions,
        **{f"assessment:{page}": drafts for page in pages},
        "assessment:draft_table": [[*one, table] for one in drafts for table in ("band", "fact")],
        "assessment:draft_rows": [[*one, "variable", "input"] for one in drafts],
    }

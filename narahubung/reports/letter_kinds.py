"""The kinds of letters, read from data: whom each serves, on which ground, in which words, numbered how."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from narahubung.reports.rules import ROMAN, said, toml

READY = {
    "signed": ("signed", "sent", "received"),
    "sent": ("sent", "received"),
    "received": ("received",),
}


@dataclass(frozen=True)
class Kind:
    """One kind of letter with the words from which it is written."""

    code: str
    steps: tuple[str, ...]
    needed: bool
    ready: str
    to: str
    classification: str
    name_id: str
    name_en: str
    matter: str
    basis: str
    confidence: str
    signed: str
    version: int
    body: str
    reviewed: str = ""
    nature: str = "Biasa"
    enclosures: str = "-"
    book: str = "letter"
    form: str = "letter"
    copies: tuple[str, ...] = ()
    # A second letter of the same step, as the one to the President beside the one to the DPR.
    companion: bool = False

    def __str__(self):
        return said(self.name_id, self.name_en)

    @property
    def is_to_reporter(self):
        return self.to == "reporter"

    @property
    def ready_states(self):
        return READY[self.ready]


RENAMED = {"id": "name_id", "en": "name_en", "class": "classification"}


@cache
def kinds() -> dict[str, Kind]:
    """Return all kinds by code, in the order of the steps."""
    found = {}
    for row in toml("letters")["kind"]:
        fields = {RENAMED.get(key, key): value for key, value in row.items()}
        fields["steps"], fields["copies"] = tuple(row["steps"]), tuple(row.get("copies", ()))
        fields["body"] = row["body"].strip()
        found[row["code"]] = Kind(**fields)
    return found


@cache
def serving(step: str) -> tuple[Kind, ...]:
    """Return the kinds that a step can be taken with, without companions."""
    return tuple(k for k in kinds().values() if step in k.steps and not k.companion)


@cache
def companions(step: str) -> tuple[Kind, ...]:
    return tuple(k for k in kinds().values() if step in k.steps and k.companion)


def needs_letter(step: str) -> bool:
    return any(kind.needed for kind in serving(step))


def number_of(kind: Kind, seq: int, day: date, office: str, agenda: str) -> str:
    """Write a letter number in the manner of the office, such as `045/HM.05/XII/2025`."""
    data = toml("letters")
    own = data["offices"].get(office, {})
    pattern = own.get(kind.book) or data["books"][kind.book]["pattern"]
    tokens = {"seq": seq, "class": kind.classification, "roman_month": ROMAN[day.month - 1]}
    return pattern.format(**tokens, year=day.year, office=office, agenda=agenda)


def addressee_of(to: str) -> str:
    return toml("letters")["people"].get(to, "")


def title_of(signed: str, office) -> str:
    """Return the title under which the head of an office signs."""
    by = "national_head" if office.national else signed
    return toml("letters")["signatories"][by].format(office=office.name)

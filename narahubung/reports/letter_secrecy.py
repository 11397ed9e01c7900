"""A letter never leads to a secret reporter: what it must not hold, and how that is found."""

import re
from dataclasses import replace

from narahubung.cases.identity import Person, digits_of
from narahubung.complaints.redaction import NAME, NIK, masked
from narahubung.complaints.redaction import PHONE as NUMBER
from narahubung.reports.letter_merge import SECRET, person_of

ADDRESS = "[alamat]"
SHORTEST_ADDRESS = 8
NOT_PLAIN = re.compile(r"[\W_]+")


def leads_to_reporter(report, *texts: str) -> list[str]:
    """Return of which kind the words are that lead to the secret reporter: `[nama]`, `[alamat]`… never the words."""
    person = person_of(report) if report.secret_identity else None
    if person is None:
        return []
    text = "\n".join(texts).replace(SECRET, "")
    found = dict.fromkeys(ADDRESS for part in addresses(person) if part in plain(text))
    for somebody in (plain_person(person), proxy_of(person)):
        marked, _words = masked(text, somebody, anybody=False)
        found |= dict.fromkeys(m for m in (NAME, NUMBER, NIK, "[surel]") if added(m, text, marked))
    return list(found)


def added(mark, before, after) -> bool:
    return after.count(mark) > before.count(mark)


def plain_person(person) -> Person:
    return Person(**{f: getattr(person, f) for f in ("name", "phone", "email", "nik", "contact")})


def proxy_of(person) -> Person:
    given = {f: getattr(person, f"proxy_{f}", "") for f in ("name", "phone", "nik")}
    return replace(Person(), **given)


def addresses(person) -> list[str]:
    """Return the address as a whole, and each part of it that bears a house number."""
    parts = [p for p in person.address.split(",") if digits_of(p)]
    found = {plain(part) for part in (person.address, *parts)}
    return [part for part in found if len(part) >= SHORTEST_ADDRESS]


def plain(text: str) -> str:
    return NOT_PLAIN.sub("", text.casefold())

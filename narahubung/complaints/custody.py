"""The trail of a sealed original: taken in, checked, opened by whom and why. It lies in the file's own chain.

An original may tell more than its cleaned copy: the place of a photo, the author of a letter. So fewer
people may open it than see the copy, each opening needs a reason, and each stands in the history.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from narahubung.complaints.timeline import who_did
from narahubung.journal.chain import commitment
from narahubung.journal.models import new_salt
from narahubung.vault import KeyGone, Tampered

TAKEN, OPENED = "original_taken", "original_opened"


@dataclass(frozen=True)
class Knot:
    """One line of the trail, in words."""

    what: str
    at: datetime
    who: str = ""
    note: str = ""
    is_fault: bool = False


def take_in(file, papers, by):
    """Write into the history what was taken in, with the hash that proves it later."""
    for paper, clean in papers:
        if clean.original is not None:
            salt = new_salt()
            # The bare hash would still tell of a photo, by whoever has it, after all else is erased.
            hidden = {"sha256": commitment(paper.sha256, salt), "checks": list(clean.checks)}
            file.log(TAKEN, by, facts={**named(paper), **hidden}, salt=salt)


def named(paper) -> dict:
    return {"attachment": str(paper.key)}


@transaction.atomic
def open_original(paper, by, reason) -> bytes | None:
    """Return the original as it was sent, or nothing if it is not that any more; both are written down."""
    file = paper.complaint
    file.lock(by)
    body = unchanged(paper)
    file.log(OPENED, by, reason, {**named(paper), "intact": body is not None})
    return body


def unchanged(paper) -> bytes | None:
    """Unseal the original and hold it against the hash that was written down when it was taken in."""
    try:
        body = paper.unsealed_original()
    except (Tampered, KeyGone, OSError):
        return None
    taken = events_of(paper).filter(kind=TAKEN).first()
    real = hashlib.sha256(body).hexdigest()
    fits = hmac.compare_digest(real, paper.sha256)
    if taken:
        fits &= hmac.compare_digest(commitment(real, taken.salt), taken.facts["sha256"])
    return body if fits else None


def events_of(paper):
    return paper.complaint.events.filter(facts__attachment=str(paper.key)).order_by("seq")


def trail(paper) -> list[Knot]:
    """Return the trail from the first day; an original older than this book begins with its own row."""
    events = list(events_of(paper).select_related("actor"))
    knots = [knot for event in events for knot in knots_of(event)]
    if not any(event.kind == TAKEN for event in events):
        knots.insert(0, Knot(_("Taken in and sealed"), paper.at))
    if not paper.has_original():
        knots.append(Knot(_("The original was erased: its key is destroyed"), None))
    return knots


def knots_of(event):
    who = who_did(event)
    if event.kind == TAKEN:
        yield Knot(_("Taken in and sealed"), event.at, who)
        yield Knot(
            _("Checked: what it is was read from its content; the copy was made anew"), event.at
        )
        if "viruses" in event.facts["checks"]:
            yield Knot(_("Checked: searched for viruses"), event.at)
    elif event.kind == OPENED and event.facts["intact"]:
        yield Knot(_("Opened"), event.at, who, event.note)
    elif event.kind == OPENED:
        fault = _("Could not be opened: it is not what was taken in")
        yield Knot(fault, event.at, who, event.note, is_fault=True)

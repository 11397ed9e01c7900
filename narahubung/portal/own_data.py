"""All that one has given and all that was recorded of one's file, as one ZIP (UU 27/2022 Pasal 7 and 13).

What lies in it is what the complainant may see on the pages: words between officers are not in it.
"""

import json
import zipfile
from collections.abc import Iterator

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy

from narahubung.accounts.models import Role
from narahubung.complaints.viewers import viewers
from narahubung.journal.papers import SealedPaper
from narahubung.portal import own_report, receipts, story
from narahubung.portal.doors import door_of

CHUNK = 64 * 1024
LABELS = {
    "name": gettext_lazy("Name"),
    "phone": gettext_lazy("Phone"),
    "email": gettext_lazy("E-mail"),
    "nik": gettext_lazy("NIK"),
    "address": gettext_lazy("Address"),
    "contact": gettext_lazy("How to reach you"),
    "birth_place": gettext_lazy("Place of birth"),
    "birth_date": gettext_lazy("Date of birth"),
    "marital": gettext_lazy("Marital status"),
    "occupation": gettext_lazy("Occupation"),
    "nationality": gettext_lazy("Nationality"),
    "language": gettext_lazy("Language spoken"),
    "interpreter": gettext_lazy("Interpreter"),
    "proxy_name": gettext_lazy("Name of the proxy"),
    "proxy_phone": gettext_lazy("Phone of the proxy"),
    "proxy_nik": gettext_lazy("NIK of the proxy"),
    "proxy_letter": gettext_lazy("Letter of authority"),
}
GIVEN = ("title", "text", "place", "other_number")
DAYS = ("happened_on", "received_at", "received_on", "closed_at")


def gathered(file, actor) -> dict:
    """Return everything in plain values, for JSON and for the page that can be read."""
    own = own_report.gathered if door_of(actor).is_report else of_complaint
    return {
        **own(file, actor),
        "messages": [said(message) for message in door_of(actor).visible("Message", actor)],
        "promises": [promise(d) for d in file.deadlines.select_related("rule")],
        "papers": [described(paper, path) for path, paper in papers_of(actor)],
    }


def of_complaint(complaint, actor) -> dict:
    return {
        "number": complaint.reference,
        "made_at": timezone.now(),
        "about_you": vars(receipts.person_of(complaint)),
        "complaint": {
            **{field: getattr(complaint, field) for field in (*GIVEN, *DAYS)},
            "shield": complaint.get_shield_display(),
            "stage": complaint.stage_label,
            "outcome": complaint.get_outcome_display(),
            "agency": complaint.agency.name,
            "unit": complaint.unit and complaint.unit.name,
            "category": complaint.category and str(complaint.category),
            "region": complaint.region and str(complaint.region),
        },
        "history": [happened(event) for event in story.events_of(complaint, actor)],
        "answers": [answered(remedy) for remedy in complaint.remedies.select_related("kind")],
        "who_sees_it": [vars(viewer) for viewer in viewers(complaint)],
    }


def happened(event) -> dict:
    return {
        "at": event.at,
        "kind": event.kind,
        "what": str(story.HAPPENED.get(event.kind, event.kind)),
        "who": story.who_did(event),
        "reason": event.reason,
        "words": event.note if event.kind in story.NOTES_SHOWN else "",
        "facts": event.facts,
        "hash": event.hash,
    }


def said(message) -> dict:
    return {"at": message.at, "by": message.author or message.role, "text": message.text}


def answered(remedy) -> dict:
    return {
        "at": remedy.claimed_at,
        "what": str(remedy.kind),
        "text": remedy.text,
        "signed_by": remedy.signatory,
        "your_verdict": remedy.get_verdict_display(),
        "your_words": remedy.verdict_note,
        "your_rating": remedy.rating,
    }


def promise(deadline) -> dict:
    return {
        "what": deadline.rule.label(get_language() or "id"),
        "source": deadline.rule.source,
        "since": deadline.started_on,
        "due": deadline.due,
        "ended_at": deadline.stopped_at,
    }


def described(paper, path) -> dict:
    return {
        "path": path,
        "name": paper.name,
        "type": paper.content_type,
        "at": paper.at,
        "sha256": paper.sha256,
    }


def papers_of(actor) -> list[tuple[str, SealedPaper]]:
    """Return each paper of both parties with its place in the ZIP, where two may have one name."""
    papers = door_of(actor).visible("Attachment", actor).order_by("pk")
    return [(f"lampiran/{n:02}-{paper.name}", paper) for n, paper in enumerate(papers, start=1)]


def body_of(paper) -> bytes:
    """Return one's own file as it was sent, byte for byte; of the other side's the copy that is shown."""
    if paper.role in (Role.COMPLAINANT, Role.REPORTER) and paper.original_key and paper.original:
        return paper.unsealed_original()
    with paper.cleaned.open("rb") as file:
        return file.read()


class Outlet:
    """A file that is only written: what was written is taken away as soon as it is there."""

    def __init__(self):
        self.waiting = bytearray()

    def write(self, data) -> int:
        self.waiting += data
        return len(data)

    def flush(self):
        """Nothing is held back."""

    def take(self) -> bytes:
        taken, self.waiting = bytes(self.waiting), bytearray()
        return taken


def streamed(file, actor) -> Iterator[bytes]:
    """Yield the ZIP piece by piece; no more than one paper is in memory, and nothing on the disk."""
    data, outlet = gathered(file, actor), Outlet()
    you = [(LABELS.get(key, key), value) for key, value in data["about_you"].items() if value]
    told = data.get("report") or data["complaint"]
    more = [told[field] for field in ("earlier_effort", "expectation") if told.get(field)]
    context = {"data": data, "you": you, "file": file, "told": told, "more": more}
    page = render_to_string("portal/my_data_index.html", context)
    plain = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in (("baca-saya.html", page), ("data.json", plain)):
            book.writestr(name, text)
            yield outlet.take()
        for path, paper in papers_of(actor):
            body = memoryview(body_of(paper))
            with book.open(path, "w") as part:
                for start in range(0, len(body), CHUNK):
                    part.write(body[start : start + CHUNK])
                    yield outlet.take()
    yield outlet.take()

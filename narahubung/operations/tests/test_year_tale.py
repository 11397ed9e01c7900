"""A file that is told in one go is, row by row, the file that the one road would have made."""

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from narahubung.accounts.actors import Complainant
from narahubung.complaints.jobs import notice_overdue
from narahubung.journal.chain import commitment
from narahubung.operations.year import ZONE, Law
from narahubung.operations.year_tale import Tale

SARI = "sari"
DISPUTED = (
    ("03-03", "rina", "verify"),
    ("03-03", "rina", "dispose"),
    ("03-04", "budi", "accept"),
    ("03-18", "budi", "answer"),
    ("03-26", SARI, "reply"),
    ("03-30", "budi", "answer"),
    ("04-01", SARI, "confirm"),
)
HIDDEN = (
    ("03-03", "wati", "verify"),
    ("03-03", "wati", "dispose_inspectorate"),
    ("03-04", "wati", "accept"),
    ("03-05", "wati", "examine"),
    ("04-06", "wati", "decide"),
    ("04-08", "wati", "answer"),
)
STORIES = {
    "answered late, disputed, answered again": DISPUTED,
    "closed by silence": (*DISPUTED[:4], ("04-20", "system", "close")),
    "reopened": (*DISPUTED, ("04-10", SARI, "reopen")),
    "declined": (
        ("03-03", "rina", "verify"),
        ("03-03", "rina", "pass_on"),
        ("03-05", "dewi", "decline"),
    ),
    "taken over": (
        ("03-03", "rina", "verify"),
        ("03-03", "rina", "pass_on"),
        ("03-04", "dewi", "take_over"),
    ),
    "examined": (
        ("03-03", "rina", "verify"),
        ("03-03", "rina", "dispose_supervisory"),
        ("03-04", "budi", "accept"),
        ("03-05", "wati", "examine"),
        ("04-06", "hana", "decide"),
        ("04-08", "budi", "answer"),
    ),
    "hidden by the complainant": HIDDEN,
    "postponed": (
        ("03-03", "rina", "verify"),
        ("03-04", "rina", "postpone"),
        ("03-12", "rina", "resume"),
    ),
    "given back and archived": (
        ("03-03", "rina", "verify"),
        ("03-03", "rina", "dispose"),
        ("03-04", "budi", "give_back"),
        ("03-05", "rina", "archive"),
    ),
    "escalated": (
        ("03-03", "rina", "verify"),
        ("03-30", SARI, "escalate"),
    ),
}


def details(world, step):
    weight = "supervisory" if step.endswith("supervisory") else "ordinary"
    disposal = {
        "unit": world.place("puskesmas-kuaro"),
        "classification": world.term("classification", f"complaint_{weight}"),
        "category": world.term("category", "health_centre"),
    }
    answer = {"kind": world.term("remedy", "full"), "text": "Sudah.", "signatory": "dr. Hana"}
    return {
        "dispose": disposal,
        "dispose_supervisory": {**disposal, "about": world.place("puskesmas-senaken")},
        "dispose_inspectorate": {
            **disposal,
            "unit": world.place("inspektorat"),
            "classification": world.term("classification", "complaint_supervisory"),
        },
        "answer": answer,
        "reply": {"note": "Belum."},
        "reopen": {"note": "Lagi."},
        "confirm": {"rating": 4},
        "decline": {"note": "Bukan kami."},
        "give_back": {"note": "Bukan kami."},
        "archive": {"reason": world.term("archive_reason", "unclear")},
        "pass_on": {
            "to_agency": world.place("disdukcapil"),
            "reason": world.term("pass_on_reason", "other_agency"),
        },
        "postpone": {
            "ground": world.term("postpone_ground", "awaiting_expert"),
            "resume_on": date(2026, 3, 12),
        },
    }.get(step, {})


def at(day):
    return datetime.fromisoformat(f"2026-{day} 10:00").replace(tzinfo=ZONE)


def start(world, story):
    told = {"channel": "portal", "text": "Antre.", "title": "A"}
    if story is not HIDDEN:
        return {"agency": world.place("dinkes"), **told}
    about = {"reported": world.place("puskesmas-kuaro"), "about_head": True}
    return {"agency": world.place("inspektorat"), **about, **told}


def told(world, story):
    fields = start(world, story)
    about = fields.pop("reported", None)
    fields.pop("about_head", None)
    tale = Tale(Law(), Complainant(0), received_at=at("03-02"), shield="open", **fields)
    if about:
        tale.hide(about)
    for day, who, step in story:
        by = Complainant(0) if who == SARI else getattr(world, who)
        tale.take(
            step.partition("_")[0] if step.startswith("dispose") else step,
            by,
            at(day),
            **details(world, step),
        )
    return (
        list(map(line, tale.events)),
        set(map(clock, tale.clocks)),
        state(tale),
        list(map(claim, tale.remedies)),
    )


def lived(world, story, time_machine):
    time_machine.move_to(at("03-02"))
    file = world.submit(**start(world, story))
    for day, who, step in story:
        time_machine.move_to(at(day))
        notice_overdue()
        by = world.sari if who == SARI else getattr(world, who)
        file.take(
            step.partition("_")[0] if step.startswith("dispose") else step,
            by=by,
            **details(world, step),
        )
    clocks = set(map(clock, file.deadlines.select_related("rule", "complaint")))
    return (
        list(map(line, file.events.all())),
        clocks,
        state(file),
        list(map(claim, file.remedies.all())),
    )


def line(event):
    """What an event says; to the text it commits by a salt of its own, so only whether that fits is compared."""
    facts = dict(event.facts)
    if "text" in facts:
        facts["text"] = facts["text"] == commitment("Antre.", event.salt)
    return event.kind, event.role, event.place, event.note, facts, event.public


def clock(row):
    stopped = row.stopped_at and row.stopped_at.astimezone(ZONE).date()
    return row.rule.code, row.started_on, row.due, row.binds, stopped, bool(row.noticed_at)


def state(file):
    fields = ("stage", "outcome", "next_due", "unit", "agency", "offered_to", "resume_on")
    return [*(getattr(file, field) for field in fields), file.closed_at and file.closed_at.date()]


def claim(remedy):
    return remedy.text, str(remedy.verdict), remedy.rating, remedy.claimed_at.date()


@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_the_same_told_or_lived(world, name, time_machine):
    assert told(world, STORIES[name]) == lived(world, STORIES[name], time_machine)


def test_what_the_lifecycle_does_not_allow_cannot_be_told(world):
    with pytest.raises(PermissionDenied):
        told(world, [("03-03", "budi", "accept")])
    with pytest.raises(PermissionDenied):
        told(world, [("03-03", SARI, "escalate")])

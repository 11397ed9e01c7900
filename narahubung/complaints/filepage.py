"""All that the page of a file shows, gathered once, for one pair of eyes."""

from django.db.models import Prefetch
from django.utils.translation import get_language

from narahubung.accounts.models import Role
from narahubung.clocks.calendar import today_in
from narahubung.complaints.forms import AT_ONCE, FORMS, MessageForm
from narahubung.complaints.identity import Identity
from narahubung.complaints.lifecycle import Stage
from narahubung.complaints.shielded import same_person
from narahubung.complaints.timeline import promises, whole_thread
from narahubung.complaints.viewers import viewers
from narahubung.complaints.wall import ReportedParty

TONES = {"confirmed": "ok", "disputed": "late", "claimed": "due", "unconfirmed": "quiet"}
ABOVE = "__parent__parent__parent"
# Who may open a report from a complaint that came up to the Ombudsman.
OPENERS = (Role.INTAKE, Role.OFFICE_HEAD)
# What the parts that both kinds of file share must know of this kind.
SHARED = {
    "pages": {"move": "complaints:move", "say": "complaints:say"},
    "people": ("complainant",),
    "person_label": Role.COMPLAINANT.label,
}


def for_page(complaints):
    """Fetch a file with its places and all above them, so that nobody asks again while climbing."""
    return complaints.select_related(
        "agency__region",
        f"agency{ABOVE}",
        f"unit{ABOVE}",
        f"offered_to{ABOVE}",
        "classification",
        "category",
        "region__parent",
    ).prefetch_related(Prefetch("reported", ReportedParty.objects.select_related("agency", "user")))


def file_page(file, actor) -> dict:
    language, today = get_language() or "id", today_in(file.zone)
    running = file.deadlines.running().select_related("rule").order_by("due")
    events = list(file.events.select_related("actor"))
    spans = file.pause_spans() if any(e.kind == "postpone" for e in events) else []
    promised = promises(file, running, today, language, spans) if not file.is_ended() else []
    moves = [move for move in file.moves_for(actor) if move.name in FORMS]
    papers = list(file.attachments.unerased())
    return {
        **SHARED,
        "file": file,
        "outcome_tone": TONES.get(file.outcome, "neutral"),
        "thread": whole_thread(file, events, promised),
        "promises": promised,
        "moves": moves,
        "primary": moves[0] if moves else None,
        "at_once": AT_ONCE,
        "messages_said": file.messages.unerased(),
        "message_form": MessageForm(),
        "papers": [paper for paper in papers if paper.remedy_id is None],
        "remedies": with_proof(file.remedies.select_related("kind", "unit"), papers),
        **person_of(file, actor),
        "viewers": viewers(file),
        "may_write": not file.erased_at and file.may_write(actor),
        "may_correct": not file.erased_at and file.may_correct(actor),
        "reported": file.reported.all(),
        "at_the_ombudsman": file.stage == Stage.ESCALATED and actor.role in OPENERS,
    }


def with_proof(remedies, papers):
    return [
        {"claim": remedy, "proof": [p for p in papers if p.remedy_id == remedy.pk]}
        for remedy in remedies
    ]


def person_of(file, actor):
    """Return who complained and what else they brought, if this office may know it; or the way to ask."""
    if file.hides_person():
        return {"may_open": file.may_be_opened_by(actor)}
    identity = Identity.objects.visible_to(actor).filter(complaint=file).first()
    if identity is None:
        return {}
    identity.complaint = file
    return {"person": identity.person(), "same_person": same_person(identity, actor)}

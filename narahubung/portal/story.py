"""The thread of a file as the complainant sees it: what happened, who holds it now, what is promised."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from narahubung.accounts.models import Appointment, Role
from narahubung.clocks.calendar import today_in
from narahubung.complaints.lifecycle import Stage
from narahubung.complaints.models import Event
from narahubung.complaints.wall import hidden_users
from narahubung.directory.models import Term
from narahubung.ui.thread import Knot

HAPPENED = {
    "received": gettext_lazy("Your complaint was received"),
    "verify": gettext_lazy("The agency began to check it"),
    "ask": gettext_lazy("The agency asks you for more"),
    "complete": gettext_lazy("You sent what was asked"),
    "lapse": gettext_lazy("Treated as withdrawn, because what was asked did not come"),
    "postpone": gettext_lazy("The work was put off"),
    "resume": gettext_lazy("The work goes on"),
    "archive": gettext_lazy("Put away"),
    "pass_on": gettext_lazy("Offered to another agency"),
    "take_over": gettext_lazy("Another agency took it over"),
    "decline": gettext_lazy("The other agency did not take it"),
    "refer": gettext_lazy("Not within the authority of this agency"),
    "dispose": gettext_lazy("Given to the unit that must act"),
    "give_back": gettext_lazy("Given back by the unit"),
    "accept": gettext_lazy("The unit began to work on it"),
    "examine": gettext_lazy("Under examination"),
    "decide": gettext_lazy("Decided"),
    "answer": gettext_lazy("Answered"),
    "reply": gettext_lazy("You said that it is not solved"),
    "confirm": gettext_lazy("You confirmed that it is solved"),
    "close": gettext_lazy("Closed without a word from you"),
    "reopen": gettext_lazy("Opened again"),
    "hand_up": gettext_lazy("Handed up, so that others settle it"),
    "walled": gettext_lazy("Hidden from those whom you complain about"),
    "withdraw": gettext_lazy("You withdrew it"),
    "escalate": gettext_lazy("You go to the Ombudsman with it"),
    "escalate:system": gettext_lazy("Given to the Ombudsman, because nobody inside may judge it"),
    "at_ombudsman": gettext_lazy("The Ombudsman has registered it"),
    "ombudsman_outcome": gettext_lazy("The Ombudsman has closed its report"),
    "identity_opened": gettext_lazy("Your identity was opened"),
    "overdue": gettext_lazy("A promised date has passed"),
    "contact_changed": gettext_lazy("You changed how we tell you of news"),
    "deadline_moved": gettext_lazy("The dates were counted anew"),
    "erasure_asked": gettext_lazy("You asked to be erased"),
    "data_request": gettext_lazy("You asked something about your data"),
    "data_decision": gettext_lazy("The data protection officer decided"),
    "data_breach": gettext_lazy("Your data was not protected well enough: read the notice below"),
}
# Words meant for the complainant, or written by them. All other notes are between officers.
NOTES_SHOWN = (
    *("ask", "postpone", "archive", "refer", "hand_up"),
    "data_decision",
    *("complete", "reply", "confirm", "reopen", "withdraw", "escalate"),
    "identity_opened",
    *("at_ombudsman", "ombudsman_outcome"),
)
REASON_LISTS = ("archive_reason", "refer_reason", "postpone_ground", "pass_on_reason")
WITH_COMPLAINANT = (Stage.AWAITING, Stage.ANSWERED)


def knots_of(complaint, actor) -> list[Knot]:
    past = [knot for event in events_of(complaint, actor) if (knot := knot_of(event))]
    if complaint.is_ended():
        return past
    return [*past, open_knot(complaint), *promised(complaint), *confirmation(complaint)]


def events_of(complaint, actor):
    events = list(Event.objects.visible_to(actor).filter(complaint=complaint).order_by("seq"))
    codes = {code for e in events if (code := e.facts.get("reason") or e.facts.get("ground"))}
    terms = Term.objects.filter(list__in=REASON_LISTS, code__in=codes) if codes else ()
    reasons = {term.code: str(term) for term in terms}
    for event in events:
        event.note = complaint.note_of(event)
        event.reason = reasons.get(event.facts.get("reason") or event.facts.get("ground"), "")
    return events


def openings_of(complaint, actor):
    """Return who opened the sealed identity, when and why; nothing for one that was never sealed."""
    if not complaint.hides_person():
        return []
    opened = Event.objects.visible_to(actor).filter(complaint=complaint, kind="identity_opened")
    opened = list(opened.select_related("actor").order_by("seq"))
    for event in opened:
        event.office = Role(event.role).label
    return opened


def knot_of(event) -> Knot | None:
    label = HAPPENED.get(f"{event.kind}:{event.role}") or HAPPENED.get(event.kind)
    if label is None:
        return None
    words = [event.reason, event.note if event.kind in NOTES_SHOWN else ""]
    return Knot(
        label=str(label), at=event.at, who=who_did(event), note="\n".join(w for w in words if w)
    )


def who_did(event):
    if event.role == Role.COMPLAINANT:
        return _("You")
    return event.place


def open_knot(complaint) -> Knot:
    """Say who must act now. A paused file shows a gap in its thread."""
    if complaint.stage == Stage.AWAITING:
        return Knot(_("Now it is your turn: send what was asked"), who=_("You"), state="open")
    if complaint.stage == Stage.ANSWERED:
        return Knot(_("Now it is your turn: is it solved?"), who=_("You"), state="open")
    place = complaint.holder
    if complaint.stage == Stage.POSTPONED:
        return Knot(
            _("Paused at %(place)s") % {"place": place}, at=complaint.resume_on, state="paused"
        )
    label = _("Now at %(place)s") % {"place": place}
    return Knot(label, who=holder_of(complaint), state="open")


def standing_of(complaint) -> str:
    """Say in one sentence where the file is."""
    if complaint.stage in WITH_COMPLAINANT:
        return _("Now it waits for you.")
    given = {"place": complaint.holder, "holder": holder_of(complaint)}
    if given["holder"]:
        return _("Now at %(place)s, %(holder)s.") % given
    return _("Now at %(place)s.") % given


def holder_of(complaint) -> str:
    """Name the officer who holds the file by decree: people before systems."""
    place = complaint.holder
    role = Role.LIAISON if complaint.unit_id and not complaint.offered_to_id else Role.MANAGER
    walled_off = hidden_users(complaint)
    held = Appointment.objects.at(place, role, Role.INSPECTORATE).order_by("starts_on")
    held = [post for post in held if post.user_id not in walled_off]
    # An inspectorate may have a desk of its own; its inspectors stand in where it has none.
    held = next((post for post in held if post.role == role), next(iter(held), None))
    if held is None:
        return ""
    return _("held by %(name)s") % {"name": held.user.name}


def promised(complaint) -> list[Knot]:
    language = get_language() or "id"
    today = today_in(complaint.zone)
    return [
        Knot(
            label=deadline.rule.label(language),
            at=deadline.due,
            state="late" if deadline.due and deadline.due < today else "promised",
            sentence=deadline.short(language)[0],
        )
        for deadline in running(complaint)
    ]


def running(complaint):
    clocks = complaint.deadlines.running().select_related("rule")
    if complaint.stage not in WITH_COMPLAINANT:
        clocks = clocks.filter(binds="agency")
    return clocks.order_by("due")


def confirmation(complaint) -> list[Knot]:
    if complaint.stage in WITH_COMPLAINANT:
        return []
    return [Knot(_("You say whether it is solved"), state="promised")]


def clock_of(complaint) -> dict | None:
    """Return the promise that comes first, in one sentence, and how its date was counted."""
    return told_clock(
        running(complaint).exclude(due=None).first() if not complaint.is_ended() else None
    )


def told_clock(deadline) -> dict | None:
    if deadline is None:
        return None
    language = get_language() or "id"
    short, tone = deadline.short(language)
    return {
        "due": deadline.due,
        "duty": deadline.rule.duty(language),
        "short": short,
        "tone": "neutral" if tone == "quiet" else tone,
        "sum": deadline.sentence(language),
    }

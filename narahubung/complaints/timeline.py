"""The thread of a complaint: what happened, in words, and what is promised, with its sum."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from narahubung.cases.timeline import Promise, promises, who_did
from narahubung.clocks.sentences import short
from narahubung.complaints.lifecycle import ENDED, WITH_OTHERS, Stage
from narahubung.ui.thread import Knot

S = Stage
PATH = (S.RECEIVED, S.VERIFYING, S.DISPOSED, S.FOLLOWED_UP, S.ANSWERED, S.CLOSED)
NEAREST = {
    S.AWAITING: S.VERIFYING,
    S.POSTPONED: S.VERIFYING,
    S.OFFERED: S.VERIFYING,
    S.EXAMINED: S.FOLLOWED_UP,
    S.DECIDED: S.FOLLOWED_UP,
}
# fmt: off
HAPPENED = {
    "received":       gettext_lazy("Received"),
    "verify":         gettext_lazy("Checking began"),
    "dispose":        gettext_lazy("Given to a unit"),
    "ask":            gettext_lazy("The complainant was asked for more"),
    "complete":       gettext_lazy("The complainant sent what was asked"),
    "lapse":          gettext_lazy("Treated as withdrawn: nothing came in time"),
    "postpone":       gettext_lazy("Postponed"),
    "resume":         gettext_lazy("Taken up again"),
    "archive":        gettext_lazy("Put into the archive"),
    "pass_on":        gettext_lazy("Offered to another agency"),
    "take_over":      gettext_lazy("Taken over by the other agency"),
    "decline":        gettext_lazy("Declined by the other agency"),
    "refer":          gettext_lazy("Not within our authority"),
    "accept":         gettext_lazy("Accepted by the unit"),
    "give_back":      gettext_lazy("Given back by the unit"),
    "examine":        gettext_lazy("Examination began"),
    "decide":         gettext_lazy("Decided"),
    "answer":         gettext_lazy("Answered"),
    "reply":          gettext_lazy("The complainant says: not solved"),
    "confirm":        gettext_lazy("The complainant says: solved"),
    "close":          gettext_lazy("Closed without a word of the complainant"),
    "reopen":         gettext_lazy("Opened again"),
    "hand_up":        gettext_lazy("Handed up, because it is about officers"),
    "walled":         gettext_lazy("Hidden from those whom it is about"),
    "withdraw":       gettext_lazy("Withdrawn by the complainant"),
    "escalate":       gettext_lazy("Taken to the Ombudsman"),
    "at_ombudsman":   gettext_lazy("The Ombudsman has registered it"),
    "ombudsman_outcome": gettext_lazy("The Ombudsman has closed its report"),
    "original_opened": gettext_lazy("The original of a paper was opened"),
    "reclassified":   gettext_lazy("Title, class or category corrected"),
    "identity_opened": gettext_lazy("The identity was opened"),
    "overdue":        gettext_lazy("A promise was not kept"),
    "deadline_moved": gettext_lazy("A date was counted again"),
    "contact_changed": gettext_lazy("The complainant changed how to be told of news"),
    "data_request":   gettext_lazy("A request about personal data came in"),
    "data_decision":  gettext_lazy("The data protection officer decided"),
    "data_breach":    gettext_lazy("The complainant was told of a failure to protect data"),
    "imported":       gettext_lazy("Came from SP4N-LAPOR!"),
    "import_changed": gettext_lazy("Changed in SP4N-LAPOR!"),
    "held":           gettext_lazy("Legal hold set: the file must stay"),
    "hold_lifted":    gettext_lazy("Legal hold lifted"),
    "erasure_asked":  gettext_lazy("The complainant asks to be erased"),
    "erased":         gettext_lazy("The complainant was erased from this file"),
}
# fmt: on
__all__ = ["HAPPENED", "Promise", "promises", "short_thread", "who_did", "whole_thread"]


def short_thread(file, today):
    """Return the few knots of a list row, out of the stage alone."""
    if file.stage in ENDED:
        return [Knot(_("Received")), Knot(str(file.stage_label))]
    here = PATH.index(NEAREST.get(file.stage, file.stage))
    knots = [Knot(str(stage.label)) for stage in PATH[:here]]
    knots.append(Knot(str(file.stage_label), who=str(file.holder), state="open"))
    paused = file.stage == S.POSTPONED
    late = file.next_due and file.next_due < today
    state = "paused" if paused else "late" if late else "promised"
    return [*knots, Knot(str(PATH[here + 1].label), state=state)]


def ruling(file):
    """Return the running deadline of whoever must act now; of two laws the earlier one rules."""
    binds = "complainant" if file.stage in WITH_OTHERS else "agency"
    running = [d for d in file.clocks if d.due] or file.clocks
    mine = [d for d in running if d.binds == binds] or running
    return min(mine, key=lambda d: (d.due is None, d.due), default=None)


def spoken_clock(file, today, calendars, language):
    """Return the one clock sentence of a row and its tone."""
    deadline = ruling(file)
    if deadline is None:
        return (_("No clock is running"), "quiet")
    calendar = calendars.of(file.calendar_region, file.week)
    words, tone = short(deadline.due, today, calendar, language)
    return f"{deadline.rule.label(language)}: {words}", tone


def whole_thread(file, events, promised):
    """Return every knot of a file's page: what happened, where it is now, what is promised.

    What people said to each other is not a knot: it stands in their own words beside the thread.
    """
    knots = [knot_of(event) for event in events if event.kind in HAPPENED]
    if file.stage in ENDED:
        return knots
    knots.append(Knot(str(file.stage_label), who=str(file.holder), state="open"))
    for promise in promised:
        state = {"late": "late"}.get(promise.tone, "promised" if promise.due else "paused")
        knots.append(Knot(promise.label, at=promise.due, state=state, sentence=promise.words))
    return knots


def knot_of(event):
    # The words of an answer stand with the remedy that they claim.
    note = "" if event.kind == "answer" else event.note
    return Knot(str(HAPPENED[event.kind]), at=event.at, who=who_did(event), note=note)

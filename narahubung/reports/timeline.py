"""The thread of a report: what happened, in words."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from narahubung.cases.timeline import who_did
from narahubung.clocks.sentences import short
from narahubung.reports.lifecycle import EXAMINED, Stage
from narahubung.ui.dates import long_date
from narahubung.ui.thread import Knot

S = Stage
PATH = (S.REGISTERED, S.FORMAL, S.MATERIAL, S.PLENARY, S.EXAMINATION, S.RESULT, S.CLOSED)
NEAREST = {
    S.INTAKE: S.REGISTERED,
    S.AWAITING: S.FORMAL,
    S.TRANSFERRED: S.REGISTERED,
    S.OBJECTION: S.EXAMINATION,
    **dict.fromkeys(EXAMINED, S.EXAMINATION),
    **dict.fromkeys((S.RESULT, S.CORRECTIVE, S.RESOLUTION, S.DRAFTING), S.RESULT),
    **dict.fromkeys((S.RECOMMENDED, S.MONITORING), S.RESULT),
}
# fmt: off
HAPPENED = {
    "received":        gettext_lazy("Received at the desk"),
    "register":        gettext_lazy("Entered in the register"),
    "check_formal":    gettext_lazy("Formal verification began"),
    "ask":             gettext_lazy("The reporter was asked for more"),
    "complete":        gettext_lazy("The reporter sent what was asked"),
    "lapse":           gettext_lazy("Closed: nothing came within 30 days"),
    "check_material":  gettext_lazy("The formal requirements are met"),
    "checked":         gettext_lazy("Requirements were checked"),
    "submit_plenary":  gettext_lazy("Brought before the plenary"),
    "examine":         gettext_lazy("The plenary decided to examine it"),
    "close_intake":    gettext_lazy("The plenary decided to close it"),
    "transfer":        gettext_lazy("Offered to another office"),
    "take_up":         gettext_lazy("Taken up by the other office"),
    "send_back":       gettext_lazy("Sent back by the other office"),
    "respond_at_once": gettext_lazy("Rapid response: examined at once"),
    "contact":         gettext_lazy("The agency was reached"),
    "assigned":        gettext_lazy("Given to an examiner"),
    "declared":        gettext_lazy("The examiner declared to be free of interests"),
    "declined":        gettext_lazy("The examiner declared an interest and stepped aside"),
    "recused":         gettext_lazy("Somebody stepped aside from this file"),
    "ask_explanation": gettext_lazy("The agency was asked for an explanation"),
    "explained":       gettext_lazy("The agency explained"),
    "ask_again":       gettext_lazy("The agency was asked a second time"),
    "waive_reply":     gettext_lazy("The agency did not use its right of reply"),
    "summon":          gettext_lazy("Summoned"),
    "heard":           gettext_lazy("Heard"),
    "call_police":     gettext_lazy("The police were asked to bring them"),
    "inspect":         gettext_lazy("Field inspection began"),
    "inspected":       gettext_lazy("Inspected on site"),
    "conciliate":      gettext_lazy("Conciliation began"),
    "mediate":         gettext_lazy("Mediation began"),
    "end_talks":       gettext_lazy("The talks ended without an agreement"),
    "settle":          gettext_lazy("The parties agreed"),
    "confer":          gettext_lazy("Brought before the case conference"),
    "examine_on":      gettext_lazy("The conference wants it examined further"),
    "show_reporter":   gettext_lazy("The result was shown to the reporter"),
    "commented":       gettext_lazy("The reporter commented on the result"),
    "reexamine":       gettext_lazy("New evidence: examined again"),
    "issue":           gettext_lazy("The result was issued"),
    "close_unproven":  gettext_lazy("Closed: nothing was found"),
    "deliver":         gettext_lazy("The agency received the result"),
    "corrected":       gettext_lazy("The corrective action was taken"),
    "resolve":         gettext_lazy("Resolution and monitoring took it over"),
    "resolved":        gettext_lazy("Carried out during resolution"),
    "draft":           gettext_lazy("A recommendation is drafted"),
    "recommend":       gettext_lazy("The recommendation was signed"),
    "received_above":  gettext_lazy("The superior received the recommendation"),
    "carried_out":     gettext_lazy("The recommendation was carried out"),
    "publish":         gettext_lazy("Published; DPR and President were told"),
    "object":          gettext_lazy("The reporter objected"),
    "uphold":          gettext_lazy("The objection was right: examined again"),
    "dismiss":         gettext_lazy("The objection was not right"),
    "conclude":        gettext_lazy("Concluded"),
    "withdraw":        gettext_lazy("Withdrawn by the reporter"),
    "inform":          gettext_lazy("The reporter was told"),
    "missed":          gettext_lazy("They did not come"),
    "sitting":         gettext_lazy("The parties met"),
    "agreed":          gettext_lazy("The agreement was signed"),
    "clause_checked":  gettext_lazy("A clause of the agreement was checked"),
    "item_reported":   gettext_lazy("Reported as carried out"),
    "item_checked":    gettext_lazy("What was reported was checked"),
    "asked_back":      gettext_lazy("The office was asked to complete the file"),
    "supplied":        gettext_lazy("The office completed the file"),
    "product_written": gettext_lazy("Written"),
    "product_delivered": gettext_lazy("The agency received it"),
    "letter_drafted":  gettext_lazy("A letter was drafted"),
    "letter_reviewed": gettext_lazy("A letter was reviewed and got its number"),
    "letter_signed":   gettext_lazy("A letter was signed"),
    "letter_sent":     gettext_lazy("A letter was sent"),
    "letter_received": gettext_lazy("A letter was received"),
    "letter_voided":   gettext_lazy("A letter was taken back"),
    "letter_joined":   gettext_lazy("A second letter went with this step"),
    "identity_opened": gettext_lazy("The identity was opened"),
    "contact_changed": gettext_lazy("The reporter changed how to be told of news"),
    "task_opened":        gettext_lazy("Laid on the desk of the agency's focal point"),
    "task_acknowledged":  gettext_lazy("The agency confirmed that it arrived"),
    "task_unit":          gettext_lazy("The agency named the responsible unit"),
    "task_internal_due":  gettext_lazy("The agency set its unit a day"),
    "task_answered":      gettext_lazy("The agency's signed answer came"),
    "task_time_asked":    gettext_lazy("The agency asks for more time"),
    "task_time_granted":  gettext_lazy("More time was given"),
    "task_time_refused":  gettext_lazy("More time was refused"),
    "task_message":       gettext_lazy("Written between the Ombudsman and the agency"),
    "task_withdrawn":     gettext_lazy("The task was withdrawn"),
    "overdue":         gettext_lazy("A promise was not kept"),
    "deadline_moved":  gettext_lazy("A date was counted again"),
    "erasure_asked":   gettext_lazy("The reporter asked to be erased"),
    "erased":          gettext_lazy("The reporter was erased from this file"),
}
# fmt: on


def short_thread(file, today):
    """Return the few knots of a list row, out of the stage alone."""
    if file.is_ended():
        return [Knot(_("Received")), Knot(str(file.stage_label))]
    here = PATH.index(NEAREST.get(file.stage, file.stage))
    knots = [Knot(str(stage.label)) for stage in PATH[:here]]
    knots.append(Knot(str(file.stage_label), who=str(file.holder), state="open"))
    late = file.next_due and file.next_due < today
    return [*knots, Knot(str(PATH[here + 1].label), state="late" if late else "promised")]


def spoken_clock(file, today, calendars, language):
    """Return the one clock sentence of a row and its tone: of all promises the earliest."""
    deadline = min((d for d in file.clocks if d.due), key=lambda d: d.due, default=None)
    if deadline is None:
        return (_("No clock is running"), "quiet")
    words, tone = short(
        deadline.due, today, calendars.of(file.calendar_region, file.week), language
    )
    return f"{deadline.rule.label(language)}: {words}", tone


def whole_thread(file, events, promised):
    """Return every knot of a file's page: what happened, where it is now, what is promised."""
    knots = [knot_of(event) for event in events if event.kind in HAPPENED]
    if not file.is_ended():
        knots.append(Knot(str(file.stage_label), who=str(file.holder), state="open"))
    for promise in promised:
        state = "late" if promise.tone == "late" else "promised"
        knots.append(Knot(promise.label, at=promise.due, state=state, sentence=promise.words))
    return knots


def knot_of(event):
    words = [event.note, *particulars(event.facts)]
    note = " · ".join(word for word in words if word)
    return Knot(str(HAPPENED[event.kind]), at=event.at, who=who_did(event), note=note)


def particulars(facts):
    """Return the numbers and days that a step rests on, in words."""
    # fmt: off
    said = (
        ("number",       _("Register number %s")),
        ("letter",       _("Letter %s")),
        ("delivered_on", _("received on %s")),
        ("held_on",      _("held on %s")),
        ("done_on",      _("done on %s")),
        ("meets_on",     _("meets on %s")),
        ("signed_on",    _("signed on %s")),
        ("item",         _("item %s")),
        ("clause",       _("clause %s")),
    )
    # fmt: on
    for name, words in said:
        if value := facts.get(name):
            is_day = name.endswith("_on")
            yield words % (long_date(date.fromisoformat(value)) if is_day else value)


__all__ = ["HAPPENED", "short_thread", "spoken_clock", "whole_thread"]

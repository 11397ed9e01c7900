"""A task in the words of its page and of its row: where it is, what is asked, what must happen first."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from narahubung.clocks.sentences import explain, short
from narahubung.ui.thread import Knot

STATES = {
    "new": gettext_lazy("Not yet confirmed"),
    "acknowledged": gettext_lazy("Confirmed"),
    "with_unit": gettext_lazy("With the unit"),
    "answered": gettext_lazy("Answered, with the Ombudsman"),
    "settled": gettext_lazy("Settled"),
}
# What is asked, where the letter's own words do not stand here.
# fmt: off
REQUESTS = {
    "explanation":    gettext_lazy("The Ombudsman asks for a written explanation, with copies of what proves it."),
    "second":         gettext_lazy("The Ombudsman asks a second time. Without an answer the right of reply counts as not used."),
    "summons":        gettext_lazy("The Ombudsman asks somebody of your agency to come and be heard. The letter says who and when."),
    "conciliation":   gettext_lazy("The Ombudsman invites your agency to a conciliation. Name who takes part and may decide."),
    "mediation":      gettext_lazy("The Ombudsman invites your agency to a mediation. Name who takes part and may decide."),
    "correction":     gettext_lazy("The result of the examination asks for corrective action. Carry it out and send the proof."),
    "recommendation": gettext_lazy("The Ombudsman has made a recommendation. Report how it is carried out, with the proof."),
    "rapid":          gettext_lazy("An urgent report: the Ombudsman calls your agency within 24 hours. Say at once who can act."),
}
# fmt: on


def request_of(task):
    return REQUESTS[task.kind]


def first_clock(task, today, calendars, language):
    """Return the sentence of what must happen first, and its tone."""
    if not task.waits():
        return (str(STATES[task.state]), "ok" if task.answered_on else "quiet")
    calendar = calendars.of(task.agency.region.code, task.agency.week)
    if task.next_due is None:
        return (_("The letter names the day"), "quiet")
    words, tone = short(task.next_due, today, calendar, language)
    return f"{what_is_due(task, language)}: {words}", tone


def what_is_due(task, language):
    if task.acknowledged_at is None and task.next_due == task.ack_due:
        return task.ack_rule.label(language)
    if task.next_due == task.internal_due and task.internal_due != task.due:
        return _("Day of the unit")
    return task.clock.rule.label(language) if task.clock else _("The answer")


def acknowledgement_sentence(task, today, calendars, language):
    """Return the sum of the day by which the arrival was to be confirmed."""
    calendar = calendars.of(task.agency.region.code, task.agency.week)
    stopped = task.acknowledged_at and task.acknowledged_at.date()
    return explain(task.ack_from, task.ack_due, task.ack_rule, calendar, stopped or today, language)


def short_thread(task, today):
    """Return the few knots of a row: arrived, confirmed, unit, answer."""
    knots = [Knot(_("Arrived"))]
    if task.acknowledged_at:
        knots.append(Knot(_("Confirmed")))
    if task.unit_id:
        knots.append(Knot(_("Unit named")))
    if task.answered_on:
        knots.append(Knot(_("Answered")))
    if task.settled_at:
        return [*knots, Knot(_("Settled"))]
    if task.answered_on:
        return [*knots, Knot(_("With the Ombudsman"), state="open")]
    knots.append(Knot(str(STATES[task.state]), who=str(task.place), state="open"))
    late = task.due and task.due < today
    return [*knots, Knot(_("The answer"), state="late" if late else "promised")]


def whole_thread(task, today):
    """Return the knots of the page, each with its day."""
    said = (
        (task.received_on, _("The letter arrived"), ""),
        (task.acknowledged_at, _("Arrival confirmed"), task.acknowledged_by),
        (task.answered_at, _("The signed answer was sent"), task.answered_by),
        (task.settled_at, _("Settled"), ""),
    )
    knots = [Knot(label, at=at, who=str(who or "")) for at, label, who in said if at]
    if task.is_open():
        where = task.place if task.waits() else task.report.office
        knots.append(Knot(str(STATES[task.state]), who=str(where), state="open"))
    return [*knots, *promised(task, today)]


def promised(task, today):
    if not task.waits():
        return
    days = [(_("Day of the unit"), task.internal_due), (_("Answer to the Ombudsman"), task.due)]
    if task.acknowledged_at is None:
        days.insert(0, (_("Confirm the arrival"), task.ack_due))
    for label, day in days:
        if day:
            yield Knot(label, at=day, state="late" if day < today else "promised")

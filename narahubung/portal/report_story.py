"""The thread of a report as the reporter sees it: what happened, who holds it now, what is promised."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from narahubung.accounts.models import Role
from narahubung.clocks.calendar import today_in
from narahubung.portal import story
from narahubung.reports.lifecycle import ASKED, TALKS, Stage
from narahubung.reports.models import Event
from narahubung.ui.thread import Knot

S = Stage
# What is not here is not told, or not yet: an inspection that is known beforehand finds nothing.
HAPPENED = {
    "received": gettext_lazy("Your report was received"),
    "register": gettext_lazy("Your report stands in the register"),
    "check_formal": gettext_lazy("It is checked whether everything is there"),
    "ask": gettext_lazy("The Ombudsman asks you for more"),
    "complete": story.HAPPENED["complete"],
    "lapse": gettext_lazy("Closed, because what was asked did not come in time"),
    "check_material": gettext_lazy("Everything is there; now it is checked what may be examined"),
    "submit_plenary": gettext_lazy("The office will decide together what happens with it"),
    "examine": gettext_lazy("The office decided to examine your report"),
    "close_intake": gettext_lazy("The office decided not to examine it"),
    "transfer": gettext_lazy("Offered to another office of the Ombudsman"),
    "take_up": gettext_lazy("Another office of the Ombudsman took it up"),
    "send_back": gettext_lazy("The other office did not take it up"),
    "respond_at_once": gettext_lazy("It is urgent and is examined at once"),
    "contact": gettext_lazy("The Ombudsman has reached the agency"),
    "ask_explanation": gettext_lazy("The agency must explain what happened"),
    "explained": gettext_lazy("The agency has explained what happened"),
    "ask_again": gettext_lazy("The agency must explain, asked a second time"),
    "waive_reply": gettext_lazy("The agency did not explain; it goes on without its word"),
    "summon": gettext_lazy("Somebody was summoned to be heard"),
    "heard": gettext_lazy("Those who were summoned were heard"),
    "call_police": gettext_lazy("The police were asked to bring those who did not come"),
    "inspected": gettext_lazy("The Ombudsman has looked on the spot"),
    "conciliate": gettext_lazy("The Ombudsman seeks an agreement with you and the agency"),
    "mediate": gettext_lazy("The Ombudsman mediates between you and the agency"),
    "agreed": gettext_lazy("You and the agency signed an agreement"),
    "clause_checked": gettext_lazy("It was looked whether the agreement is carried out"),
    "end_talks": gettext_lazy("There was no agreement; the examination goes on"),
    "settle": gettext_lazy("You and the agency agreed, and it was carried out"),
    "confer": gettext_lazy("The examiners speak about the result"),
    "examine_on": gettext_lazy("Something is still to be examined"),
    "show_reporter": gettext_lazy("The result is shown to you; you may say what you think of it"),
    "commented": gettext_lazy("You said what you think of the result"),
    "reexamine": gettext_lazy("What you brought is new; the examination goes on"),
    "issue": gettext_lazy("The result is there"),
    "close_unproven": gettext_lazy("Closed: no maladministration was found"),
    "deliver": gettext_lazy("The agency has the result and must put it right"),
    "item_checked": gettext_lazy("It was looked whether the agency did what was asked"),
    "corrected": gettext_lazy("The agency has put it right"),
    "resolve": gettext_lazy("The agency did not put it right; the national office goes on"),
    "resolved": gettext_lazy("The agency has put it right after all"),
    "draft": gettext_lazy("A recommendation is being written"),
    "recommend": gettext_lazy("The Ombudsman recommends to the agency what it must do"),
    "received_above": gettext_lazy("The superior of the agency has the recommendation"),
    "carried_out": gettext_lazy("The recommendation was followed"),
    "publish": gettext_lazy("It was not followed: everybody may know it, DPR and President too"),
    "object": gettext_lazy("You objected to the result"),
    "uphold": gettext_lazy("Your objection was right: it is examined again"),
    "dismiss": gettext_lazy("After your objection it stays closed"),
    "conclude": gettext_lazy("The Ombudsman gave its advice, or took note"),
    "withdraw": story.HAPPENED["withdraw"],
    "inform": gettext_lazy("You were told in writing"),
    "letter_sent": gettext_lazy("A letter to you is on its way"),
    "letter_received": gettext_lazy("The letter to you has arrived"),
    "letter_voided": gettext_lazy("A letter to you was taken back"),
    **{
        kind: story.HAPPENED[kind]
        for kind in ("identity_opened", "overdue", "contact_changed", "deadline_moved")
    },
    "erasure_asked": story.HAPPENED["erasure_asked"],
}
# Words that officers write knowing that the reporter reads them; all other notes are between officers.
NOTES_SHOWN = (
    *("ask", "lapse", "close_intake", "settle", "show_reporter", "issue", "close_unproven"),
    *("corrected", "resolved", "recommend", "carried_out", "publish", "dismiss", "conclude"),
    "identity_opened",
)
NOW = {
    S.INTAKE: gettext_lazy("It lies at the desk and waits to be registered"),
    **dict.fromkeys((S.REGISTERED, S.FORMAL), HAPPENED["check_formal"]),
    S.AWAITING: gettext_lazy("Now it is your turn: send what was asked"),
    S.MATERIAL: gettext_lazy("It is checked whether the Ombudsman may examine it"),
    S.PLENARY: HAPPENED["submit_plenary"],
    S.TRANSFERRED: gettext_lazy("Another office looks whether it takes it up"),
    **dict.fromkeys((S.EXAMINATION, S.INSPECTION), gettext_lazy("Your report is being examined")),
    **dict.fromkeys(ASKED, HAPPENED["ask_explanation"]),
    S.SUMMONS: HAPPENED["summon"],
    **dict.fromkeys(TALKS, HAPPENED["conciliate"]),
    S.CONFERENCE: HAPPENED["confer"],
    S.NOTICE: gettext_lazy("Now it is your turn: say what you think of the result"),
    S.RESULT: gettext_lazy("The result is there and is being brought to those concerned"),
    S.CORRECTIVE: gettext_lazy("The agency must put it right"),
    **dict.fromkeys((S.RESOLUTION, S.DRAFTING), gettext_lazy("The national office goes on")),
    **dict.fromkeys(
        (S.RECOMMENDED, S.MONITORING), gettext_lazy("The agency must follow the recommendation")
    ),
    S.OBJECTION: gettext_lazy("The national office looks at your objection"),
}
WITH_REPORTER = (Stage.AWAITING, Stage.NOTICE)


def knots_of(report, actor) -> list[Knot]:
    past = [knot_of(event) for event in events_of(report, actor)]
    if report.is_ended():
        return past
    return [*past, Knot(standing_of(report), who=holder_of(report), state="open"), *ahead(report)]


def events_of(report, actor):
    """Return what has happened and may be told, in order, each with the words meant for the reporter."""
    events = Event.objects.visible_to(actor).filter(report=report, kind__in=HAPPENED)
    events = list(events.select_related("actor").order_by("seq"))
    for event in events:
        if event.kind not in NOTES_SHOWN and event.role != Role.REPORTER:
            event.note = ""
    return events


def openings_of(report, actor):
    """Return who opened the sealed identity, when and why; nothing for one that was never sealed."""
    if not report.secret_identity:
        return []
    opened = [event for event in events_of(report, actor) if event.kind == "identity_opened"]
    for event in opened:
        event.office = Role(event.role).label
    return opened


def knot_of(event) -> Knot:
    return Knot(str(HAPPENED[event.kind]), at=event.at, who=who_did(event), note=event.note)


def who_did(event):
    return _("You") if event.role == Role.REPORTER else event.place


def standing_of(report) -> str:
    return str(NOW[report.stage])


def holder_of(report) -> str:
    """Name who must act: the reporter, an office, and its examiner if one has it in hand."""
    if report.stage in WITH_REPORTER:
        return _("You")
    place = str(report.transferred_to or report.office)
    if report.is_in_examination() and report.examiner_id and report.declared_at:
        return ", ".join((place, _("held by %(name)s") % {"name": report.examiner.name}))
    return place


def running(report):
    clocks = report.deadlines.running().select_related("rule").order_by("due")
    return clocks if report.stage in WITH_REPORTER else clocks.exclude(binds="reporter")


def ahead(report) -> list[Knot]:
    language, today = get_language() or "id", today_in(report.zone)
    return [
        Knot(
            label=deadline.rule.label(language),
            at=deadline.due,
            state="late" if deadline.due and deadline.due < today else "promised",
            sentence=deadline.short(language)[0],
        )
        for deadline in running(report)
    ]


def clock_of(report) -> dict | None:
    """Return the promise that comes first, one's own before all others, and how its date was counted."""
    clocks = running(report).exclude(due=None)
    mine = clocks.filter(binds="reporter").first()
    return story.told_clock(mine or clocks.first())

"""The figures of the Ombudsman's files: reports, the letters that went to agencies, and what was asked of them."""

from django.utils.translation import gettext_lazy as _

from narahubung.complaints.models import Event as ComplaintEvent
from narahubung.figures.registry import Figure, Grain, Journal, Source, declare
from narahubung.reports import told, told_items, told_reports, told_tasks
from narahubung.reports.models import Event, LiaisonTask, ProductEvent, ProductItem, Report

FILES, LETTERS, TIMES = _("files"), _("letters"), _("times")
ACTIONS, DAYS = _("actions"), _("days")
ONE, EACH, DAILY = Grain.FILE, Grain.EVENT, Grain.DAILY

# Whom a complaint is about is written into its own journal, and hides what came of it.
# fmt: off
declare(
    Source(
        code="reports",
        name=_("Reports to the Ombudsman"),
        model=Report,
        journals=(Journal(Event, "report"), Journal(ComplaintEvent, "complaint", "complaint")),
        facets={"access": _("Access"), "channel": _("Channel"), "substance": _("Substance")},
        read=told_reports.read, scope=told.of_offices, ground=told.ground,
        listed=told_reports.listed, line=told_reports.line,
    ),
    Figure("reports.received", _("Reports received"), _("Every file that came to the office, on the day on which it was received: reports, consultations and copies."), FILES, ONE, told_reports.received),
    Figure("reports.registered", _("Files registered"), _("How often a file got a register number, on that day."), TIMES, EACH, told_reports.registered),
    Figure("reports.closed", _("Files closed"), _("How often a file was closed, for whatever reason; one that was opened again counts again."), TIMES, EACH, told_reports.closed),
    Figure("reports.solved", _("Closed as solved"), _("How often a file was closed because the parties agreed, or because the agency did what was asked of it."), TIMES, EACH, told_reports.solved),
    Figure("reports.backlog", _("Reports open now"), _("Files that have been received and are not closed, whoever has to act next."), FILES, DAILY, told_reports.backlog),
)
declare(
    Source(
        code="tasks",
        name=_("Letters of the Ombudsman"),
        model=LiaisonTask,
        journals=(Journal(Event, "report", "report"), Journal(ComplaintEvent, "complaint", "report__complaint")),
        facets={"focal_point": _("Focal point"), "kind": _("Kind")},
        read=told_tasks.read, scope=told_tasks.scope, ground=told.ground,
        listed=told_tasks.listed, line=told_tasks.line,
    ),
    Figure("tasks.received", _("Letters received"), _("Letters of the Ombudsman that an agency must answer, on the day on which it received them; not those that were withdrawn."), LETTERS, ONE, told_tasks.received),
    Figure("tasks.acknowledged", _("Letters confirmed"), _("Letters of which the agency confirmed that they arrived, on the day on which it did."), LETTERS, ONE, told_tasks.acknowledged),
    Figure("tasks.acknowledged_in_time", _("Confirmed in time"), _("Of the letters confirmed, those confirmed by the date that the rule on confirming gives."), LETTERS, ONE, told_tasks.acknowledged_in_time),
    Figure("tasks.answered", _("Letters answered"), _("Letters that the agency answered with a signed answer, on the day of that answer."), LETTERS, ONE, told_tasks.answered),
    Figure("tasks.answered_in_time", _("Letters answered in time"), _("Of the letters answered, those answered by their date; a letter that names no date is answered in time."), LETTERS, ONE, told_tasks.answered_in_time),
    Figure("tasks.letter_to_answer", _("From letter to answer"), _("Calendar days from the day on which the agency received the letter to the day of its signed answer: the middle one of all."), DAYS, ONE, told_tasks.letter_to_answer, spread=True),
    Figure("tasks.waiting", _("Letters waiting now"), _("Letters for whose answer the Ombudsman waits, counted from the day on which they lay on the desk."), LETTERS, DAILY, told_tasks.waiting),
    Figure("tasks.overdue", _("Letters late now"), _("Letters of which the date has passed, and the agency has not answered yet."), LETTERS, DAILY, told_tasks.overdue),
)
declare(
    Source(
        code="actions",
        name=_("Corrective actions and recommendations"),
        model=ProductItem,
        journals=(
            Journal(Event, "report", "product__report"),
            Journal(ProductEvent, "product", "product"),
            Journal(ComplaintEvent, "complaint", "product__report__complaint"),
        ),
        facets={"kind": _("Kind")},
        read=told_items.read, scope=told_items.scope, ground=told.ground,
        listed=told_items.listed, line=told_items.line,
    ),
    Figure("actions.asked", _("Actions asked for"), _("Each corrective action and each recommendation, on the day on which the agency received it."), ACTIONS, ONE, told_items.asked),
    Figure("actions.done", _("Actions done"), _("Each of them that the Ombudsman checked and found carried out, on the day of that check."), ACTIONS, ONE, told_items.done),
    Figure("actions.due", _("Actions that fell due"), _("Each of them on its date, done or not; also dates that still come in this month."), ACTIONS, ONE, told_items.due),
    Figure("actions.kept", _("Actions done in time"), _("Of those that fell due, each that the agency had reported by its date, and that was found carried out."), ACTIONS, ONE, told_items.kept),
    Figure("actions.overdue", _("Actions late now"), _("Each of them of which the date has passed, and nobody has found it carried out yet."), ACTIONS, DAILY, told_items.overdue),
)
# fmt: on

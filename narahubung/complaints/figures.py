"""The figures of complaints: what each is called, what it means, and how it is counted."""

from django.utils.translation import gettext_lazy as _

from narahubung.complaints import counting
from narahubung.complaints.models import Complaint, Event
from narahubung.figures.registry import Figure, Grain, Journal, Source, declare

FILES, TIMES, DAYS = _("files"), _("times"), _("working days")

declare(
    Source(
        code="complaints",
        name=_("Complaints"),
        model=Complaint,
        journals=(Journal(Event, "complaint"),),
        facets={"area": _("District"), "category": _("Category"), "channel": _("Channel")},
        read=counting.read,
        scope=counting.scope,
        ground=counting.ground,
        listed=counting.listed,
    ),
    Figure(
        "complaints.received",
        _("Complaints received"),
        _("Every complaint, on the day on which it was received, by whatever channel it came."),
        FILES,
        Grain.FILE,
        counting.received,
    ),
    Figure(
        "complaints.decided",
        _("Complaints decided"),
        _(
            "Complaints on which the agency decided for the first time: answered, decided by the head,"
            " archived, or found not to be within its authority."
        ),
        FILES,
        Grain.FILE,
        counting.once("answer", "decide", "archive", "refer"),
    ),
    Figure(
        "complaints.answered",
        _("Complaints answered"),
        _("Complaints that were answered for the first time, on the day of that answer."),
        FILES,
        Grain.FILE,
        counting.once("answer"),
    ),
    Figure(
        "complaints.answered_in_time",
        _("Answered in time"),
        _(
            "Of the complaints answered, those of which no promise of the agency was late up to the day"
            " of the first answer."
        ),
        FILES,
        Grain.FILE,
        counting.answered_in_time,
    ),
    Figure(
        "complaints.first_answer",
        _("Until the first answer"),
        _(
            "Working days from the day after receipt to the first answer, in the calendar of the agency:"
            " the middle one of all."
        ),
        DAYS,
        Grain.FILE,
        counting.first_answer,
        spread=True,
    ),
    Figure(
        "complaints.backlog",
        _("Open now"),
        _("Complaints that have been received and have not ended, whoever has to act next."),
        FILES,
        Grain.DAILY,
        counting.backlog,
    ),
    Figure(
        "complaints.overdue",
        _("Late now"),
        _(
            "Complaints of which the day of a promise of the agency has passed, and it is not kept yet."
        ),
        FILES,
        Grain.DAILY,
        counting.overdue,
    ),
    Figure(
        "complaints.disputed",
        _("Answers disputed"),
        _("How often a complainant said of an answer: it is not solved."),
        TIMES,
        Grain.EVENT,
        counting.each("reply"),
    ),
    Figure(
        "complaints.said_again",
        _("Said again that it is not solved"),
        _("Complaints of which the complainant said for the second time that they are not solved."),
        FILES,
        Grain.FILE,
        counting.said_again,
    ),
    Figure(
        "complaints.confirmed",
        _("Confirmed as solved"),
        _("How often a complainant confirmed that it is solved."),
        TIMES,
        Grain.EVENT,
        counting.each("confirm"),
    ),
    Figure(
        "complaints.unconfirmed",
        _("Closed without a word"),
        _(
            "How often an answered complaint was closed and the complainant had not said whether it is solved."
        ),
        TIMES,
        Grain.EVENT,
        counting.each("close"),
    ),
    Figure(
        "complaints.reopened",
        _("Reopened"),
        _("How often a closed complaint was opened again."),
        TIMES,
        Grain.EVENT,
        counting.each("reopen"),
    ),
)

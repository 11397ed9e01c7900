"""The figures of working together: what was held, who came, and what became of what was decided."""

from django.utils.translation import gettext_lazy as _

from narahubung.collaboration import told, told_mentorings, told_trainings
from narahubung.collaboration.models import (
    Decision,
    Invitation,
    Meeting,
    MeetingEvent,
    Mentoring,
    MentoringEvent,
    Training,
    TrainingEvent,
)
from narahubung.figures.registry import Figure, Grain, Journal, Source, declare

MEETINGS, PEOPLE, DECISIONS = _("meetings"), _("persons"), _("decisions")
TRAININGS, MENTORINGS = _("trainings"), _("mentorings")
ONE, DAILY = Grain.FILE, Grain.DAILY

# fmt: off
declare(
    Source(
        code="meetings",
        name=_("Meetings"),
        model=Meeting,
        journals=(Journal(MeetingEvent, "meeting"),),
        facets={},
        read=told.read_meetings, scope=told.scope, ground=told.ground,
        listed=told.listed_meetings, line=told.line_of_meeting,
    ),
    Figure("meetings.held", _("Meetings held"), _("Meetings of the Ombudsman with agencies that took place, on their day; each counts once, however many agencies came."), MEETINGS, ONE, told.held),
)
declare(
    Source(
        code="attendance",
        name=_("Attendance"),
        model=Invitation,
        journals=(Journal(MeetingEvent, "meeting", "meeting"),),
        facets={},
        read=told.read_invitations, scope=told.scope, ground=told.ground,
        listed=told.listed_invitations, line=told.line_of_invitation,
    ),
    Figure("attendance.invited", _("Invited to meetings"), _("People who were invited to a meeting that took place, for each meeting anew."), PEOPLE, ONE, told.held),
    Figure("attendance.came", _("Came to meetings"), _("Of the people invited to a meeting that took place, those who were there."), PEOPLE, ONE, told.came),
)
declare(
    Source(
        code="decisions",
        name=_("Decisions of meetings"),
        model=Decision,
        journals=(Journal(MeetingEvent, "meeting", "meeting"),),
        facets={},
        read=told.read_decisions, scope=told.scope, ground=told.ground,
        listed=told.listed_decisions, line=told.line_of_decision,
    ),
    Figure("decisions.made", _("Decisions made"), _("What was decided in meetings, with its owner and its date, on the day of the meeting's entry."), DECISIONS, ONE, told.made),
    Figure("decisions.done", _("Decisions done"), _("Decisions that their owner reported as done and the convenor confirmed, on the day of that word."), DECISIONS, ONE, told.done),
    Figure("decisions.done_in_time", _("Decisions done in time"), _("Of the decisions done, those that their owner had reported as done by their date."), DECISIONS, ONE, told.done_in_time),
    Figure("decisions.overdue", _("Decisions late now"), _("Decisions of which the date has passed, and their owner has not reported them as done."), DECISIONS, DAILY, told.late),
)
declare(
    Source(
        code="trainings",
        name=_("Trainings"),
        model=Training,
        journals=(Journal(TrainingEvent, "training"),),
        facets={},
        read=told_trainings.read, scope=told.scope, ground=told.ground,
        listed=told_trainings.listed, line=told_trainings.line,
    ),
    Figure("trainings.held", _("Trainings held"), _("Trainings that took place, on their first day, at whoever held them and whoever was invited; each counts once."), TRAININGS, ONE, told_trainings.held),
    Figure("trainings.with_speaker", _("Trainings with a speaker asked for"), _("Of the trainings held, those for which an agency had asked the Ombudsman for a speaker."), TRAININGS, ONE, told_trainings.with_speaker),
)
declare(
    Source(
        code="mentoring",
        name=_("Mentoring"),
        model=Mentoring,
        journals=(Journal(MentoringEvent, "mentoring"),),
        facets={"kind": _("Kind of mentoring")},
        read=told_mentorings.read, scope=told.scope, ground=told.ground,
        listed=told_mentorings.listed,
    ),
    Figure("mentoring.asked", _("Mentoring asked for"), _("Mentorings that an agency asked for, or took up when they were offered, on that day."), MENTORINGS, ONE, told_mentorings.asked),
    Figure("mentoring.done", _("Mentoring completed"), _("Mentorings that the office called completed, on that day."), MENTORINGS, ONE, told_mentorings.done),
    Figure("mentoring.done_assessment", _("Mentoring at the assessment completed"), _("Of the mentorings completed, those at an assessment in the field."), MENTORINGS, ONE, told_mentorings.done_assessment),
    Figure("mentoring.done_innovation", _("Mentoring of innovation completed"), _("Of the mentorings completed, those of an innovation."), MENTORINGS, ONE, told_mentorings.done_innovation),
)
# fmt: on

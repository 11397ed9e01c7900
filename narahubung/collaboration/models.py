"""The tables of working together, by topic."""

from narahubung.collaboration.decisions import Decision, DecisionPaper
from narahubung.collaboration.feeds import Feed
from narahubung.collaboration.meetings import Meeting, MeetingEvent
from narahubung.collaboration.meetings_agenda import AgendaPoint
from narahubung.collaboration.meetings_people import Attendance, Invitation
from narahubung.collaboration.mentoring import Mentoring, MentoringEvent
from narahubung.collaboration.mentoring_sheets import ConditionScore, ConditionSheet
from narahubung.collaboration.mentoring_work import (
    MentoringOutput,
    MentoringPaper,
    MentoringSession,
    MentoringStep,
)
from narahubung.collaboration.series import Series

__all__ = [
    "AgendaPoint",
    "Attendance",
    "ConditionScore",
    "ConditionSheet",
    "Decision",
    "DecisionPaper",
    "Feed",
    "Invitation",
    "Meeting",
    "MeetingEvent",
    "Mentoring",
    "MentoringEvent",
    "MentoringOutput",
    "MentoringPaper",
    "MentoringSession",
    "MentoringStep",
    "Series",
]

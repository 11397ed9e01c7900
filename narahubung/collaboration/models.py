"""The tables of working together, by topic."""

from narahubung.collaboration.decisions import Decision, DecisionPaper
from narahubung.collaboration.feeds import Feed
from narahubung.collaboration.meetings import Meeting, MeetingEvent
from narahubung.collaboration.meetings_agenda import AgendaPoint
from narahubung.collaboration.meetings_people import Attendance, Invitation
from narahubung.collaboration.series import Series

__all__ = [
    "AgendaPoint",
    "Attendance",
    "Decision",
    "DecisionPaper",
    "Feed",
    "Invitation",
    "Meeting",
    "MeetingEvent",
    "Series",
]

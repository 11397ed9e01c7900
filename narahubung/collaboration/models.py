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
from narahubung.collaboration.training import Training, TrainingEvent
from narahubung.collaboration.training_asking import Answer, Round
from narahubung.collaboration.training_certificates import Certificate
from narahubung.collaboration.training_people import Participant, Presence, Speaker
from narahubung.collaboration.training_programme import Material, ProgrammePoint

__all__ = [
    "AgendaPoint",
    "Answer",
    "Attendance",
    "Certificate",
    "ConditionScore",
    "ConditionSheet",
    "Decision",
    "DecisionPaper",
    "Feed",
    "Invitation",
    "Material",
    "Meeting",
    "MeetingEvent",
    "Participant",
    "Presence",
    "ProgrammePoint",
    "Round",
    "Mentoring",
    "MentoringEvent",
    "MentoringOutput",
    "MentoringPaper",
    "MentoringSession",
    "MentoringStep",
    "Series",
    "Speaker",
    "Training",
    "TrainingEvent",
]

"""What the threads of both kinds of file share: who did it, and what is promised, with its sum."""

from dataclasses import dataclass

from narahubung.accounts.models import Role
from narahubung.clocks.calendars import calendar_for
from narahubung.clocks.sentences import explain, short


@dataclass(frozen=True)
class Promise:
    """A running deadline, ready to be shown."""

    label: str
    due: object
    words: str
    tone: str
    sentence: str


def promises(file, deadlines, today, language, spans):
    """Return the running deadlines with their sums; one calendar serves them all."""
    calendar = calendar_for(file.calendar_region, file.week)
    return [
        Promise(
            label=d.rule.label(language),
            due=d.due,
            words=(said := short(d.due, today, calendar, language))[0],
            tone=said[1],
            sentence=explain(d.started_on, d.due, d.rule, calendar, today, language, spans),
        )
        for d in deadlines
    ]


def who_did(event):
    if event.actor_id:
        return f"{event.actor.name}, {event.place}" if event.place else event.actor.name
    return str(Role(event.role).label) if event.role in Role.values else ""

"""All that the page of a task shows, gathered once, for one pair of eyes."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from narahubung.accounts.models import AT_AN_OFFICE, Role
from narahubung.cases.timeline import promises
from narahubung.clocks.calendars import Calendars
from narahubung.reports.forms_task import AT_ONCE
from narahubung.reports.letters import Letter
from narahubung.reports.task_holders import OFFICE_SIDE, holders_of, is_away
from narahubung.reports.task_words import (
    STATES,
    acknowledgement_sentence,
    first_clock,
    request_of,
    whole_thread,
)


def task_page(task, actor) -> dict:
    language, today, calendars = get_language() or "id", task.today, Calendars()
    deeds = task.deeds_for(actor)
    return {
        "task": task,
        "letter": Letter.objects.visible_to(actor).filter(event=task.event).first(),
        "state": STATES[task.state],
        "request_words": request_of(task),
        "clock": first_clock(task, today, calendars, language),
        "sum": sum_of(task, language),
        "ack_sum": acknowledgement_sentence(task, today, calendars, language),
        "thread": whole_thread(task, today),
        "deeds": deeds,
        "primary": deeds[0] if deeds else None,
        "at_once": AT_ONCE,
        "holders": [(post, is_away(post)) for post in holders_of(task)],
        "said": said_in(task),
        "papers": task.papers.select_related("paper"),
        "times": task.time_requests.select_related("asked_by", "decided_by"),
        "reads_draft": actor.role not in AT_AN_OFFICE,
        "opens_report": actor.role in (*OFFICE_SIDE, Role.INTAKE),
    }


def sum_of(task, language):
    """Return how the day of the law was counted, in one sentence, with what was given."""
    if task.clock is None or not task.waits():
        return ""
    found = promises(task.report, [task.clock], task.today, language, task.clock.spans())
    return found[0].sentence


def said_in(task):
    """Return the conversation: by whom, on which side, in which words."""
    return [
        {
            "by": row.author or _("the Ombudsman"),
            "from_office": row.role in AT_AN_OFFICE,
            "at": row.at,
            "text": row.text,
        }
        for row in task.messages.order_by("pk")
    ]

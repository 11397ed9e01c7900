"""The open tasks of an office in its handover packet, and what was promised with a day."""

from django.utils.translation import gettext as _

from narahubung.accounts.actors import Officer
from narahubung.reports.task_words import STATES
from narahubung.reports.tasks import LiaisonTask
from narahubung.ui.dates import short_date

MOST = 500


def section(packet) -> dict:
    """Return what waits for the Ombudsman, as both its maker and its receiver may see it."""
    successor = Officer(packet.receiver.user, packet.office)
    seen = LiaisonTask.objects.visible_to(packet.by).order_by().values("pk")
    tasks = LiaisonTask.objects.visible_to(successor).open().filter(pk__in=seen)
    rows = tasks.for_page().order_by("due", "pk")[:MOST]
    return {
        "title": _("What the Ombudsman waits for"),
        "heads": [_("Number"), _("What is asked"), _("State"), _("Unit"), _("Due")],
        "lines": [line(task) for task in rows],
        "none": _("The Ombudsman waits for nothing."),
    }


def line(task) -> list[str]:
    return [
        f"{task.reference} {task.letter}".strip(),
        task.heading,
        str(STATES[task.state]),
        str(task.place),
        short_date(task.due) or "–",
    ]

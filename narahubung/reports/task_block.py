"""What the page of a report shows of the agency's focal point: confirmed, with which unit, answered or not."""

from django.utils.translation import gettext as _

from narahubung.accounts.models import AT_AN_OFFICE
from narahubung.reports.task_opening import OPENINGS
from narahubung.reports.tasks import LiaisonTask


def tasks_of(file, actor):
    return LiaisonTask.objects.visible_to(actor).filter(report=file).for_page()


def task_block(file, actor) -> dict:
    """Return the tasks of a report with what stands open, and whether nobody could be given one."""
    if actor.role not in AT_AN_OFFICE:
        return {}
    rows = list(tasks_of(file, actor).prefetch_related("time_requests").order_by("-pk"))
    return {"rows": rows, "has_no_desk": file.reported_id is None and was_asked(file)}


def was_asked(file) -> bool:
    return file.events.filter(kind__in=OPENINGS).exists()


def task_deeds(file, actor) -> list[tuple]:
    """Return what comes first on the examiner's page: an answer that came, more time that is asked for."""
    if actor.role not in AT_AN_OFFICE:
        return []
    open_tasks = tasks_of(file, actor).open().prefetch_related("time_requests").order_by("pk")
    found = []
    for task in open_tasks:
        if task.time_asked:
            found.append((_("The agency asks for more time: decide"), task.get_absolute_url()))
        if task.answered_at:
            found.append((_("The agency's answer came: read it"), task.get_absolute_url()))
    return found

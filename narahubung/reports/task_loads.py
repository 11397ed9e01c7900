"""How much lies with each focal point: open and late tasks, and how long their answers took."""

from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median

from narahubung.accounts.models import Appointment, Role, line_of
from narahubung.accounts.posts import Post
from narahubung.accounts.responsible import answering
from narahubung.reports.task_limits import limits
from narahubung.reports.tasks import LiaisonTask


@dataclass
class TaskLoad:
    """The tasks for which one office answers today; without an office, those that nobody holds."""

    post: Appointment | None
    open: int = 0
    late: int = 0
    days: list = field(default_factory=list)

    @property
    def median(self):
        return median(self.days) if self.days else None

    def add(self, task, today):
        self.open += task.waits()
        self.late += bool(task.waits() and task.due and task.due < today)
        if task.answered_on:
            self.days.append(task.days_taken)


def task_loads(actor, today) -> list[TaskLoad]:
    """Return who answers for how much, the latest first. Statements grow with places, not with tasks."""
    posts = Post.objects.visible_to(actor).in_force().focal_points().for_page().with_leave()
    loads = {post.pk: TaskLoad(post) for post in posts.filter(agency__in=actor.scope)}
    since = today - timedelta(days=limits().figure_days)
    tasks = LiaisonTask.objects.visible_to(actor).filter(received_on__gt=since)
    desks = Desks()
    for task in tasks.select_related("agency", "unit", "report__substance"):
        for post in desks.of(task) or [None]:
            key = post and post.pk
            loads.setdefault(key, TaskLoad(post)).add(task, today)
    return sorted(loads.values(), key=lambda load: (-load.late, -load.open, str(load.post or "")))


class Desks:
    """Who answers for a matter today, asked once for each line of places."""

    def __init__(self):
        self.lines, self.present = {}, {}

    def of(self, task) -> list[Appointment]:
        place = task.unit or task.agency
        if place.pk not in self.lines:
            self.lines[place.pk] = line = line_of(place)
            here = Appointment.objects.present().filter(agency__in=line).for_page()
            self.present[place.pk] = list(here.order_by("starts_on", "pk").with_scope())
        line, here = self.lines[place.pk], self.present[place.pk]
        agency = next((step for step in line if step.pk == task.agency_id), line[0])
        substance = task.report.substance
        return answering(here, line, agency, (Role.FOCAL_POINT,), task.unit, substance)

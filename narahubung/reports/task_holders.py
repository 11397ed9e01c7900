"""Who answers for a task: asked anew each time, never kept.

The focal point whose decree covers it, else the deputy, else whoever is above; whom the complaint behind it
is about is left out, and the next one is asked. Where every desk is empty the Ombudsman's office keeps it.
"""

from dataclasses import dataclass

from django.utils.functional import cached_property

from narahubung.accounts.models import Absence, Appointment, Role, line_of
from narahubung.accounts.responsible import FOR_THE_TREE, HEADS, rank
from narahubung.complaints.models import ReportedParty
from narahubung.complaints.wall import hidden_users

R = Role
OFFICE_SIDE = (R.EXAMINER, R.OFFICE_HEAD)


def aside_from(task) -> set[int]:
    """Return whom the complaint behind a task is about, by key; they are asked nothing."""
    complaint = task.report.complaint
    return hidden_users(complaint) if complaint is not None else set()


def holders_of(task, on=None) -> list[Appointment]:
    """Return who answers for a task on a day; nobody only where no office up to the top is held."""
    return Appointment.objects.responsible(
        task.agency,
        R.FOCAL_POINT,
        substance=task.report.substance,
        unit=task.unit,
        on=on,
        aside=aside_from(task),
    )


def heads_above(task, skipped=()) -> list[Appointment]:
    """Return the nearest heads of the agency or above it, who are there."""
    present = present_in(line_of(task.agency)).filter(role__in=HEADS)
    present = list(present.exclude(user__in=aside_from(task) | set(skipped)))
    for place in line_of(task.agency):
        if found := [post for post in present if post.agency_id == place.pk]:
            return found
    return []


def stewards_of(task) -> list[Appointment]:
    """Return the head of the government, or of whatever stands at the top of the line."""
    *_below, top = line_of(task.agency)
    heads = present_in([top]).filter(role__in=HEADS)
    return list(heads.exclude(user__in=aside_from(task)))


def present_in(line):
    return Appointment.objects.present().filter(agency__in=line).for_page().order_by("pk")


def is_covered_by(task, appointment) -> bool:
    """Tell whether the decree of a focal point is for this matter."""
    if appointment.role not in FOR_THE_TREE:
        return False
    post = Appointment.objects.filter(pk=appointment.pk).with_scope().get()
    line = line_of(task.unit or task.agency)
    return rank(post, line, task.unit, task.report.substance) is not None


@dataclass
class Side:
    """On which side of a task somebody stands: who may do what follows from it."""

    task: object
    actor: object

    @cached_property
    def is_office(self) -> bool:
        report = self.task.report
        return self.actor.role in OFFICE_SIDE and report.is_examined_by(self.actor)

    @cached_property
    def is_desk(self) -> bool:
        """The focal point and the deputies by their decree; anybody else only while it falls to them."""
        if self.actor.user is None or self.actor.agency is None:
            return False
        if self.actor.role == R.FOCAL_POINT and is_covered_by(self.task, self.actor.appointment):
            return True
        return self.actor.appointment in holders_of(self.task)

    @cached_property
    def is_unit(self) -> bool:
        mine = self.task.unit_id and self.actor.role == R.LIAISON
        return bool(mine) and self.task.unit_id == self.actor.agency.pk


def is_away(appointment) -> bool:
    return Absence.objects.in_force().filter(user=appointment.user_id).exists()


def answered_for_by(model, actor) -> list[int]:
    """Return the keys of open tasks that fall to a manager, because nobody nearer is there."""
    walled = ReportedParty.objects.against(actor).files()
    near = model.objects.filter(agency__in=actor.scope, settled_at=None)
    near = near.exclude(report__complaint__in=walled)
    tasks = near.select_related("agency", "unit", "report__substance", "report__complaint")
    asked, mine = {}, []
    for task in tasks:
        parties = task.report.complaint_id
        key = (task.agency_id, task.unit_id, task.report.substance_id, parties)
        if key not in asked:
            asked[key] = actor.appointment in holders_of(task)
        if asked[key]:
            mine.append(task.pk)
    return mine

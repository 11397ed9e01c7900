"""What waits for somebody in the work of the Ombudsman: files, letters and answers at its office, tasks at an agency."""

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from narahubung.accounts.models import AT_AN_OFFICE, Appointment, Role, line_of
from narahubung.cases.duties import Duty, own_places, source
from narahubung.reports.items import ANSWERING, ProductItem
from narahubung.reports.letters import Letter, State
from narahubung.reports.lifecycle import EXAMINED, WITH_OTHERS, Stage
from narahubung.reports.models import Report
from narahubung.reports.tasks import LiaisonTask, TimeRequest

DESK = (Stage.INTAKE, Stage.REGISTERED, Stage.FORMAL, Stage.MATERIAL)
IN_HAND = tuple(stage for stage in EXAMINED if stage not in WITH_OTHERS)
HEARD = (Stage.PLENARY, Stage.CONFERENCE)
# What only the national office carries on.
AT_THE_TOP = (Stage.RESOLUTION, Stage.DRAFTING, Stage.RECOMMENDED, Stage.OBJECTION)
FIRST = F("next_due").asc(nulls_last=True)


def turn_of(actor) -> Q:
    """Return the condition on files in which this actor of an office has the next step."""
    offered = Q(stage=Stage.TRANSFERRED, transferred_to=actor.office)
    owed = Q(closed_at__isnull=False, next_due__isnull=False, office=actor.office)
    top = Q(stage__in=AT_THE_TOP) if actor.office.national else Q(pk__in=[])
    match actor.role:
        case Role.INTAKE:
            return Q(stage__in=DESK, office=actor.office) | offered | owed
        case Role.EXAMINER:
            return Q(stage__in=IN_HAND, examiner=actor.user) | top
        case _:
            unassigned = Q(stage__in=EXAMINED, examiner=None)
            mine = (Q(stage__in=HEARD) | unassigned) & Q(office=actor.office)
            return mine | offered | top


@source("reports", gettext_lazy("Reports"), "reports:list", order=10)
def reports(actor, today, most):
    if actor.role not in AT_AN_OFFICE:
        return
    files = Report.objects.visible_to(actor).filter(turn_of(actor))
    for file in files.select_related("reported").order_by(FIRST, "pk")[:most]:
        undeclared = file.examiner_id == actor.user.pk and file.declared_at is None
        url = reverse("reports:declare", args=[file.reference]) if undeclared else None
        deed = _("Declare your interests") if undeclared else str(file.stage_label)
        whom = str(file.reported_party or "")
        yield Duty(file.next_due, deed, file.heading, whom, url or file.get_absolute_url())


@source("letters", gettext_lazy("Letters"), "reports:list", order=11)
def letters(actor, today, most):
    """Letters to be reviewed, to be signed, and to be sent; each as urgent as its file."""
    if actor.role not in AT_AN_OFFICE:
        return
    deeds = {
        State.DRAFT: _("Review this letter"),
        State.REVIEWED: _("Sign this letter"),
        State.SIGNED: _("Send this letter"),
    }
    mine = (
        Q(state=State.DRAFT) & ~Q(drafted_by=actor.user)
        | Q(state=State.REVIEWED, signatory__user=actor.user)
        | Q(state=State.SIGNED, drafted_by=actor.user)
    )
    rows = Letter.objects.visible_to(actor).filter(mine, report__closed_at__isnull=True)
    rows = rows.select_related("report").order_by(F("report__next_due").asc(nulls_last=True), "pk")
    for letter in rows[:most]:
        title = f"{letter}: {letter.matter}" if letter.matter else str(letter)
        yield Duty(
            letter.report.next_due,
            deeds[letter.state],
            title,
            letter.addressee_name,
            letter.get_absolute_url(),
        )


@source("tasks", gettext_lazy("Tasks"), "desk:list", order=12)
def tasks(actor, today, most):
    """What the Ombudsman waits for from an agency: of those who answer, and of its head where nobody is named."""
    rows = LiaisonTask.objects.visible_to(actor).waiting()
    if actor.role in (Role.HEAD, Role.STEWARD):
        rows = rows.filter(agency=actor.agency) if falls_to_head(actor) else rows.none()
    elif actor.role not in (Role.FOCAL_POINT, Role.LIAISON, Role.MANAGER):
        return
    for task in rows.select_related("report__office").order_by(FIRST, "pk")[:most]:
        title = f"{task.heading} · {task.letter}" if task.letter else task.heading
        deed = _("Answer the Ombudsman") if task.acknowledged_at else _("Confirm that it arrived")
        office = str(task.report.office)
        yield Duty(task.next_due, deed, title, office, task.get_absolute_url())


def falls_to_head(actor) -> bool:
    """Tell whether no focal point is there, neither at this place nor above it."""
    there = Appointment.objects.present().filter(role=Role.FOCAL_POINT)
    return not there.filter(agency__in=line_of(actor.agency)).exists()


@source("answers", gettext_lazy("Tasks"), "desk:list", order=13)
def answers(actor, today, most):
    """What an agency has answered or asked for, and the Ombudsman has not taken up yet."""
    if actor.role not in (Role.EXAMINER, Role.OFFICE_HEAD):
        return
    own = Q(report__examiner=actor.user)
    asked = TimeRequest.objects.visible_to(actor).filter(granted__isnull=True)
    asked = asked.filter(Q(task__report__examiner=actor.user), task__settled_at=None)
    for row in asked.select_related("task__agency").order_by("task__due", "pk")[:most]:
        yield duty_of(row.task, _("Give more time, or say why not"), row.task.due)
    came = LiaisonTask.objects.visible_to(actor).answered().filter(own)
    for task in came.select_related("agency", "report").order_by("answered_on", "pk")[:most]:
        yield duty_of(task, _("Read the answer"), task.report.next_due)


def duty_of(task, deed, due) -> Duty:
    title = f"{task.heading} · {task.letter}" if task.letter else task.heading
    return Duty(due, deed, title, str(task.agency), task.get_absolute_url())


@source("items", gettext_lazy("What was asked"), "reports:products", order=14)
def items(actor, today, most):
    """What a product asks for: to be reported by the agency where no letter asks for it too, to be checked by the office."""
    rows, deed = ProductItem.objects.visible_to(actor).exclude(state=ProductItem.State.DONE), ""
    if actor.role in ANSWERING:
        deed = _("Say what was done")
        rows = rows.filter(agency__in=own_places(actor), product__report=None)
        rows = rows.filter(Q(reported_at=None) | Q(checked_at__isnull=False))
    elif actor.role in (Role.EXAMINER, Role.OFFICE_HEAD):
        deed = _("Check the proof")
        rows = rows.filter(reported_at__isnull=False, checked_at=None)
        rows = rows.exclude(reported_by=actor.user)
    if not deed:
        return
    rows = rows.select_related("product", "agency")
    for item in rows.order_by(F("due_on").asc(nulls_last=True), "pk")[:most]:
        url = reverse("reports:product", args=[item.product.reference])
        yield Duty(item.due_on, deed, item.text[:120], str(item.agency or ""), url)

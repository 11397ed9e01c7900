"""What waits for somebody from the yearly evaluations: remarks, signatures, actions of the plan."""

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from narahubung.accounts.models import Role
from narahubung.agreements.sides import Side
from narahubung.cases.duties import Duty, own_places, source
from narahubung.insight.evaluation_lifecycle import ANSWERING, SIGNING, WRITERS, Stage
from narahubung.insight.models import Evaluation, PlanItem

WRITTEN = Q(stage=Stage.OPENED)


@source("evaluations", gettext_lazy("Yearly evaluation"), "evaluations:list", order=50)
def evaluations(actor, today, most):
    turn = turn_of(actor)
    if turn is None:
        return
    rows = Evaluation.objects.visible_to(actor).filter(turn).for_page()
    for one in rows.order_by(F("next_due").asc(nulls_last=True), "pk")[:most]:
        title = _("Evaluation %(year)s, %(whom)s") % {"year": one.year, "whom": one.whom}
        yield Duty(one.next_due, deed_of(one), title, str(one.office), one.get_absolute_url())


def turn_of(actor) -> Q | None:
    """Return the condition on sheets that wait for this actor."""
    if actor.role in WRITERS:
        unsaid = WRITTEN & Q(office_remarks="")
        complete = WRITTEN & ~Q(office_remarks="") & ~Q(agency_remarks="")
        sign = Q(stage=Stage.AGREED) if actor.role == Role.OFFICE_HEAD else Q(pk__in=[])
        return Q(office=actor.office) & (unsaid | complete | sign)
    if actor.role in ANSWERING:
        unsaid = WRITTEN & Q(agency_remarks="")
        sign = Q(stage=Stage.READY) if actor.role in SIGNING else Q(pk__in=[])
        return Q(agency__in=own_places(actor)) & (unsaid | sign)
    return None


def deed_of(evaluation) -> str:
    if evaluation.stage in (Stage.READY, Stage.AGREED):
        return _("Sign the evaluation")
    if evaluation.agency_remarks and evaluation.office_remarks:
        return _("End the writing")
    return _("Write our remarks")


@source("plan", gettext_lazy("Action plan"), "evaluations:list", order=51)
def plan(actor, today, most):
    """Actions that hang on no agreement; the others are milestones there."""
    if actor.role in WRITERS:
        mine = Q(side=Side.OMBUDSMAN, evaluation__office=actor.office)
    elif actor.role in ANSWERING:
        mine = Q(side=Side.AGENCY, evaluation__agency__in=own_places(actor))
    else:
        return
    rows = PlanItem.objects.visible_to(actor).undone().filter(mine)
    rows = rows.filter(evaluation__stage=Stage.SIGNED).select_related("evaluation")
    for one in rows.order_by("due_on", "pk")[:most]:
        url = one.evaluation.get_absolute_url()
        yield Duty(one.due_on, _("Carry out the action"), one.text, one.responsible, url)

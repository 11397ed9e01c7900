"""What waits for somebody in the files of an agency: the next step, where it is theirs to take."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role
from narahubung.cases.duties import Duty, own_places, source
from narahubung.complaints.lifecycle import AT_WORK, MOVES, Stage
from narahubung.complaints.models import Complaint

# By which step a file goes on from where it lies now.
NEXT = {
    Stage.RECEIVED: "verify",
    Stage.VERIFYING: "dispose",
    Stage.OFFERED: "take_over",
    Stage.DISPOSED: "accept",
    Stage.FOLLOWED_UP: "answer",
    Stage.EXAMINED: "decide",
    Stage.DECIDED: "answer",
}
LABELS = {move.name: move.label for move in MOVES}


def turn_of(actor) -> Q | None:
    """Return the condition on files in which this actor has the next step; others look on."""
    match actor.role:
        case Role.MANAGER:
            offered = Q(stage=Stage.OFFERED, offered_to__in=actor.scope)
            desk = Q(stage__in=(Stage.RECEIVED, Stage.VERIFYING), agency__in=own_places(actor))
            return desk | offered
        case Role.LIAISON:
            return Q(stage__in=(Stage.DISPOSED, Stage.FOLLOWED_UP, Stage.DECIDED))
        case Role.HEAD:
            return Q(stage=Stage.EXAMINED)
        case Role.INSPECTORATE:
            return Q(stage__in=AT_WORK, agency=actor.agency) | Q(stage=Stage.EXAMINED)
    return None


@source("complaints", _("Files"), "complaints:list", order=20)
def complaints(actor, today, most):
    turn = turn_of(actor)
    if turn is None:
        return
    files = Complaint.objects.visible_to(actor).filter(turn, closed_at__isnull=True)
    rows = files.select_related("agency", "unit").order_by(F("next_due").asc(nulls_last=True), "pk")
    for file in rows[:most]:
        yield Duty(
            file.next_due,
            str(LABELS[NEXT[file.stage]]),
            file.heading,
            str(file.unit or file.agency),
            file.get_absolute_url(),
        )

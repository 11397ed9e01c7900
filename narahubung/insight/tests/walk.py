"""Evaluations for the watch over every page: one full of a word to be looked for, and one at each turn of its life."""

from narahubung.insight.models import Evaluation, PlanItem
from narahubung.insight.urls_evaluations import urlpatterns
from narahubung.insight.urls_home import urlpatterns as at_home
from narahubung.operations.evaluations_told import Evaluations

SOME = {"reference": "x", "pk": 1, "name": "finish"}
ADDRESSES = [
    *(f"evaluations:{pattern.name}" for pattern in urlpatterns),
    *(f"home:{pattern.name}" for pattern in at_home),
]
# Where there is no evaluation, every address is asked with arguments that lead nowhere.
MADE_UP = {
    f"evaluations:{pattern.name}": [{name: SOME[name] for name in pattern.pattern.converters}]
    for pattern in urlpatterns
    if pattern.pattern.converters
}


def evaluate(world, office, word):
    """Plant a word in each field of an evaluation that holds words, and have it signed."""
    evaluations, head = Evaluations(world, office), world.agus
    sheet = evaluations.open("disdukcapil")
    evaluations.remarked(sheet, head, word, word)
    due = office.today
    action = {"text": word, "side": "agency", "responsible": word, "due_on": due}
    item = sheet.write_item(office.bayu, **action)
    evaluations.signed(sheet, head)
    sheet.finish_item(head, item, due, word)
    return sheet


def arguments() -> dict:
    """Return the arguments of every address for all that is there."""
    one = [[sheet.reference] for sheet in Evaluation.objects.all()]
    items = [[i.evaluation.reference, i.pk] for i in PlanItem.objects.select_related("evaluation")]
    found = {f"evaluations:{name}": one for name in ("detail", "remark", "item_new", "pdf", "xlsx")}
    found |= {f"evaluations:{name}": items for name in ("item_strike", "item_done")}
    steps = ("finish", "sign_agency", "sign_office")
    return {**found, "evaluations:step": [[*ref, step] for ref in one for step in steps]}


def evaluations_of(world) -> dict:
    """Bring a sheet to each turn of its life; return their numbers and keys by name."""
    evaluations = Evaluations(world)
    opened, signed = evaluations.open("dinkes"), evaluations.open("disdukcapil")
    evaluations.planned(opened)
    evaluations.planned(evaluations.remarked(signed, world.agus))
    evaluations.signed(signed, world.agus)
    return {
        "evaluated": signed.reference,
        "evaluating": opened.reference,
        "plan_item": signed.items.filter(milestone=None, side="ombudsman").first().pk,
    }

"""Who is told of what happens to a letter on the focal point's desk, and what they open."""

from django.urls import reverse

from narahubung.accounts.models import AT_AN_OFFICE, Role
from narahubung.notify.people import officers, told
from narahubung.reports.models import LiaisonTask
from narahubung.reports.task_holders import holders_of

PLACES = ("report__substance", "report__complaint", "agency__region", "unit")


def task_of(event):
    return LiaisonTask.objects.select_related(*PLACES).get(reference=event.facts["task"])


def task_desk(event):
    """Return who answers for it today: the focal point, or whoever stands in."""
    return told(holders_of(task_of(event)))


def task_unit(event):
    return officers(task_of(event).unit, Role.LIAISON)


def is_of_the_office(event):
    return event.role in AT_AN_OFFICE


def desk_page(event) -> str:
    return reverse("desk:task", args=[event.facts["task"]])


def product_page(event) -> str:
    return reverse("reports:product", args=[event.facts["product"]])

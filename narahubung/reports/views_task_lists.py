"""The desk from above: a whole government, the list of a month, the figure, and who carries how much."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from narahubung.accounts.models import AT_AN_OFFICE
from narahubung.cases.sheet import XLSX
from narahubung.clocks.calendar import today_in
from narahubung.complaints.apps import LOOKERS
from narahubung.directory.models import Agency
from narahubung.documents import as_download
from narahubung.reports.addressed import ANSWERABLE
from narahubung.reports.task_figure import DEFINITION, letter_to_answer, whole
from narahubung.reports.task_government import by_agency, summed
from narahubung.reports.task_loads import task_loads
from narahubung.reports.task_months import MonthList, month_of


def only(request, *roles):
    if request.actor.role not in roles:
        raise PermissionDenied
    return today_in(place_of(request).zone)


@require_safe
def government(request):
    today = only(request, *ANSWERABLE, *AT_AN_OFFICE)
    rows = by_agency(request.actor, today)
    context = {"rows": rows, "sums": summed(rows), "today": today, "place": place_of(request)}
    return render(request, "desk/government.html", context)


def place_of(request):
    return request.actor.agency or request.actor.office


def month_list(request):
    """Return the list of the agency that was asked for, else of one's own."""
    today = only(request, *ANSWERABLE)
    mine = Agency.objects.visible_to(request.actor).filter(pk__in=request.actor.scope)
    slug = request.GET.get("agency", "").replace("\x00", "")
    agency = get_object_or_404(mine, slug=slug) if slug else request.actor.agency
    first = month_of(request.GET.get("month", ""), today)
    return MonthList(agency, first, today, request.actor)


@require_safe
def month(request):
    found = month_list(request)
    return render(request, "desk/month.html", {"month": found})


@require_safe
def month_file(request, extension):
    found = month_list(request)
    name = found.file_name(extension)
    if extension == "xlsx":
        body = found.as_xlsx()
        return FileResponse(body, as_attachment=True, filename=name, content_type=XLSX)
    return as_download(found.as_pdf(), name)


@require_safe
def answers(request):
    today = only(request, *ANSWERABLE, *AT_AN_OFFICE)
    found = letter_to_answer(request.actor, today)
    context = {
        "governments": found,
        "whole": whole(found) if len(found) > 1 else None,
        "definition": DEFINITION,
    }
    return render(request, "desk/answers.html", context)


@require_safe
def load(request):
    today = only(request, *LOOKERS)
    return render(request, "desk/load.html", {"loads": task_loads(request.actor, today)})

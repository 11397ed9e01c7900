"""The yearly evaluations: the list of a year, the sheet of one, its remarks, its plan, its signatures, its papers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from narahubung.cases.sheet import XLSX
from narahubung.documents import as_download
from narahubung.insight import evaluation_paper
from narahubung.insight.dashboard import today_of
from narahubung.insight.evaluation_lifecycle import HAPPENED, MOVES, WRITERS
from narahubung.insight.evaluation_page import evaluation_page
from narahubung.insight.forms_evaluation import DoneForm, ItemForm, OpenForm, RemarkForm
from narahubung.insight.looks import tabs, takes_part
from narahubung.insight.models import Evaluation, PlanItem
from narahubung.insight.overview import Overview, year_asked

STEPS = {move.name for move in MOVES}


def visible_evaluation(request, reference):
    found = Evaluation.objects.visible_to(request.actor).for_page()
    return get_object_or_404(found, reference=reference)


def writable(request, reference):
    """Return a sheet in which this actor may write now; who only reads it is refused."""
    found = visible_evaluation(request, reference)
    if not found.may_be_written_by(request.actor):
        raise PermissionDenied
    return found


@require_safe
def evaluations(request):
    if not takes_part(request.actor):
        raise PermissionDenied
    today = today_of(request.actor)
    overview = Overview(request.actor, year_asked(request.GET.get("year", ""), today), today)
    context = {
        "overview": overview,
        "parts": overview.parts(),
        "years": overview.years(request.path),
        "tabs": tabs(request),
        "may_open": request.actor.role in WRITERS,
    }
    return render(request, "evaluations/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_new(request):
    if request.actor.role not in WRITERS:
        raise PermissionDenied
    year = year_asked(request.GET.get("year", ""), today_of(request.actor))
    data = request.POST if request.method == "POST" else None
    form = OpenForm(data, actor=request.actor, year=year)
    if form.is_valid():
        for details in form.sheets():
            Evaluation.objects.submit(by=request.actor, year=year, **details)
        messages.success(request, _("Opened. Both sides are told, and can write their remarks."))
        return redirect(back_to(year))
    lead = _(
        "The values of %(year)s stand on it at once; remarks and plan are written by both sides."
    )
    if not form.found:
        messages.info(
            request, _("Every focal point and agency has its sheet of this year already.")
        )
        return redirect(back_to(year))
    heading = _("Evaluations of %(year)s") % {"year": year}
    return form_page(
        request, form, heading, _("Open the sheets"), back_to(year), lead % {"year": year}
    )


def back_to(year: int) -> str:
    return f"{reverse('evaluations:list')}?year={year}"


@require_safe
def evaluation(request, reference):
    found = visible_evaluation(request, reference)
    context = evaluation_page(found, request.actor)
    return render(request, "evaluations/detail.html", context)


@require_POST
def step(request, reference, name):
    """Take a step of the life of a sheet. They ask for nothing, so a button is enough."""
    if name not in STEPS:
        raise Http404
    found = visible_evaluation(request, reference)
    if not any(move.name == name and request.actor.role in move.who for move in MOVES):
        raise PermissionDenied
    try:
        found.take(name, by=request.actor)
    except PermissionDenied as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Recorded: %(step)s.") % {"step": HAPPENED[name]})
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
def remark(request, reference):
    found = writable(request, reference)
    data = request.POST if request.method == "POST" else None
    form = RemarkForm(data, initial={"text": found.own_remarks(request.actor)})
    if form.is_valid():
        found.remark(request.actor, form.cleaned_data["text"])
        return recorded(request, found, "remarked")
    return form_page(request, form, str(found), _("Write our remarks"), found.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
def item_new(request, reference):
    found = writable(request, reference)
    form = ItemForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        found.write_item(request.actor, **form.cleaned_data)
        return recorded(request, found, "item_written")
    return form_page(request, form, str(found), _("Add an action"), found.get_absolute_url())


def own_item(request, found, pk):
    items = PlanItem.objects.visible_to(request.actor).select_related("milestone")
    return get_object_or_404(items, evaluation=found, pk=pk)


@require_POST
def item_strike(request, reference, pk):
    found = writable(request, reference)
    found.strike_item(request.actor, own_item(request, found, pk))
    return recorded(request, found, "item_struck")


@require_http_methods(["GET", "HEAD", "POST"])
def item_done(request, reference, pk):
    found = visible_evaluation(request, reference)
    item = own_item(request, found, pk)
    item.evaluation = found
    if not item.may_be_done_by(request.actor):
        raise PermissionDenied
    form = DoneForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        found.finish_item(request.actor, item, **form.cleaned_data)
        return recorded(request, found, "item_done")
    return form_page(request, form, item.text, _("It is done"), found.get_absolute_url())


def recorded(request, found, kind):
    messages.success(request, _("Recorded: %(step)s.") % {"step": HAPPENED[kind]})
    return redirect(found)


def form_page(request, form, heading, label, back, lead=""):
    context = {"form": form, "heading": heading, "label": label, "back": back, "lead": lead}
    status = 422 if form.is_bound else 200
    return render(request, "evaluations/form.html", context, status=status)


@require_safe
def paper(request, reference):
    found = visible_evaluation(request, reference)
    body = evaluation_paper.paper(found)
    return as_download(body, evaluation_paper.file_name(found, "pdf"))


@require_safe
def workbook(request, reference):
    found = visible_evaluation(request, reference)
    with evaluation_paper.workbook(found) as file:
        body = file.read()
    return as_download(body, evaluation_paper.file_name(found, "xlsx"), XLSX)

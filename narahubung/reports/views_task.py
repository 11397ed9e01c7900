"""The focal point's desk: the list of all that the Ombudsman waits for, and the page of one task."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from narahubung.accounts.models import AT_AN_OFFICE, Role
from narahubung.documents import hand_out
from narahubung.reports.addressed import ANSWERABLE
from narahubung.reports.forms_task import FORMS, DraftForm
from narahubung.reports.models import LiaisonTask, Report, TaskPaper
from narahubung.reports.task_desk import TaskList
from narahubung.reports.task_page import task_page
from narahubung.reports.task_verbs import DEEDS
from narahubung.reports.timeline import HAPPENED

AT_THE_DESK = (*ANSWERABLE, Role.LIAISON, Role.MANAGER, *AT_AN_OFFICE, Role.ADMINISTRATOR)
LABELS = {deed.name: deed.label for deed in DEEDS}


@require_safe
def desk(request):
    if request.actor.role not in AT_THE_DESK:
        raise PermissionDenied
    work = TaskList(request.actor, request.GET)
    page = work.page()
    context = {
        "work": work,
        "rows": work.rows(page.rows),
        "page": work.pager(page),
        "counts": work.counts(),
    }
    return render(request, "desk/desk.html", context)


def visible_task(request, reference):
    tasks = LiaisonTask.objects.visible_to(request.actor).for_page()
    tasks = tasks.select_related("ack_rule", "acknowledged_by", "answered_by", "report__complaint")
    return get_object_or_404(tasks, reference=reference)


@require_safe
def task(request, reference):
    found = visible_task(request, reference)
    return render(request, "desk/task.html", task_page(found, request.actor))


@require_http_methods(["GET", "HEAD", "POST"])
def task_deed(request, reference, name):
    if name not in FORMS:
        raise Http404
    found = visible_task(request, reference)
    form_class = DraftForm if name == "answer" and "keep" in request.POST else FORMS[name]
    about = {"task": found, "actor": request.actor}
    if request.method == "POST":
        return done(request, found, name, form_class(request.POST, request.FILES, **about))
    if name not in [deed.name for deed in found.deeds_for(request.actor)]:
        messages.warning(request, _("This step is not open now. Below you see where the task is."))
        return redirect(found)
    return deed_page(request, found, name, form_class(**about))


def deed_page(request, found, name, form, status=200, refusal=""):
    context = {
        "task": found,
        "form": form,
        "name": name,
        "label": LABELS[name],
        "refusal": refusal,
    }
    return render(request, "desk/task_deed.html", context, status=status)


def done(request, found, name, form):
    """Do it. Who came second is told so, and loses no word of what was written."""
    if not form.is_valid():
        return deed_page(request, found, name, form, status=422)
    try:
        event = form.perform()
    except PermissionDenied as refusal:
        again = visible_task(request, found.reference)
        return deed_page(request, again, name, form, status=409, refusal=str(refusal))
    except (Report.DoesNotExist, LiaisonTask.DoesNotExist):
        raise Http404 from None
    words = HAPPENED[event.kind] if event else _("The draft is kept")
    messages.success(request, _("Recorded: %(step)s.") % {"step": words})
    return redirect(found)


@require_safe
def paper(request, key):
    papers = TaskPaper.objects.visible_to(request.actor).select_related("paper")
    found = get_object_or_404(papers, paper__key=key).paper
    return hand_out(found)

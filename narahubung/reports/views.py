"""The page of a report, and the steps that are taken from it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from narahubung.complaints.forms import MessageForm
from narahubung.documents import hand_out
from narahubung.reports.filepage import file_page, for_page
from narahubung.reports.forms import AssignForm, DeclareForm, form_for
from narahubung.reports.forms_check import ChecklistForm
from narahubung.reports.forms_rows import MORE
from narahubung.reports.lifecycle import MOVES
from narahubung.reports.models import Attachment, Report
from narahubung.reports.timeline import HAPPENED


def visible_report(request, reference):
    reports = for_page(Report.objects.visible_to(request.actor))
    return get_object_or_404(reports, reference=reference)


@require_safe
def report_detail(request, reference):
    report = visible_report(request, reference)
    return render(request, "reports/report_detail.html", file_page(report, request.actor))


@require_safe
def report_pulse(request, reference):
    """Tell an open page whether its reader may still see the file."""
    visible_report(request, reference)
    return HttpResponse(status=204)


@require_http_methods(["GET", "HEAD", "POST"])
def report_move(request, reference, name):
    form_class = form_for(name)
    if form_class is None:
        raise Http404
    report = visible_report(request, reference)
    steps = [move for move in MOVES if move.name == name and request.actor.role in move.who]
    if not steps:
        raise PermissionDenied
    about = {"report": report, "actor": request.actor}
    if MORE in request.POST and hasattr(form_class, "with_one_more"):
        form = form_class.with_one_more(request.POST, **about)
        return step_page(request, report, steps[0].label, form)
    if request.method == "POST":
        return step_taken(
            request, report, steps[0], form_class(request.POST, request.FILES, **about)
        )
    if name not in [move.name for move in report.moves_for(request.actor)]:
        messages.warning(request, _("This step is not open now. Below you see where the file is."))
        return redirect(report)
    return step_page(request, report, steps[0].label, form_class(**about))


def step_page(request, report, label, form, status=200, refusal=""):
    context = {"file": report, "form": form, "label": label, "refusal": refusal}
    return render(request, "reports/report_move.html", context, status=status)


def step_taken(request, report, move, form):
    """Take the step. Who came second is told so, and loses no word of what was written."""
    if not form.is_valid():
        return step_page(request, report, move.label, form, status=422)
    try:
        report.take(move.name, by=request.actor, **form.details())
    except PermissionDenied as refusal:
        report = visible_report(request, report.reference)
        return step_page(request, report, move.label, form, status=409, refusal=str(refusal))
    except Report.DoesNotExist:
        raise Http404 from None
    return recorded(request, report, HAPPENED[move.name])


def recorded(request, report, words):
    messages.success(request, _("Recorded: %(step)s.") % {"step": words})
    seen = Report.objects.visible_to(request.actor).filter(pk=report.pk)
    return redirect(report if seen.exists() else "reports:list")


@require_POST
def report_say(request, reference):
    report = visible_report(request, reference)
    if not report.may_write(request.actor):
        raise PermissionDenied
    form = MessageForm(request.POST)
    if form.is_valid():
        report.say(by=request.actor, **form.cleaned_data)
        messages.success(request, _("Your message stands in the file."))
        return redirect(report)
    context = {**file_page(report, request.actor), "message_form": form}
    return render(request, "reports/report_detail.html", context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def report_check(request, reference, name):
    """Answer a checklist: each requirement with its verdict and reason."""
    report = visible_report(request, reference)
    if request.actor.role != "intake":
        raise PermissionDenied
    if report.stage != name:
        messages.warning(request, _("This step is not open now. Below you see where the file is."))
        return redirect(report)
    form = ChecklistForm(
        request.POST if request.method == "POST" else None, report=report, name=name
    )
    if form.is_valid():
        report.verify(request.actor, name, form.answers())
        return recorded(request, report, HAPPENED["checked"])
    context = {"file": report, "form": form, "name": name}
    status = 422 if form.is_bound else 200
    return render(request, "reports/report_check.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def report_assign(request, reference):
    report = visible_report(request, reference)
    if not report.may_be_assigned_by(request.actor):
        raise PermissionDenied
    words = _("Choose an examiner")
    return deed(request, report, AssignForm, report.assign, words, HAPPENED["assigned"])


@require_http_methods(["GET", "HEAD", "POST"])
def report_declare(request, reference):
    report = visible_report(request, reference)
    if not report.awaits_declaration_of(request.actor):
        raise PermissionDenied
    words = _("Declare your interests")
    return deed(request, report, DeclareForm, report.declare, words, words)


def deed(request, report, form_class, verb, label, words):
    """Do one of the few things that change no stage: its form, then the verb."""
    data = request.POST if request.method == "POST" else None
    form = form_class(data, report=report, actor=request.actor)
    if form.is_valid():
        verb(request.actor, **form.details())
        return recorded(request, report, words)
    return step_page(request, report, label, form, status=422 if form.is_bound else 200)


@require_safe
def attachment_file(request, key):
    paper = get_object_or_404(Attachment.objects.visible_to(request.actor), key=key)
    return hand_out(paper)

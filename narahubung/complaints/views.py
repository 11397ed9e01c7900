"""The page of a file, and the steps that are taken from it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from narahubung.complaints.desk import CannedAnswer
from narahubung.complaints.filepage import file_page, for_page
from narahubung.complaints.forms import MessageForm, ReclassifyForm, form_for
from narahubung.complaints.lifecycle import MOVES
from narahubung.complaints.models import Complaint
from narahubung.complaints.timeline import HAPPENED


def visible_complaint(request, reference):
    complaints = for_page(Complaint.objects.visible_to(request.actor))
    return get_object_or_404(complaints, reference=reference)


@require_safe
def complaint_detail(request, reference):
    complaint = visible_complaint(request, reference)
    context = file_page(complaint, request.actor)
    return render(request, "complaints/complaint_detail.html", context)


@require_safe
def complaint_pulse(request, reference):
    """Tell an open page whether its reader may still see the file."""
    get_object_or_404(Complaint.objects.visible_to(request.actor), reference=reference)
    return HttpResponse(status=204)


@require_http_methods(["GET", "HEAD", "POST"])
def complaint_move(request, reference, name):
    form_class = form_for(name)
    if form_class is None:
        raise Http404
    complaint = visible_complaint(request, reference)
    steps = [move for move in MOVES if move.name == name and request.actor.role in move.who]
    if not steps:
        raise PermissionDenied
    about = {"complaint": complaint, "actor": request.actor}
    if request.method == "POST":
        return step_taken(request, complaint, steps[0], form_class, about)
    if steps[0] not in complaint.moves_for(request.actor):
        messages.warning(request, _("This step is not open now. Below you see where the file is."))
        return redirect(complaint)
    return step_page(request, complaint, steps[0], form_class(**about))


def step_page(request, complaint, move, form, status=200, refusal=""):
    context = {"file": complaint, "form": form, "move": move, "refusal": refusal}
    return render(request, "complaints/complaint_move.html", context, status=status)


def step_taken(request, complaint, move, form_class, about):
    """Take the step. Who came second is told so, and loses no word of what was written."""
    if request.POST.get("take_over_text"):
        form = form_class(initial=with_canned_text(request), **about)
        return step_page(request, complaint, move, form)
    form = form_class(request.POST, request.FILES, **about)
    if not form.is_valid():
        return step_page(request, complaint, move, form, status=422)
    try:
        complaint.take(move.name, by=request.actor, **form.cleaned_data)
    except PermissionDenied as refusal:
        complaint = visible_complaint(request, complaint.reference)
        return step_page(request, complaint, move, form, status=409, refusal=str(refusal))
    except Complaint.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("Recorded: %(step)s.") % {"step": HAPPENED[move.name]})
    seen = Complaint.objects.visible_to(request.actor).filter(pk=complaint.pk)
    return redirect(complaint if seen.exists() else "complaints:list")


def with_canned_text(request):
    """Return what was typed so far with a canned answer after it."""
    mine = CannedAnswer.objects.visible_to(request.actor)
    chosen = request.POST.get("canned", "")
    answer = get_object_or_404(mine, pk=chosen if chosen.isdecimal() else 0)
    typed = request.POST.dict()
    return {**typed, "text": f"{typed.get('text', '')}\n\n{answer.text}".strip()}


@require_POST
def complaint_say(request, reference):
    complaint = visible_complaint(request, reference)
    if not complaint.may_write(request.actor):
        raise PermissionDenied
    form = MessageForm(request.POST)
    if form.is_valid():
        complaint.say(by=request.actor, **form.cleaned_data)
        messages.success(request, _("Your message stands in the file."))
        return redirect(complaint)
    context = {**file_page(complaint, request.actor), "message_form": form}
    return render(request, "complaints/complaint_detail.html", context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def complaint_reclassify(request, reference):
    complaint = visible_complaint(request, reference)
    if not complaint.may_correct(request.actor):
        raise PermissionDenied
    sent = request.method == "POST"
    form = ReclassifyForm(request.POST if sent else None, complaint=complaint)
    if form.is_valid():
        changes = {name: form.cleaned_data[name] for name in form.changed_data if name != "note"}
        if changes:
            complaint.reclassify(by=request.actor, note=form.cleaned_data["note"], **changes)
            messages.success(request, _("Corrected. What was sent stays as it was."))
        return redirect(complaint)
    context = {"file": complaint, "form": form}
    status = 422 if sent else 200
    return render(request, "complaints/complaint_reclassify.html", context, status=status)

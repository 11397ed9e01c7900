"""The trainings that one may see, the page of one, its plan, its programme and its steps."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from narahubung.collaboration.forms_training import (
    STEP_FORMS,
    MaterialForm,
    PlanForm,
    PointForm,
    RequestForm,
    SpeakerForm,
    step_form,
)
from narahubung.collaboration.meetings_lifecycle import TAKE_PART
from narahubung.collaboration.models import Material, ProgrammePoint, Speaker, Training
from narahubung.collaboration.pages import zone_of
from narahubung.collaboration.training_lifecycle import ANYBODY, HAPPENED, HOLD, MOVES
from narahubung.collaboration.training_page import list_page, training_page
from narahubung.collaboration.views_series import form_page
from narahubung.documents import hand_out

DANGEROUS = ("decline", "withdraw", "cancel")


def visible_training(request, reference):
    trainings = Training.objects.visible_to(request.actor).for_list()
    return get_object_or_404(trainings, reference=reference)


def own_training(request, reference):
    """Return a training that this actor runs; who only sees it is refused, others find nothing."""
    found = visible_training(request, reference)
    found.must_be_run_by(request.actor)
    return found


def sent(request):
    return request.POST if request.method == "POST" else None


@require_safe
def trainings(request):
    if request.actor.role not in ANYBODY:
        raise PermissionDenied
    zone = zone_of(request.actor)
    today = timezone.now().astimezone(zone).date()
    with timezone.override(zone):
        context = list_page(request.actor, request.GET, today)
        return render(request, "collaboration/trainings.html", context)


@require_safe
def training(request, reference):
    found = visible_training(request, reference)
    with timezone.override(found.zone_info):
        context = training_page(found, request.actor)
        return render(request, "collaboration/training.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def training_new(request):
    if request.actor.role not in HOLD:
        raise PermissionDenied
    form = PlanForm(sent(request), actor=request.actor)
    if form.is_valid():
        found = Training.objects.submit(by=request.actor, **form.details())
        messages.success(request, _("The training is planned. Announce it when the plan is ready."))
        return redirect(found)
    back = reverse("training:list")
    return form_page(request, form, _("Training"), _("Plan a training"), "", back)


@require_http_methods(["GET", "HEAD", "POST"])
def speaker_ask(request):
    """An agency asks the office that serves it for somebody who speaks at its training."""
    if request.actor.role not in TAKE_PART:
        raise PermissionDenied
    form = RequestForm(sent(request), actor=request.actor)
    if form.is_valid():
        asked = {"is_asked": True, "invited": [request.actor.agency]}
        found = Training.objects.submit(by=request.actor, **asked, **form.details())
        messages.success(request, _("The Ombudsman has your request and will answer it here."))
        return redirect(found)
    lead = _("The office of the Ombudsman names somebody, proposes another day, or says why not.")
    back = reverse("training:list")
    return form_page(request, form, _("Training"), _("Ask for a speaker"), lead, back)


@require_http_methods(["GET", "HEAD", "POST"])
def training_edit(request, reference):
    found = own_training(request, reference)
    if not found.may_be_edited_by(request.actor):
        return no_longer(request, found)
    form = PlanForm(sent(request), instance=found, actor=request.actor)
    if form.is_valid():
        fresh = visible_training(request, reference)
        fresh.edit(request.actor, **form.details())
        messages.success(request, _("The plan is changed."))
        return redirect(fresh)
    return page_of(request, form, found, _("Change the plan"))


@require_http_methods(["GET", "HEAD", "POST"])
def step(request, reference, name):
    found = visible_training(request, reference)
    move = next((m for m in MOVES if m.name == name and request.actor.role in m.who), None)
    if name not in STEP_FORMS:
        raise Http404
    if move is None:
        raise PermissionDenied
    if name not in [m.name for m in found.moves_for(request.actor)]:
        return no_longer(request, found)
    form = step_form(name, sent(request), found)
    if form.is_valid():
        return done(request, found, name, found.take, name, by=request.actor, **form.cleaned_data)
    danger = "danger" if name in DANGEROUS else ""
    return page_of(request, form, found, move.label, danger)


@require_http_methods(["GET", "HEAD", "POST"])
def speaker_new(request, reference):
    found = own_training(request, reference)
    form = SpeakerForm(sent(request), training=found)
    if form.is_valid():
        deed = found.add_speaker
        return done(request, found, "speaker_added", deed, request.actor, **form.details())
    return page_of(request, form, found, _("Add a speaker"))


@require_POST
def speaker_remove(request, reference, pk):
    found = own_training(request, reference)
    speakers = Speaker.objects.visible_to(request.actor).filter(training=found)
    speaker = get_object_or_404(speakers, pk=pk)
    return done(request, found, "speaker_removed", found.remove_speaker, request.actor, speaker)


@require_http_methods(["GET", "HEAD", "POST"])
def point_new(request, reference):
    found = own_training(request, reference)
    form = PointForm(sent(request), training=found)
    if form.is_valid():
        deed = found.add_point
        return done(request, found, "point_added", deed, request.actor, **form.cleaned_data)
    return page_of(request, form, found, _("Add a point to the programme"))


@require_POST
def point_remove(request, reference, pk):
    found = own_training(request, reference)
    points = ProgrammePoint.objects.visible_to(request.actor).filter(training=found)
    point = get_object_or_404(points, pk=pk)
    return done(request, found, "point_removed", found.remove_point, request.actor, point)


@require_http_methods(["GET", "HEAD", "POST"])
def papers_new(request, reference):
    found = own_training(request, reference)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = MaterialForm(*given)
    if form.is_valid():
        files = form.cleaned_data["files"]
        return done(request, found, "paper_added", found.add_papers, request.actor, files)
    return page_of(request, form, found, _("Add material"))


@require_safe
def paper(request, key):
    return hand_out(get_object_or_404(Material.objects.visible_to(request.actor), key=key))


def done(request, training, kind, deed, *args, **details):
    """Do it, say in its words that it is recorded, or why not, and show where the training is now."""
    try:
        deed(*args, **details)
    except PermissionDenied as refusal:
        if not str(refusal):
            raise
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Recorded: %(step)s.") % {"step": HAPPENED[kind]})
    return redirect(training)


def no_longer(request, training):
    messages.warning(request, _("This step is not open now. Below you see where it is."))
    return redirect(training)


def page_of(request, form, training, label, danger=""):
    back = training.get_absolute_url()
    return form_page(request, form, training.title, label, "", back, danger)

"""The pipeline of mentoring, how one begins, the page of one, and its steps."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from narahubung.collaboration.forms_mentoring import STEP_FORMS, AskForm, OfferForm
from narahubung.collaboration.meetings_lifecycle import ANYBODY
from narahubung.collaboration.mentoring_lifecycle import ASK, HAPPENED, MOVES, OFFICE
from narahubung.collaboration.mentoring_list import Pipeline
from narahubung.collaboration.mentoring_pages import mentoring_page
from narahubung.collaboration.models import Mentoring, MentoringPaper
from narahubung.collaboration.views_series import form_page
from narahubung.documents import hand_out

WAYS = ["GET", "HEAD", "POST"]
LIST = reverse_lazy("mentoring:list")


def visible_mentoring(request, reference):
    rows = Mentoring.objects.visible_to(request.actor).for_list()
    return get_object_or_404(rows, reference=reference)


def sent(request):
    return (request.POST, request.FILES) if request.method == "POST" else ()


def recorded(request, found, kind, place=""):
    messages.success(request, _("Recorded: %(step)s.") % {"step": HAPPENED[kind]})
    return redirect(found.get_absolute_url() + place)


@require_safe
def mentorings(request):
    if request.actor.role not in ANYBODY:
        raise PermissionDenied
    work = Pipeline(request.actor, request.GET)
    page = work.page()
    context = {
        "work": work,
        "rows": work.rows(page.rows),
        "page": work.pager(page),
        "asked": work.asked(),
        "may_ask": request.actor.role in ASK,
    }
    return render(request, "collaboration/mentoring_list.html", context)


@require_http_methods(WAYS)
def ask(request):
    if request.actor.role not in ASK:
        raise PermissionDenied
    form = AskForm(*sent(request)[:1], actor=request.actor)
    if form.is_valid():
        found = Mentoring.objects.submit(by=request.actor, **form.cleaned_data)
        messages.success(request, _("Asked for. The office of the Ombudsman was told."))
        return redirect(found)
    lead = _("The Ombudsman helps, it does not examine: what you show here is no report about you.")
    return form_page(request, form, _("Mentoring"), _("Ask for mentoring"), lead, LIST)


@require_http_methods(WAYS)
def offer(request):
    """Offer to one agency or to several at once; which ones was chosen in the list of those not reached."""
    if request.actor.role not in OFFICE:
        raise PermissionDenied
    chosen = [key for key in request.GET.getlist("agency") if key.isdecimal()]
    chosen += [key for key in request.POST.getlist("agencies") if key.isdecimal()]
    if not chosen:
        messages.warning(request, _("Choose at least one agency first."))
        return redirect("mentoring:list")
    form = OfferForm(*sent(request)[:1], actor=request.actor, chosen=chosen)
    if form.is_valid():
        return offered(request, **form.cleaned_data)
    lead = _("Each of them is told and answers by itself.")
    return form_page(request, form, _("Mentoring"), _("Offer mentoring"), lead, LIST)


def offered(request, agencies, **details):
    with transaction.atomic():
        for agency in agencies:
            Mentoring.objects.submit(agency=agency, by=request.actor, **details)
    n = len(agencies)
    said = ngettext("Offered to %(n)s agency.", "Offered to %(n)s agencies.", n)
    messages.success(request, said % {"n": n})
    return redirect("mentoring:list")


@require_safe
def detail(request, reference):
    found = visible_mentoring(request, reference)
    context = mentoring_page(found, request.actor)
    return render(request, "collaboration/mentoring_detail.html", context)


@require_http_methods(WAYS)
def step(request, reference, name):
    if name not in STEP_FORMS:
        raise Http404
    found = visible_mentoring(request, reference)
    steps = [move for move in MOVES if move.name == name and request.actor.role in move.who]
    if not steps:
        raise PermissionDenied
    about = {"mentoring": found} if name == "plan" else {}
    form = STEP_FORMS[name](*sent(request)[:1], **about)
    if form.is_valid():
        return taken(request, found, name, form.cleaned_data)
    if name not in [move.name for move in found.moves_for(request.actor)]:
        messages.warning(request, _("This step is not open now. Below you see where it is."))
        return redirect(found)
    danger = "danger" if name in ("decline", "withdraw") else ""
    back = found.get_absolute_url()
    return form_page(request, form, found.heading, steps[0].label, str(found.agency), back, danger)


def taken(request, found, name, details):
    try:
        found.take(name, by=request.actor, **details)
    except PermissionDenied as refusal:
        messages.warning(request, str(refusal))
        return redirect(found)
    return recorded(request, found, name)


@require_safe
def paper(request, key):
    return hand_out(get_object_or_404(MentoringPaper.objects.visible_to(request.actor), key=key))

"""A breach: what is known, who is concerned, who was told when, with the letters and their proof."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from narahubung.documents import as_download, hand_out
from narahubung.protection.breaches import DESCRIBED
from narahubung.protection.forms_breach import (
    BreachForm,
    CloseForm,
    DescribeForm,
    FilesForm,
    TellAuthorityForm,
    TellPeopleForm,
)
from narahubung.protection.letters import authority_letter, people_letter
from narahubung.protection.lifecycle import BREACH_MOVES
from narahubung.protection.models import Breach, BreachEvent, BreachPaper
from narahubung.protection.reach import files_of, whole_of
from narahubung.protection.timeline import HAPPENED, knots_of
from narahubung.protection.views import at_the_desk, clock_of

LETTERS = {"people": people_letter, "authority": authority_letter}
STEPS = ("describe", "add_files", "tell_people", "tell_authority", "close")


def visible_breach(request, reference):
    breaches = Breach.objects.visible_to(request.actor).for_page()
    return get_object_or_404(breaches, reference=reference)


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def breach_new(request):
    form = BreachForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        case = Breach.objects.submit(
            by=request.actor, agency=request.actor.agency, **form.cleaned_data
        )
        messages.success(request, _("Written down. Its clock runs."))
        return redirect(case)
    context = {"form": form, "label": _("Write down a breach"), "button": _("Write down")}
    status = 422 if form.is_bound else 200
    return render(request, "protection/step.html", context, status=status)


@at_the_desk
@require_safe
def breach_detail(request, reference):
    case = visible_breach(request, reference)
    events = BreachEvent.objects.visible_to(request.actor).filter(breach=case)
    language = get_language() or "id"
    context = {
        "case": case,
        "moves": case.moves_for(request.actor),
        "knots": knots_of(case, events.select_related("actor")),
        "clock": clock_of(case, language),
        "due": case.due_words(language),
        "sentence": case.sentence(language),
        "files": case.files.count(),
        "untold": case.untold().count(),
        "papers": BreachPaper.objects.visible_to(request.actor).filter(breach=case),
    }
    return render(request, "protection/breach.html", context)


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def breach_step(request, reference, name):
    if name not in STEPS:
        raise Http404
    case = visible_breach(request, reference)
    form, refusal = form_of(name, case, request), ""
    if form.is_valid():
        details = form.details() if hasattr(form, "details") else form.cleaned_data
        try:
            case.take(name, by=request.actor, **details)
        except PermissionDenied as error:
            refusal = str(error)
        else:
            messages.success(request, _("Recorded: %(step)s.") % {"step": HAPPENED[name]})
            return redirect(case)
    label = next(move.label for move in BREACH_MOVES if move.name == name)
    context = {"case": case, "form": form, "label": label, "refusal": refusal}
    status = 409 if refusal else 422 if form.is_bound else 200
    return render(request, "protection/step.html", context, status=status)


def form_of(name, case, request):
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    match name:
        case "describe":
            return DescribeForm(*sent, initial={field: getattr(case, field) for field in DESCRIBED})
        case "add_files":
            return FilesForm(*sent, files=files_of(request.actor), whole=whole_of(request.actor))
        case "tell_people":
            return TellPeopleForm(*sent, breach=case)
        case "tell_authority":
            return TellAuthorityForm(*sent, breach=case)
    return CloseForm(*sent)


@at_the_desk
@require_safe
def breach_letter(request, reference, to):
    case = visible_breach(request, reference)
    name = f"{to}-{case.reference}.pdf"
    return as_download(LETTERS[to](case), name)


@at_the_desk
@require_safe
def breach_paper(request, key):
    paper = get_object_or_404(BreachPaper.objects.visible_to(request.actor), key=key)
    return hand_out(paper, shown=())

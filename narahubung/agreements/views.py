"""The list of agreements, the page of one, and its steps."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from narahubung.agreements.forms import FORMS, NewForm
from narahubung.agreements.lifecycle import MOVES, WRITERS
from narahubung.agreements.listing import AgreementList
from narahubung.agreements.models import Agreement, Paper
from narahubung.agreements.page import agreement_page, gathered
from narahubung.agreements.sides import side_of
from narahubung.agreements.timeline import HAPPENED
from narahubung.documents import hand_out


def visible_agreement(request, reference):
    agreements = gathered(Agreement.objects.visible_to(request.actor))
    return get_object_or_404(agreements, reference=reference)


@require_safe
def agreement_list(request):
    if side_of(request.actor) is None:
        raise PermissionDenied
    work = AgreementList(request.actor, request.GET)
    page = work.page()
    context = {
        "work": work,
        "rows": work.rows(page.rows),
        "page": work.pager(page),
        "may_write": request.actor.role in WRITERS,
    }
    return render(request, "agreements/agreement_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_new(request):
    if request.actor.role not in WRITERS:
        raise PermissionDenied
    form = NewForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if form.is_valid():
        details = {"office": request.actor.office, "by": request.actor, **form.details()}
        agreement = Agreement.objects.submit(**details)
        messages.success(request, _("The draft stands. Read each clause, then name who signs."))
        return redirect(agreement)
    status = 422 if form.is_bound else 200
    return render(request, "agreements/agreement_new.html", {"form": form}, status=status)


@require_safe
def agreement_detail(request, reference):
    agreement = visible_agreement(request, reference)
    context = agreement_page(agreement, request.actor)
    return render(request, "agreements/agreement_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def agreement_move(request, reference, name):
    if name not in FORMS:
        raise Http404
    agreement = visible_agreement(request, reference)
    steps = [move for move in MOVES if move.name == name and request.actor.role in move.who]
    if not steps:
        raise PermissionDenied
    is_open = name in [move.name for move in agreement.moves_for(request.actor)]
    sent = request.method == "POST"
    if not is_open and not sent:
        messages.warning(request, _("This step is not open now. Below you see where the file is."))
        return redirect(agreement)
    data = (request.POST, request.FILES) if sent else ()
    form = FORMS[name](*data, agreement=agreement)
    if form.is_valid():
        return taken(request, agreement, steps[0], form)
    return form_page(request, agreement, steps[0].label, form)


def taken(request, agreement, move, form):
    """Take the step. Who came second is told so, and loses no word of what was written."""
    try:
        agreement.take(move.name, by=request.actor, **form.cleaned_data)
    except PermissionDenied as refusal:
        return form_page(request, agreement, move.label, form, refusal=str(refusal))
    except Agreement.DoesNotExist:
        raise Http404 from None
    return recorded(request, agreement, HAPPENED[move.name])


def recorded(request, agreement, words, to=None):
    messages.success(request, _("Recorded: %(step)s.") % {"step": words})
    seen = Agreement.objects.visible_to(request.actor).filter(pk=agreement.pk)
    return redirect((to or agreement) if seen.exists() else "agreements:list")


def form_page(request, agreement, label, form, refusal="", **more):
    context = {"agreement": agreement, "form": form, "label": label, "refusal": refusal, **more}
    status = 409 if refusal else 422 if form.is_bound else 200
    return render(request, "agreements/agreement_form.html", context, status=status)


@require_POST
def agreement_publish(request, reference):
    agreement = visible_agreement(request, reference)
    is_public = request.POST.get("public") == "yes"
    agreement.publish(request.actor, is_public)
    return recorded(request, agreement, HAPPENED["published" if is_public else "hidden"])


@require_safe
def paper_file(request, key):
    paper = get_object_or_404(Paper.objects.visible_to(request.actor), key=key)
    return hand_out(paper)

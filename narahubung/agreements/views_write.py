"""Writing an agreement: its heading, clauses, commitments and parties."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from narahubung.agreements.forms import EditForm
from narahubung.agreements.forms_write import ClauseForm, CommitmentForm, JoinForm, SignatoryForm
from narahubung.agreements.models import Clause, Commitment, Party
from narahubung.agreements.timeline import HAPPENED
from narahubung.agreements.views import form_page, recorded, visible_agreement

WAYS = ["GET", "HEAD", "POST"]
STRUCK = {"clause": Clause, "commitment": Commitment, "party": Party}


def editable(request, reference, question="may_be_edited_by"):
    agreement = visible_agreement(request, reference)
    if not getattr(agreement, question)(request.actor):
        raise PermissionDenied
    return agreement


def posted(request):
    return request.POST if request.method == "POST" else None


def of(request, model, agreement, pk):
    return get_object_or_404(model.objects.visible_to(request.actor), agreement=agreement, pk=pk)


@require_http_methods(WAYS)
def agreement_edit(request, reference):
    agreement = editable(request, reference)
    form = EditForm(posted(request), agreement=agreement)
    if form.is_valid():
        agreement.edit(request.actor, **form.cleaned_data)
        return recorded(request, agreement, HAPPENED["edited"])
    return form_page(request, agreement, _("Change the heading"), form)


@require_http_methods(WAYS)
def clause_new(request, reference):
    agreement = editable(request, reference)
    form = ClauseForm(posted(request))
    if form.is_valid():
        agreement.write_clause(request.actor, form.cleaned_data["text"])
        return recorded(request, agreement, HAPPENED["clause_written"])
    return form_page(request, agreement, _("Add a clause"), form)


@require_http_methods(WAYS)
def clause_edit(request, reference, pk):
    agreement = editable(request, reference)
    clause = of(request, Clause, agreement, pk)
    form = ClauseForm(posted(request), initial={"text": clause.text})
    if form.is_valid():
        agreement.write_clause(request.actor, form.cleaned_data["text"], clause)
        return recorded(request, agreement, HAPPENED["clause_written"])
    return form_page(request, agreement, _("Change this clause"), form, strike=["clause", pk])


@require_http_methods(WAYS)
def commitment_new(request, reference, pk):
    agreement = editable(request, reference)
    clause = of(request, Clause, agreement, pk)
    blank = Commitment(agreement=agreement, clause=clause)
    form = CommitmentForm(posted(request), instance=blank, agreement=agreement)
    if form.is_valid():
        agreement.write_commitment(request.actor, form.save(commit=False))
        return recorded(request, agreement, HAPPENED["commitment_written"])
    return form_page(request, agreement, _("Add a commitment"), form, about=clause.text)


@require_http_methods(WAYS)
def commitment_edit(request, reference, pk):
    agreement = editable(request, reference)
    row = of(request, Commitment, agreement, pk)
    form = CommitmentForm(posted(request), instance=row, agreement=agreement)
    if form.is_valid():
        agreement.write_commitment(request.actor, form.save(commit=False))
        return recorded(request, agreement, HAPPENED["commitment_written"])
    more = {"about": row.clause.text, "strike": ["commitment", pk]}
    return form_page(request, agreement, _("Change this commitment"), form, **more)


@require_http_methods(WAYS)
def party_new(request, reference):
    agreement = editable(request, reference, "may_be_joined_by")
    form = JoinForm(posted(request), agreement=agreement)
    if form.is_valid():
        agreement.join(request.actor, form.save(commit=False))
        return recorded(request, agreement, HAPPENED["joined"])
    return form_page(request, agreement, _("Let somebody join"), form)


@require_http_methods(WAYS)
def party_edit(request, reference, pk):
    agreement = editable(request, reference, "may_be_joined_by")
    party = of(request, Party, agreement, pk)
    form = SignatoryForm(posted(request), instance=party)
    if form.is_valid():
        agreement.name_signatory(request.actor, party, **form.cleaned_data)
        return recorded(request, agreement, HAPPENED["signatory_named"])
    free = agreement.may_be_edited_by(request.actor) and not party.is_ombudsman
    more = {"about": str(party), "strike": ["party", pk] if free else None}
    return form_page(request, agreement, _("Who signs?"), form, **more)


@require_POST
def strike(request, reference, what, pk):
    """Take something out of what is not signed yet."""
    if what not in STRUCK:
        raise Http404
    agreement = editable(request, reference)
    agreement.strike(request.actor, of(request, STRUCK[what], agreement, pk), what)
    return recorded(request, agreement, HAPPENED[f"{what}_struck"])

"""How a commitment stands and why; proofs, programmes and milestones."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from narahubung.agreements import figured
from narahubung.agreements.forms_proof import DoneForm, MilestoneForm, ProgrammeForm, VerifyForm
from narahubung.agreements.models import Commitment, Milestone, Programme, Proof
from narahubung.agreements.page import runs_of, trend_of
from narahubung.agreements.timeline import HAPPENED
from narahubung.agreements.views import form_page, recorded, visible_agreement
from narahubung.agreements.views_write import WAYS, editable, of


def one_of(request, agreement, pk):
    rows = Commitment.objects.visible_to(request.actor).prefetch_related("standings")
    rows = rows.select_related("clause", "owner__agency", "agency")
    row = get_object_or_404(rows, agreement=agreement, pk=pk)
    row.agreement = agreement
    return row


@require_safe
def commitment(request, reference, pk):
    agreement = visible_agreement(request, reference)
    row = one_of(request, agreement, pk)
    proofs = [
        (proof, agreement.lives() and proof.may_be_verified_by(request.actor))
        for proof in row.proofs.for_page()
    ]
    context = {
        "agreement": agreement,
        "row": row,
        "figure": figured.name_of(row.figure),
        "share_of": figured.name_of(row.share_of),
        "trend": trend_of(row),
        "runs": runs_of(row),
        "proofs": proofs,
        "may_show": row.takes_proof_from(request.actor),
        "may_edit": agreement.may_be_edited_by(request.actor),
    }
    return render(request, "agreements/commitment.html", context)


def sent(request):
    return (request.POST, request.FILES) if request.method == "POST" else ()


@require_http_methods(WAYS)
def proof_new(request, reference, pk):
    agreement = visible_agreement(request, reference)
    row = one_of(request, agreement, pk)
    if not row.takes_proof_from(request.actor):
        raise PermissionDenied
    form = DoneForm(*sent(request))
    if form.is_valid():
        agreement.show(request.actor, row, **form.cleaned_data)
        return recorded(request, agreement, HAPPENED["proof_given"], row)
    return form_page(request, agreement, _("Hand in a proof"), form, about=row.text)


@require_http_methods(WAYS)
def proof_verify(request, reference, pk):
    agreement = visible_agreement(request, reference)
    proofs = Proof.objects.visible_to(request.actor).for_page().select_related("commitment")
    proof = get_object_or_404(proofs, commitment__agreement=agreement, pk=pk)
    if not (agreement.lives() and proof.may_be_verified_by(request.actor)):
        raise PermissionDenied
    form = VerifyForm(*sent(request)[:1])
    if form.is_valid():
        agreement.verify(request.actor, proof, **form.cleaned_data)
        kind = "proof_verified" if form.cleaned_data["accepted"] else "proof_refused"
        return recorded(request, agreement, HAPPENED[kind])
    more = {"about": proof.words, "paper": proof.paper}
    return form_page(request, agreement, _("Verify this proof"), form, **more)


@require_http_methods(WAYS)
def programme_new(request, reference):
    agreement = editable(request, reference, "may_be_joined_by")
    form = ProgrammeForm(*sent(request)[:1], agreement=agreement)
    if form.is_valid():
        said = form.cleaned_data
        programme = Programme(title=said["programme"], aim=said["aim"], owner=said["owner"])
        agreement.write_programme(request.actor, programme, [(said["title"], said["due"])])
        return recorded(request, agreement, HAPPENED["programme_written"])
    return form_page(request, agreement, _("Begin a programme"), form)


@require_http_methods(WAYS)
def milestone_new(request, reference, pk):
    agreement = editable(request, reference, "may_be_joined_by")
    programme = of(request, Programme, agreement, pk)
    form = MilestoneForm(*sent(request)[:1])
    if form.is_valid():
        agreement.set_milestone(request.actor, programme, **form.cleaned_data)
        return recorded(request, agreement, HAPPENED["milestone_set"])
    return form_page(request, agreement, _("Add a milestone"), form, about=programme.title)


@require_http_methods(WAYS)
def milestone_done(request, reference, pk):
    agreement = visible_agreement(request, reference)
    rows = Milestone.objects.visible_to(request.actor).select_related("programme__owner__agency")
    milestone = get_object_or_404(rows, programme__agreement=agreement, pk=pk)
    if not agreement.may_reach(request.actor, milestone):
        raise PermissionDenied
    form = DoneForm(*sent(request))
    if form.is_valid():
        agreement.reach(request.actor, milestone, **form.cleaned_data)
        return recorded(request, agreement, HAPPENED["milestone_done"])
    return form_page(
        request, agreement, _("This milestone is reached"), form, about=milestone.title
    )

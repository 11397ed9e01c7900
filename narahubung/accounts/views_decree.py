"""What a decree says, and its scan: for those who govern the office."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from narahubung.accounts.decrees import open_original
from narahubung.accounts.forms_office import DecreeForm, OpenScanForm
from narahubung.accounts.models import DecreePaper
from narahubung.accounts.roles import may_grant
from narahubung.accounts.views_people import governed_appointment
from narahubung.documents import BYTES, as_download, hand_out

# A browser shows no PDF in a closed box, so papers are handed out as downloads.


def decree(request, pk):
    appointment = governed_appointment(request, pk)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = DecreeForm(data, files, appointment=appointment)
    if form.is_valid():
        appointment.record_decree(request.actor, **form.terms())
        messages.success(request, _("What the decree says is written down."))
        return redirect("accounts:person", appointment.user_id)
    papers = DecreePaper.objects.visible_to(request.actor).filter(appointment=appointment)
    context = {"form": form, "appointment": appointment, "papers": papers}
    return render(request, "accounts/decree.html", context, status=422 if form.is_bound else 200)


def paper_of(request, key):
    seen = DecreePaper.objects.visible_to(request.actor)
    return get_object_or_404(
        seen.select_related("appointment__agency__parent", "appointment__user"), key=key
    )


def governs(actor, appointment):
    return may_grant(actor, appointment.role, appointment.agency)


@require_safe
def scan(request, key):
    """Hand out the cleaned copy to the holder and to those who govern the office."""
    paper = paper_of(request, key)
    if paper.appointment.user_id != request.user.pk and not governs(
        request.actor, paper.appointment
    ):
        raise PermissionDenied
    return hand_out(paper)


@reauthentication_required
def original(request, key):
    """Hand out the sealed original, byte for byte, to those who govern the office and say why."""
    paper = paper_of(request, key)
    if not governs(request.actor, paper.appointment):
        raise PermissionDenied
    form = OpenScanForm(request.POST if request.method == "POST" else None)
    body, status = None, 422 if form.is_bound else 200
    if form.is_valid():
        body = open_original(paper, request.actor, form.cleaned_data["reason"])
        status = 409
    if body is None:
        context = {"paper": paper, "form": form, "changed": status == 409}
        return render(request, "accounts/scan_original.html", context, status=status)
    return as_download(body, paper.name, BYTES)

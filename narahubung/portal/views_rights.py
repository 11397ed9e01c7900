"""The rights of a person over their data, from their own file, and the public register of processing."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from narahubung.documents import as_download
from narahubung.portal.forms_rights import DataRequestForm
from narahubung.portal.views_track import own_page, with_complaint
from narahubung.protection.letters import people_letter
from narahubung.protection.models import BreachFile, DataRequest
from narahubung.protection.processing import register


@with_complaint
@require_http_methods(["GET", "HEAD", "POST"])
def data_request(request, actor, complaint):
    form = DataRequestForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and is_taken_in(form, actor, complaint):
        return redirect("portal:file")
    status = 422 if form.is_bound else 200
    return own_page(request, "data_request", actor, complaint, status, form=form)


def is_taken_in(form, actor, complaint) -> bool:
    """Take the request in; the same is asked once at a time."""
    try:
        DataRequest.objects.submit(
            kind=form.cleaned_data["kind"],
            words={"text": form.cleaned_data["text"]},
            by=actor,
            agency=complaint.agency,
            channel="portal",
            complaint=complaint,
        )
    except IntegrityError:
        form.add_error("kind", _("You have asked for this already. The answer is on its way."))
        return False
    except PermissionDenied as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@with_complaint
@require_safe
def notice(request, actor, complaint, pk):
    """Return the letter about a breach that concerns this file, with its number and without a name."""
    found = BreachFile.objects.visible_to(actor).select_related("breach__agency__region")
    row = get_object_or_404(found, pk=pk)
    body = people_letter(row.breach, complaint.reference)
    return as_download(body, f"{row.breach.reference}.pdf")


@require_safe
def processing(request):
    entries = [{"entry": entry, **entry.said()} for entry in register()]
    return render(request, "portal/processing.html", {"entries": entries})

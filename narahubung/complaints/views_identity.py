"""Opening a sealed identity: with a reason, the password once more, and a trace that the complainant reads."""

from allauth.account.decorators import reauthentication_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from narahubung.complaints.forms import OpeningForm
from narahubung.complaints.views import visible_complaint


@require_http_methods(["GET", "HEAD", "POST"])
def identity_open(request, reference):
    complaint = visible_complaint(request, reference)
    if not complaint.may_be_opened_by(request.actor):
        raise Http404
    return opening(request, complaint)


@reauthentication_required
def opening(request, complaint):
    """Ask for the reason; answer with the person, in this one response and nowhere else."""
    form = OpeningForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            opened = complaint.open_identity(request.actor, form.cleaned_data["reason"])
        except PermissionDenied:
            raise Http404 from None
        return render(request, "complaints/identity_opened.html", {"file": complaint, **opened})
    status = 422 if form.is_bound else 200
    context = {"file": complaint, "form": form}
    return render(request, "complaints/identity_open.html", context, status=status)

"""Writing down what came by another door, and the slip that the person takes home."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from narahubung.cases import slips
from narahubung.complaints.forms_entry import EntryForm
from narahubung.complaints.models import Complaint

SLIP = "complaints.slip"
AT_THE_COUNTER = ("manager", "liaison")


@require_http_methods(["GET", "HEAD", "POST"])
def complaint_new(request):
    if request.actor.role not in AT_THE_COUNTER:
        raise PermissionDenied
    sent = request.method == "POST"
    data = (request.POST, request.FILES) if sent else ()
    form = EntryForm(*data, actor=request.actor)
    if form.is_valid():
        complaint, secret = Complaint.objects.submit(by=request.actor, **form.details())
        keep_slip(request.session, complaint, secret)
        return redirect("complaints:receipt")
    status = 422 if sent else 200
    return render(request, "complaints/complaint_new.html", {"form": form}, status=status)


@require_safe
def complaint_receipt(request):
    """Show the last slip of this session again and again, for printers fail."""
    slip = slips.kept(request.session, SLIP)
    if slip is None:
        return redirect("complaints:new")
    return render(request, "complaints/complaint_receipt.html", {"slip": slip})


def keep_slip(session, complaint, secret):
    slip = {
        "reference": complaint.reference,
        "secret": secret,
        "agency": complaint.agency.name,
        "received_on": complaint.received_on,
        "next_due": complaint.next_due,
    }
    slips.keep(session, SLIP, slip)

"""Writing down what came by another door, and the slip that the person takes home."""

from base64 import b64decode, b64encode
from datetime import date

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from narahubung.complaints.forms_entry import EntryForm
from narahubung.complaints.models import Complaint
from narahubung.vault import new_data_key, seal_json, unseal_json

SLIP = "complaints.slip"
DAYS = ("received_on", "next_due")
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
    slip = request.session.get(SLIP)
    if slip is None:
        return redirect("complaints:new")
    return render(request, "complaints/complaint_receipt.html", {"slip": opened(slip)})


def keep_slip(session, complaint, secret):
    """Keep number and secret word sealed, for sessions lie in the database and the word must not."""
    context = SLIP.encode()
    key = new_data_key(context)
    slip = {
        "reference": complaint.reference,
        "secret": secret,
        "agency": complaint.agency.name,
        "received_on": complaint.received_on.isoformat(),
        "next_due": complaint.next_due and complaint.next_due.isoformat(),
    }
    session[SLIP] = [b64encode(part).decode() for part in (key, seal_json(key, slip, context))]


def opened(slip):
    key, sealed = (b64decode(part) for part in slip)
    slip = unseal_json(key, sealed, SLIP.encode())
    days = {name: slip[name] and date.fromisoformat(slip[name]) for name in DAYS}
    return {**slip, **days}

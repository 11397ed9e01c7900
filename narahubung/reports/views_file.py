"""What leads from a file to another: a sealed name that is opened, a complaint that becomes a report."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from narahubung.complaints.forms import OpeningForm
from narahubung.complaints.models import Complaint
from narahubung.directory.models import Term
from narahubung.reports.models import Report
from narahubung.reports.origin import consent_of, may_open, take_over
from narahubung.reports.views import visible_report
from narahubung.reports.views_desk import keep_slip


@require_http_methods(["GET", "HEAD", "POST"])
def identity_open(request, reference):
    report = visible_report(request, reference)
    if not report.may_be_opened_by(request.actor):
        raise Http404
    return opening(request, report)


@reauthentication_required
def opening(request, report):
    """Ask for the reason; answer with the person, in this one response and nowhere else."""
    form = OpeningForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        person = report.open_identity(request.actor, form.cleaned_data["reason"])
        context = {"file": report, "person": person}
        return render(request, "reports/identity_opened.html", context)
    context = {"file": report, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "reports/identity_open.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def report_of(request, reference):
    """Show what became of a complaint at the Ombudsman, or open a report from it."""
    complaint = get_object_or_404(Complaint.objects.visible_to(request.actor), reference=reference)
    report = Report.objects.visible_to(request.actor).filter(complaint=complaint).first()
    allowed = may_open(request.actor, complaint)
    if report is None and not allowed:
        raise Http404
    if request.method == "POST":
        return opened(request, complaint)
    context = {"complaint": complaint, "report": report, "consent": consent_of(complaint)}
    return render(request, "reports/report_of.html", context)


def opened(request, complaint):
    access = Term.objects.in_force().get(list="access_kind", code="lm")
    try:
        report, secret = take_over(Report, complaint, request.actor, access)
    except PermissionDenied as refusal:
        messages.warning(request, str(refusal))
        return redirect("reports:of", complaint.reference)
    keep_slip(request.session, report, secret)
    return redirect("reports:receipt")

"""The desk of an office: its register, what is written down there, and the slip that the person takes home."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from narahubung.accounts.models import AT_AN_OFFICE, Role
from narahubung.cases import slips
from narahubung.cases.sheet import XLSX
from narahubung.reports import export
from narahubung.reports.forms_entry import EntryForm
from narahubung.reports.models import Report
from narahubung.reports.register import RegisterList

SLIP = "reports.slip"


def register_of(request):
    if request.actor.role not in AT_AN_OFFICE:
        raise PermissionDenied
    return RegisterList(request.actor, request.GET)


@require_safe
def report_list(request):
    register = register_of(request)
    if found := register.exact():
        return redirect(found)
    page = register.page()
    context = {
        "work": register,
        "rows": register.rows(page.rows),
        "page": register.pager(page),
        "counts": register.counts(),
        "may_write": request.actor.role == Role.INTAKE,
        "may_begin": request.actor.role == Role.OFFICE_HEAD,
        "elsewhere": register.behind.elsewhere() if register.behind else [],
    }
    return render(request, "reports/report_list.html", context)


@require_safe
def report_filters(request):
    register = register_of(request)
    context = {"form": register.form, "tab": register.query.get("tab", "")}
    return render(request, "reports/report_filters.html", context)


@require_safe
def report_export(request):
    register = register_of(request)
    body = export.as_xlsx(register.ordered(), register.today)
    return FileResponse(body, as_attachment=True, filename=export.file_name(), content_type=XLSX)


@require_http_methods(["GET", "HEAD", "POST"])
def report_new(request):
    if request.actor.role != Role.INTAKE:
        raise PermissionDenied
    sent = request.method == "POST"
    data = (request.POST, request.FILES) if sent else ()
    form = EntryForm(*data, actor=request.actor)
    if form.is_valid():
        report, secret = Report.objects.submit(by=request.actor, **form.details())
        keep_slip(request.session, report, secret)
        return redirect("reports:receipt")
    return render(request, "reports/report_new.html", {"form": form}, status=422 if sent else 200)


def keep_slip(session, report, secret):
    slip = {
        "reference": report.reference,
        "secret": secret,
        "office": report.office.name,
        "access": str(report.access),
        "received_on": report.received_on,
        "next_due": report.next_due,
    }
    slips.keep(session, SLIP, slip)


@require_safe
def report_receipt(request):
    """Show the last slip of this session again and again, for printers fail."""
    slip = slips.kept(request.session, SLIP)
    if slip is None:
        return redirect("reports:list")
    return render(request, "reports/report_receipt.html", {"slip": slip})

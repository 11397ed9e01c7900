"""The figures that the law asks of an office each quarter and each year: page, letter and spreadsheet."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from narahubung.cases import sheet
from narahubung.cases.sheet import XLSX
from narahubung.clocks.calendar import today_in
from narahubung.documents import as_download
from narahubung.documents.letters import render as set_letter
from narahubung.reports import statutory_paper
from narahubung.reports.behind import offices_for, scope_of
from narahubung.reports.periods import last_finished, period_of, periods_until
from narahubung.reports.statutory_page import Statutory
from narahubung.reports.told import may_read_figures


def figures_of(request):
    actor = request.actor
    if not may_read_figures(actor):
        raise PermissionDenied
    today = today_in(actor.office.zone)
    period = period_of(request.GET.get("period", "")) or last_finished(today)
    usual = "" if actor.office.national else actor.office.code
    return Statutory(scope_of(actor, request.GET.get("office", usual), period)), today


@require_safe
def report_figures(request):
    figures, today = figures_of(request)
    context = {
        "scope": figures.scope,
        "parts": figures.parts(),
        "periods": periods_until(today),
        "offices": offices_for(request.actor),
        "goes_on": figures.scope.period.next_first > today,
        "query": request.GET.urlencode(),
    }
    return render(request, "reports/report_figures.html", context)


@require_safe
def report_figures_pdf(request):
    figures, today = figures_of(request)
    paper = set_letter("reports/statutory", statutory_paper.data(figures, today))
    name = statutory_paper.file_name(figures.scope, "pdf")
    return as_download(paper, name)


@require_safe
def report_figures_xlsx(request):
    figures, _today = figures_of(request)
    body = sheet.as_xlsx(*statutory_paper.sheet_of(figures), wide=(1, 2, 6))
    name = statutory_paper.file_name(figures.scope, "xlsx")
    return FileResponse(body, as_attachment=True, filename=name, content_type=XLSX)

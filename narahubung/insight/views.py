"""The figures of one's own place, and the files behind each."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from narahubung.insight import dashboard
from narahubung.insight.apps import has_figures
from narahubung.insight.forms import PeriodForm
from narahubung.ui.paging import Pager


@require_safe
def figures(request):
    if not has_figures(request.actor):
        raise PermissionDenied
    months = PeriodForm(request.GET).chosen()
    context = {
        "groups": dashboard.groups(request.actor, months),
        "spans": dashboard.spans(months, request.path),
        "today": dashboard.today_of(request.actor),
    }
    return render(request, "insight/figures.html", context)


@require_safe
def figure(request, code):
    found, months = dashboard.known(code), PeriodForm(request.GET).chosen()
    tile = found and dashboard.tile(request.actor, found, months)
    if not tile:
        raise Http404
    page, rows = dashboard.behind(request.actor, found, months, request.GET.get("at", ""))
    context = {
        "tile": tile,
        "rows": rows,
        "by_month": tile.answer.month_by_month(),
        "spans": dashboard.spans(months, request.path),
        "page": Pager(
            previous=page.previous and f"?months={months}&at={page.previous}",
            next=page.next and f"?months={months}&at={page.next}",
        ),
    }
    return render(request, "insight/figure.html", context)

"""The pages of the exchange: bring a file in, watch it, read what became of it, take a file out."""

import tempfile

from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from narahubung.integrations.lapor import exporting
from narahubung.integrations.lapor.doors import for_importers
from narahubung.integrations.lapor.forms import ExportForm, UploadForm
from narahubung.integrations.lapor.importing import begin
from narahubung.integrations.lapor.models import Import
from narahubung.integrations.lapor.telling import KINDS_OF_UNKNOWN, sentence_on_conflict
from narahubung.jobs import enqueue
from narahubung.ui.paging import pager_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 200


@for_importers
@require_GET
def import_list(request):
    imports = Import.objects.visible_to(request.actor).for_page()
    page = Paginator(imports, 25).get_page(request.GET.get("page"))
    return render(
        request, "lapor/import_list.html", {"page": page, "pager": pager_of(page, request.GET)}
    )


@for_importers
def import_new(request):
    form = UploadForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "lapor/import_new.html", {"form": form}, status=status)
    data = form.cleaned_data["file"].read()
    into = begin(data, request.actor.appointment, form.cleaned_data["agency"])
    with transaction.atomic():
        into.keep(data)
        into.save(force_insert=True)
        enqueue("lapor.import", pk=into.pk)
    return redirect(into)


@for_importers
@require_GET
def import_detail(request, pk):
    """Show the progress, and when it has ended the result sheet; the same address serves both."""
    into = get_object_or_404(Import.objects.visible_to(request.actor).for_page(), pk=pk)
    if into.is_under_way():
        return render(request, "lapor/import_progress.html", {"into": into})
    told = {
        "into": into,
        "refused": into.refused_rows()[:SHOWN],
        "unknown": [(KINDS_OF_UNKNOWN[kind], words) for kind, words in into.unknown.items()],
        "conflicts": [sentence_on_conflict(*conflict) for conflict in into.conflicts[:SHOWN]],
    }
    return render(request, "lapor/import_result.html", told)


@for_importers
@require_GET
def import_refused(request, pk):
    into = get_object_or_404(Import.objects.visible_to(request.actor).for_page(), pk=pk)
    heading = [_("Row"), "Tracking ID", _("Reason")]
    rows = ([str(number), key, reason] for number, key, reason in into.refused_rows())
    lines = exporting.csv_table([heading, *rows])
    return as_download(StreamingHttpResponse(lines, "text/csv; charset=utf-8"), into.refused_name)


@for_importers
@require_GET
def export_file(request):
    form = ExportForm(request.GET or None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "lapor/export.html", {"form": form}, status=status)
    asked, actor = form.cleaned_data, request.actor
    records = exporting.chosen(actor, None, asked["first"], asked["last"])
    table, place = exporting.rows(records, actor), exporting.place_of(actor.agency)
    name = f"sp4n-lapor-{timezone.localdate()}.{asked['kind']}"
    if asked["kind"] == "csv":
        lines = exporting.csv_lines(table, place)
        return as_download(StreamingHttpResponse(lines, "text/csv; charset=utf-8"), name)
    target = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it when it is sent)
    exporting.write_xlsx(target, table, place)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=name, content_type=XLSX)


def as_download(response, name):
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

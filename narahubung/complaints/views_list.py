"""The work list, what is kept of it, and what is taken out of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from narahubung.complaints import export
from narahubung.complaints.bulk import MOST, dispose_each
from narahubung.complaints.desk import SavedFilter
from narahubung.complaints.forms import BulkForm
from narahubung.complaints.forms_list import SavedFilterForm
from narahubung.complaints.models import Complaint
from narahubung.complaints.worklist import WorkList

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def complaint_list(request):
    work = WorkList(request.actor, request.GET)
    found = work.reference and work.visible.filter(reference=work.reference).first()
    if found:
        return redirect(found)
    page = work.page()
    context = {
        "work": work,
        "rows": work.rows(page.rows),
        "page": work.pager(page),
        "counts": work.counts(),
        "saved": SavedFilter.objects.visible_to(request.actor),
        "may_dispose": request.actor.role == "manager",
        "may_write": request.actor.role in ("manager", "liaison"),
    }
    return render(request, "complaints/complaint_list.html", context)


@require_safe
def complaint_filters(request):
    """Show every filter. It is a page of its own because its choices cost more than the list."""
    work = WorkList(request.actor, request.GET)
    context = {
        "form": work.form,
        "tab": work.query.get("tab", ""),
        "kept": SavedFilterForm(initial={"query": work.kept()}),
        "saved": SavedFilter.objects.visible_to(request.actor),
    }
    return render(request, "complaints/complaint_filters.html", context)


@require_POST
def filter_save(request):
    form = SavedFilterForm(request.POST)
    if request.actor.user and form.is_valid():
        SavedFilter.objects.visible_to(request.actor).update_or_create(
            user=request.actor.user,
            name=form.cleaned_data["name"],
            defaults={"query": clean_query(form.cleaned_data["query"], request.actor)},
        )
        messages.success(request, _("The filter is kept under its name."))
    else:
        messages.error(request, _("The filter was not kept. Give it a name, at most 60 letters."))
    return redirect("complaints:list")


def clean_query(text, actor):
    """Return only what is a filter of this list, so that a kept address can never lead elsewhere."""
    return WorkList(actor, QueryDict(text)).kept()


@require_POST
def filter_delete(request, pk):
    get_object_or_404(SavedFilter.objects.visible_to(request.actor), pk=pk).delete()
    messages.success(request, _("The filter is gone. The files are not touched."))
    return redirect("complaints:list")


@require_safe
def complaint_export(request, extension):
    work = WorkList(request.actor, request.GET)
    files = work.ordered()
    name = export.file_name(extension)
    if extension == "xlsx":
        body = export.as_xlsx(files, work.today)
        return FileResponse(body, as_attachment=True, filename=name, content_type=XLSX)
    response = StreamingHttpResponse(
        export.as_csv(files, work.today), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
def complaint_bulk(request):
    """Ask once for unit, class and category; the second time the same button gives."""
    if request.actor.role != "manager":
        raise PermissionDenied
    chosen = request.POST.getlist("chosen")[:MOST]
    if not chosen:
        messages.info(request, _("Tick the files first, then choose what to do with them."))
        return redirect("complaints:list")
    sent = "unit" in request.POST
    form = BulkForm(request.POST if sent else None, actor=request.actor)
    if form.is_valid():
        results = dispose_each(chosen, request.actor, **form.cleaned_data)
        return render(request, "complaints/complaint_bulk_done.html", {"results": results})
    files = Complaint.objects.visible_to(request.actor).filter(reference__in=chosen)
    context = {"form": form, "files": files, "chosen": chosen}
    return render(request, "complaints/complaint_bulk.html", context, status=422 if sent else 200)

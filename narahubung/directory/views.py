"""The register of agencies, for operators and for managers within their own tree."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from narahubung.directory import uploads
from narahubung.directory.agency_import import plan_of
from narahubung.directory.empty_sheet import empty_sheet
from narahubung.directory.forms import (
    AgencyForm,
    SearchForm,
    ServiceFormSet,
    ServicePointFormSet,
    SheetForm,
)
from narahubung.directory.models import Agency
from narahubung.directory.rights import may_edit_agencies
from narahubung.documents import as_download

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def editable_agencies(request):
    if not may_edit_agencies(request.actor):
        raise Http404
    return Agency.objects.visible_to(request.actor).editable_by(request.actor)


def agencies(request):
    found = editable_agencies(request)
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(found.for_tree(words), PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "words": words}
    return render(request, "directory/agencies.html", context)


def agency(request, slug):
    editable = editable_agencies(request)
    one = get_object_or_404(editable.with_path(), slug=slug)
    path = one.path_names()[:-1]
    data = request.POST if request.method == "POST" else None
    form = AgencyForm(data, instance=one, editable=editable)
    services = ServiceFormSet(data, instance=one, prefix="services")
    points = ServicePointFormSet(data, instance=one, prefix="points")
    if all([form.is_valid(), services.is_valid(), points.is_valid()]):
        with transaction.atomic():
            for part in (form, services, points):
                part.save()
        messages.success(request, _("The agency is up to date."))
        return redirect(one)

    context = {"agency": one, "path": path, "form": form, "services": services, "points": points}
    return render(request, "directory/agency.html", context, status=422 if data else 200)


def agency_import(request):
    editable_agencies(request)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SheetForm(data, files, actor=request.actor)
    if form.is_valid():
        name = form.cleaned_data["file"].name
        key = uploads.keep(request.user, name, form.cleaned_data["file"].read())
        return redirect("directory:preview", key)

    status = 422 if form.is_bound else 200
    return render(request, "directory/agency_import.html", {"form": form}, status=status)


def agency_preview(request, key):
    """Show what the file would do; on yes read it again, for the register may have changed."""
    editable_agencies(request)
    name, data = uploads.kept(request.user, key)
    plan = plan_of(data, request.actor)
    confirmed = request.method == "POST"
    if confirmed and plan.may_be_loaded():
        plan.load()
        uploads.forget(key)
        sentence = _("Loaded: %(new)s new, %(changed)s changed, %(unchanged)s as before.")
        messages.success(request, sentence % plan.counts())
        return redirect("directory:agencies")

    context = {"plan": plan, "counts": plan.counts(), "name": name}
    status = 422 if confirmed else 200
    return render(request, "directory/agency_preview.html", context, status=status)


def agency_template(request):
    editable_agencies(request)
    return as_download(empty_sheet(), "instansi.xlsx", XLSX)

"""A new instrument, written on pages: begin with a copy, change head and tables, freeze or drop it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from narahubung.assessment.drafting import draft_page
from narahubung.assessment.drafts import WRITERS, Overtaken
from narahubung.assessment.forms import BeginForm, HeadForm, rows_form
from narahubung.assessment.instruments import NotFit
from narahubung.assessment.labels import TABLES_NAMED
from narahubung.assessment.models import Draft
from narahubung.assessment.rows import rows_of, with_rows
from narahubung.assessment.views import TOML
from narahubung.assessment.writing import toml_of
from narahubung.documents import as_download

WAYS = ["GET", "HEAD", "POST"]


def visible_draft(request, pk):
    drafts = Draft.objects.visible_to(request.actor).for_list()
    return get_object_or_404(drafts, pk=pk)


def writable_draft(request, pk):
    draft = visible_draft(request, pk)
    if not draft.may_be_written_by(request.actor):
        raise PermissionDenied
    return draft


def posted(request):
    return request.POST if request.method == "POST" else None


@require_http_methods(WAYS)
def draft_new(request):
    if request.actor.role not in WRITERS:
        raise PermissionDenied
    form = BeginForm(
        posted(request), actor=request.actor, initial={"version": request.GET.get("copy")}
    )
    if form.is_valid():
        draft = Draft.objects.submit(by=request.actor, **form.cleaned_data)
        messages.success(
            request, _("The copy stands. Change what is different, then let it be frozen.")
        )
        return redirect(draft)
    status = 422 if form.is_bound else 200
    return render(request, "assessment/draft_new.html", {"form": form}, status=status)


@require_safe
def draft_detail(request, pk):
    draft = visible_draft(request, pk)
    return render(request, "assessment/draft_detail.html", draft_page(draft, request.actor))


@require_safe
def draft_toml(request, pk):
    draft = visible_draft(request, pk)
    return as_download(toml_of(draft.said), f"{draft.instrument.code}-draft.toml", TOML)


@require_http_methods(WAYS)
def draft_head(request, pk):
    draft = writable_draft(request, pk)
    form = HeadForm(posted(request), said=draft.said)
    if form.is_valid():
        return kept(request, draft, form.changed(draft.said), "head", form, _("Head and rules"))
    return form_page(request, draft, _("Head and rules"), form)


@require_http_methods(WAYS)
def draft_rows(request, pk, table, code=""):
    draft = writable_draft(request, pk)
    rows = rows_of(draft.said, table, code) if table in TABLES_NAMED else None
    if rows is None:
        raise Http404
    form = rows_form(posted(request), draft.said, table, rows)
    label = TABLES_NAMED[table]
    if form.is_bound and form.is_valid():
        said = with_rows(draft.said, table, code, form.edited())
        return kept(request, draft, said, table, form, label, code)
    return form_page(request, draft, label, form, code)


def kept(request, draft, said, part, form, label, code=""):
    """Keep the change, or say that somebody else came first and lose no word."""
    try:
        draft.write(request.actor, said, seen_of(request), part)
    except Overtaken:
        return form_page(request, draft, label, form, code, overtaken=True)
    messages.success(request, _("Kept."))
    return redirect(draft)


def seen_of(request) -> int:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0


def form_page(request, draft, label, form, code="", overtaken=False):
    context = {"draft": draft, "label": label, "form": form, "code": code, "overtaken": overtaken}
    context["is_rows"] = hasattr(form, "management_form")
    context["seen"] = seen_of(request) if form.is_bound else draft.revision
    status = 409 if overtaken else 422 if form.is_bound else 200
    return render(request, "assessment/draft_form.html", context, status=status)


@require_POST
def draft_freeze(request, pk):
    draft = visible_draft(request, pk)
    try:
        version = draft.freeze(request.actor)
    except NotFit:
        messages.warning(request, _("It still has problems, so it was not frozen."))
        return redirect(draft)
    messages.success(request, _("It is frozen. Nobody can change it any more."))
    return redirect(version)


@require_POST
def draft_drop(request, pk):
    draft = writable_draft(request, pk)
    draft.drop(request.actor)
    messages.success(request, _("The draft is dropped."))
    return redirect("assessment:list")

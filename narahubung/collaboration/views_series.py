"""Series of meetings: begun, changed and ended by the office that convenes them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from narahubung.collaboration.forms import SeriesForm
from narahubung.collaboration.meetings_lifecycle import CONVENE
from narahubung.collaboration.models import Series


@require_http_methods(["GET", "HEAD", "POST"])
def series_new(request):
    if request.actor.role not in CONVENE:
        raise PermissionDenied
    form = SeriesForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if form.is_valid():
        Series.objects.submit(by=request.actor, **form.cleaned_data)
        messages.success(request, _("The meetings of a year ahead are planned."))
        return redirect("collaboration:meetings")
    return form_page(request, form, _("Begin a series of meetings"), _("Plan the meetings"))


@require_http_methods(["GET", "HEAD", "POST"])
def series(request, pk):
    """Members and others read the terms of a series; its office changes them."""
    found = get_object_or_404(Series.objects.visible_to(request.actor), pk=pk)
    if request.actor.role not in CONVENE:
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = SeriesForm(data, instance=found, actor=request.actor)
    if form.is_valid():
        found.edit(request.actor, **form.cleaned_data)
        messages.success(request, _("Recorded. What is only planned follows."))
        return redirect("collaboration:meetings")
    return form_page(request, form, found.name, _("Keep these terms"))


def form_page(request, form, heading, label, lead="", back="", danger=""):
    """Show a form as a page; one that was sent and is not well formed answers 422."""
    context = {
        "form": form,
        "heading": heading,
        "label": label,
        "lead": lead,
        "back": back,
        "danger": danger,
    }
    status = 422 if form.is_bound else 200
    return render(request, "collaboration/form.html", context, status=status)

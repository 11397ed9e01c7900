"""Where the day begins: what is to be done, and for those who head something how it stands."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from narahubung.agreements.sides import side_of
from narahubung.insight import head as heads
from narahubung.insight.apps import has_figures
from narahubung.insight.dashboard import today_of
from narahubung.insight.home import home_of
from narahubung.insight.looks import is_a_head, tabs
from narahubung.insight.promises import PromiseList


@require_safe
def home(request):
    today = today_of(request.actor)
    found = home_of(request.actor, today)
    late = ngettext("%(n)s thing is late.", "%(n)s things are late.", found["late"])
    context = {
        **found,
        "late_words": late % {"n": found["late"]},
        "today": today,
        "tabs": tabs(request),
        "nothing": nothing_for(request.actor),
    }
    return render(request, "home/home.html", context)


def nothing_for(actor) -> dict:
    """Say what one can look at while nothing waits."""
    text = _("What comes next will appear here by itself.")
    if is_a_head(actor):
        return {"text": text, "url": reverse("home:head"), "label": _("See how it stands")}
    if has_figures(actor):
        return {"text": text, "url": reverse("insight:figures"), "label": _("See the figures")}
    return {"text": text, "url": reverse("accounts:offices"), "label": _("My offices")}


@require_safe
def head(request):
    if not is_a_head(request.actor):
        raise PermissionDenied
    today = today_of(request.actor)
    parts = heads.glance(request.actor, today)
    return render(
        request, "home/head.html", {"parts": parts, "today": today, "tabs": tabs(request)}
    )


@require_safe
def promises(request):
    """The promises in force, by how they stand: what the numbers at a glance open."""
    if side_of(request.actor) is None:
        raise PermissionDenied
    listed = PromiseList(request.actor, request.GET)
    page = listed.page()
    context = {"listed": listed, "rows": page.rows, "page": listed.pager(page)}
    return render(request, "home/promises.html", context)

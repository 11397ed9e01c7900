"""What did not reach people, for those who must see to it that they are told."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from narahubung.jobs import wake
from narahubung.notify.apps import sees_undelivered
from narahubung.notify.forms import PlaceForm
from narahubung.notify.models import Snag, Undelivered
from narahubung.notify.pages import page_of, undelivered_rows


@require_safe
def undelivered(request):
    if not sees_undelivered(request.actor):
        raise Http404
    unsent = Undelivered.objects.visible_to(request.actor)
    found, pager = page_of(unsent.failed().with_file(), PlaceForm.row_in(request.GET))
    context = {
        "rows": undelivered_rows(found, request.actor),
        "page": pager,
        "held_up": unsent.held_up().count(),
        "snags": Snag.objects.visible_to(request.actor).with_file()[:50],
    }
    return render(request, "notify/undelivered.html", context)


def failed_or_404(request, pk):
    failed = Undelivered.objects.visible_to(request.actor).failed()
    get_object_or_404(failed, pk=pk)
    return failed.filter(pk=pk)


@require_POST
def again(request, pk):
    failed_or_404(request, pk).again()
    wake("outbox")
    messages.success(request, _("The message will be sent again within a minute."))
    return redirect("notify:undelivered")


@require_POST
def settle(request, pk):
    failed_or_404(request, pk).settle(request.actor.user)
    messages.success(request, _("Noted, with your name and the time. Thank you."))
    return redirect("notify:undelivered")


@require_POST
def dispatch_again(request, pk):
    snags = Snag.objects.visible_to(request.actor)
    get_object_or_404(snags, pk=pk)
    snags.filter(pk=pk).again()
    wake("outbox")
    messages.success(request, _("The event will be taken up again within a minute."))
    return redirect("notify:undelivered")

"""An officer's own notices, and which of them also come by e-mail."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from narahubung.notify.decrees import DecreeWarning
from narahubung.notify.forms import PlaceForm, PreferenceForm
from narahubung.notify.models import Message, Preference
from narahubung.notify.pages import notice_rows, page_of
from narahubung.notify.task_mails import TaskMail


@require_safe
def notices(request):
    """List them newest first. Looking at the list marks nothing as read."""
    mine = Message.objects.visible_to(request.actor)
    before = PlaceForm.row_in(request.GET)
    found, pager = page_of(mine.with_file(), before)
    context = {
        "rows": notice_rows(found),
        "page": pager,
        "latest": found[0].pk if found else None,
        "warnings": DecreeWarning.objects.visible_to(request.actor).current().for_page(),
        "tasks": TaskMail.objects.visible_to(request.actor).current().for_page(),
    }
    return render(request, "notify/notices.html", context)


@require_POST
def open_notice(request, pk):
    mine = Message.objects.visible_to(request.actor)
    notice = get_object_or_404(mine.with_file(), pk=pk)
    mine.filter(pk=pk).unread().read()
    return redirect(notice.kind.address(notice.happened))


@require_POST
def read_all(request):
    """Mark as read what was on the page, and not what arrived since."""
    latest = PlaceForm.row_in(request.POST)
    if latest:
        Message.objects.visible_to(request.actor).filter(pk__lte=latest).unread().read()
        messages.success(request, _("All notices are marked as read."))
    return redirect("notify:notices")


def preference(request):
    mine = Preference.objects.visible_to(request.actor).first() or Preference(
        user=request.actor.user
    )
    form = PreferenceForm(request.POST if request.method == "POST" else None, instance=mine)
    if request.actor.user and form.is_valid():
        form.save()
        messages.success(request, _("Kept. It holds from the next notice on."))
        return redirect("notify:preference")
    context = {"form": form, "address": getattr(request.actor.user, "email", "")}
    return render(request, "notify/preference.html", context, status=422 if form.is_bound else 200)

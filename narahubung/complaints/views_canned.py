"""The answers that a place often gives: those above it are offered, only its own are changed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from narahubung.complaints.desk import CannedAnswer
from narahubung.complaints.forms import CannedAnswerForm

KEEPERS = ("manager", "liaison", "head")


def own_answers(request):
    if request.actor.role not in KEEPERS:
        raise PermissionDenied
    return CannedAnswer.objects.visible_to(request.actor).filter(agency=request.actor.agency)


@require_safe
def canned_list(request):
    own = own_answers(request)
    offered = CannedAnswer.objects.visible_to(request.actor).select_related("agency")
    others = offered.exclude(agency=request.actor.agency)
    return render(request, "complaints/canned_list.html", {"own": own, "others": others})


@require_http_methods(["GET", "HEAD", "POST"])
def canned_edit(request, pk=None):
    own = own_answers(request)
    answer = get_object_or_404(own, pk=pk) if pk else CannedAnswer(agency=request.actor.agency)
    sent = request.method == "POST"
    form = CannedAnswerForm(request.POST if sent else None, instance=answer)
    if form.is_valid():
        form.save()
        messages.success(request, _("Kept. It is offered from the next answer on."))
        return redirect("complaints:canned")
    context = {"form": form, "answer": answer}
    return render(request, "complaints/canned_edit.html", context, status=422 if sent else 200)


@require_POST
def canned_delete(request, pk):
    get_object_or_404(own_answers(request), pk=pk).delete()
    messages.success(request, _("The text is gone. Answers already given keep it."))
    return redirect("complaints:canned")

"""Handing out what is attached: the cleaned copy to those who see its file, the original to few."""

from allauth.account.decorators import reauthentication_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from narahubung.complaints.custody import open_original, trail
from narahubung.complaints.forms import OpenOriginalForm
from narahubung.complaints.models import Attachment
from narahubung.documents import BYTES, as_download, hand_out


@require_safe
def attachment_file(request, key):
    paper = get_object_or_404(Attachment.objects.visible_to(request.actor), key=key)
    return hand_out(paper)


def original_page(request, paper, status=200, **more):
    papers = Attachment.objects.visible_to(request.actor).with_original_for(request.actor)
    may_open = papers.filter(pk=paper.pk).exists()
    context = {"paper": paper, "file": paper.complaint, "trail": trail(paper), "may_open": may_open}
    return render(request, "complaints/original.html", {**context, **more}, status=status)


@require_safe
def original_trail(request, key):
    """Show where an original has been, to all who see its file."""
    papers = Attachment.objects.visible_to(request.actor).select_related("complaint")
    return original_page(request, get_object_or_404(papers, key=key))


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def original_open(request, key):
    """Hand out the original, byte for byte, to those few who may open it and say why."""
    seen = Attachment.objects.visible_to(request.actor).select_related("complaint")
    paper = get_object_or_404(seen, key=key)
    if not seen.with_original_for(request.actor).filter(pk=paper.pk).exists():
        raise PermissionDenied
    form = OpenOriginalForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return original_page(request, paper, 422 if form.is_bound else 200, form=form)
    body = open_original(paper, request.actor, form.cleaned_data["reason"])
    if body is None:
        return original_page(request, paper, 409, changed=True)
    return as_download(body, paper.name, BYTES)

"""Handing out an attachment: the cleaned copy, to those who see its file, in a closed box."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from narahubung.complaints.models import Attachment

# A browser shows no PDF in a closed box, so papers are handed out as downloads.
SHOWN = ("image/jpeg", "image/png", "image/webp")


@require_safe
def attachment_file(request, key):
    paper = get_object_or_404(Attachment.objects.visible_to(request.actor), key=key)
    response = FileResponse(
        paper.cleaned.open("rb"),
        as_attachment=paper.content_type not in SHOWN,
        filename=paper.name,
        content_type=paper.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response

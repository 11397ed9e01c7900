"""How a file leaves the house, and under which headers."""

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

PDF, BYTES = "application/pdf", "application/octet-stream"
# A browser shows no PDF in a closed box, so all but pictures are handed out as downloads.
SHOWN = ("image/jpeg", "image/png", "image/webp")


def in_a_closed_box(response):
    """What somebody attached never runs, is never framed, and tells no other site where it was."""
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def hand_out(paper, shown=SHOWN):
    """Answer with the cleaned copy of a paper. Who may see it was asked before."""
    response = FileResponse(
        paper.cleaned.open("rb"),
        as_attachment=paper.content_type not in shown,
        filename=paper.name,
        content_type=paper.content_type,
    )
    return in_a_closed_box(response)


def as_download(body: bytes | str, name: str, content_type: str = PDF):
    """Answer with a file that was made for this look, or with an original, under a name."""
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return in_a_closed_box(response)

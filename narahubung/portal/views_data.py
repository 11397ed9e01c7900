"""My data: all of it in one file, and the way to have oneself erased."""

from django.http import StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from narahubung.cases.erasure import Kept, Reason
from narahubung.documents import in_a_closed_box
from narahubung.portal import own_data
from narahubung.portal.forms_data import EraseForm
from narahubung.portal.views_track import own_page, with_key


@with_key
@require_safe
def my_data(request, actor, file):
    return own_page(request, "my_data", actor, file)


@with_key
@require_safe
def my_data_zip(request, actor, file):
    # The name tells nothing, for it stays on a phone that others may use.
    head = {"Content-Disposition": 'attachment; filename="data-saya.zip"'}
    body = own_data.streamed(file, actor)
    return in_a_closed_box(
        StreamingHttpResponse(body, content_type="application/zip", headers=head)
    )


@with_key
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request, actor, file):
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return granted_or_noted(request, actor, file)
    status = 422 if form.is_bound else 200
    kept = {"why_kept": file.why_kept(), "kept_until": file.kept_until()}
    return own_page(request, "erase", actor, file, status, form=form, **kept)


def granted_or_noted(request, actor, file):
    """Erase at once; what must stay for now is noted, and erased as soon as nothing keeps it."""
    try:
        file.erase(actor, Reason.ASKED)
    except Kept:
        file.ask_erasure(actor)
        return redirect("portal:erase")
    return render(request, "portal/erased.html")

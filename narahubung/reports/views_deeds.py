"""One page for whatever is written down in an examination beside its steps."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from narahubung.accounts.models import AT_AN_OFFICE
from narahubung.reports.deeds import DEEDS, is_open
from narahubung.reports.forms_rows import MORE
from narahubung.reports.views import recorded, step_page, visible_report


@require_http_methods(["GET", "HEAD", "POST"])
def report_deed(request, reference, name):
    if name not in DEEDS:
        raise Http404
    report = visible_report(request, reference)
    if request.actor.role not in AT_AN_OFFICE:
        raise PermissionDenied
    form_class, label = DEEDS[name]
    about = {"report": report, "actor": request.actor}
    if request.method == "POST" and MORE not in request.POST:
        return done(request, report, name, form_class(request.POST, request.FILES, **about))
    if not is_open(report, name, request.actor):
        messages.warning(request, _("This step is not open now. Below you see where the file is."))
        return redirect(report)
    more = MORE in request.POST and hasattr(form_class, "with_one_more")
    form = form_class.with_one_more(request.POST, **about) if more else form_class(**about)
    return step_page(request, report, label, form)


def done(request, report, name, form):
    """Write it down. Who came second is told so, and loses no word of what was written."""
    label = DEEDS[name][1]
    if not form.is_valid():
        return step_page(request, report, label, form, status=422)
    try:
        report.do(name, request.actor, **form.details())
    except PermissionDenied as refusal:
        report = visible_report(request, report.reference)
        return step_page(request, report, label, form, status=409, refusal=str(refusal))
    return recorded(request, report, label)

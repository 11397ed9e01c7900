"""The meetings of a year, the page of one, its steps, its minutes and its record."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from narahubung.collaboration.forms import STEP_FORMS, MinutesForm, RescheduleForm
from narahubung.collaboration.meetings_lifecycle import ANYBODY, CONVENE, HAPPENED, MOVES, WRITTEN
from narahubung.collaboration.models import Meeting, Series
from narahubung.collaboration.pages import (
    NEWEST,
    back_to,
    meeting_page,
    year_thread,
    zone_of,
)
from narahubung.collaboration.record import record
from narahubung.collaboration.views_series import form_page
from narahubung.documents import as_download
from narahubung.ui.paging import Pager

HALF_A_YEAR = timedelta(days=183)
MOST = 60


def visible_meeting(request, reference):
    meetings = Meeting.objects.visible_to(request.actor).for_list()
    return get_object_or_404(meetings, reference=reference)


def own_meeting(request, reference):
    """Return a meeting that this actor's office convenes; a member is refused, others find nothing."""
    found = visible_meeting(request, reference)
    found.must_be_run_by(request.actor)
    return found


@require_safe
def meetings(request):
    if request.actor.role not in ANYBODY:
        raise PermissionDenied
    zone = zone_of(request.actor)
    with timezone.override(zone):
        return render(request, "collaboration/meetings.html", year_page(request, zone))


def year_page(request, zone):
    now, seen = timezone.now(), Meeting.objects.visible_to(request.actor)
    page = NEWEST.page(seen, request.GET.get("at", ""), dress=lambda rows: rows.for_list())
    around = seen.between(now - HALF_A_YEAR, now + HALF_A_YEAR).for_list()
    return {
        "thread": year_thread(around.order_by("starts_at", "pk")[:MOST]),
        "next": seen.ahead(now).for_list().order_by("starts_at", "pk").first(),
        "meetings": page.rows,
        "page": Pager(
            previous=f"?at={page.previous}" if page.previous else "",
            next=f"?at={page.next}" if page.next else "",
        ),
        "series": list(Series.objects.visible_to(request.actor).running()),
        "runs": request.actor.role in CONVENE,
    }


@require_safe
def meeting(request, reference):
    found = visible_meeting(request, reference)
    with timezone.override(found.zone_info):
        context = meeting_page(found, request.actor)
        return render(request, "collaboration/meeting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request, reference, name):
    found = own_meeting(request, reference)
    move = next((m for m in MOVES if m.name == name and request.actor.role in m.who), None)
    if move is None:
        raise Http404 if name not in STEP_FORMS else PermissionDenied
    form = STEP_FORMS[name](request.POST if request.method == "POST" else None)
    if form.is_valid():
        return taken(request, found, name, form.cleaned_data)
    if name not in [m.name for m in found.moves_for(request.actor)]:
        messages.warning(request, _("This step is not open now. Below you see where it is."))
        return redirect(found)
    danger = "danger" if name == "cancel" else ""
    return form_page(request, form, found.heading, move.label, found.hours, back_to(found), danger)


def taken(request, found, name, details):
    try:
        found.take(name, by=request.actor, **details)
    except PermissionDenied as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Recorded: %(step)s.") % {"step": HAPPENED[name]})
    return redirect(back_to(found))


@require_http_methods(["GET", "HEAD", "POST"])
def reschedule(request, reference):
    found = own_meeting(request, reference)
    form = RescheduleForm(request.POST if request.method == "POST" else None, meeting=found)
    if form.is_valid():
        found.reschedule(request.actor, **form.details())
        messages.success(request, _("Recorded: %(step)s.") % {"step": HAPPENED["moved"]})
        return redirect(back_to(found))
    lead = _("Who is invited already is told by e-mail, and the calendars follow.")
    return form_page(request, form, found.heading, _("Another day or place"), lead, back_to(found))


@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request, reference):
    found = own_meeting(request, reference)
    if not (found.stage in WRITTEN and found.has_begun()):
        messages.warning(request, _("This step is not open now. Below you see where it is."))
        return redirect(found)
    data = request.POST if request.method == "POST" else None
    form = MinutesForm(data, initial={"text": found.minutes_text})
    if form.is_valid():
        found.write_minutes(request.actor, form.cleaned_data["text"])
        messages.success(request, _("Recorded: %(step)s.") % {"step": HAPPENED["minutes_written"]})
        return redirect(back_to(found))
    return form_page(request, form, found.heading, _("Keep the minutes"), "", back_to(found))


@require_safe
def record_pdf(request, reference):
    """The record is there once the minutes are approved; before, there is none."""
    found = visible_meeting(request, reference)
    if not found.record_number:
        raise Http404
    return as_download(record(found), f"{found.reference}.pdf")

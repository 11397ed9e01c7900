"""The agenda: made in one click, then edited, ordered and added to by hand."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from narahubung.collaboration.forms import PointForm
from narahubung.collaboration.meetings_agenda import make_agenda, may_be_made, place_point
from narahubung.collaboration.models import AgendaPoint
from narahubung.collaboration.pages import back_to
from narahubung.collaboration.views_meetings import own_meeting
from narahubung.collaboration.views_series import form_page

WAYS = {"up": -1, "down": 1}


@require_POST
def make(request, reference):
    meeting = own_meeting(request, reference)
    found = make_agenda(meeting, request.actor)
    said = ngettext("%(n)s point was found.", "%(n)s points were found.", found) % {"n": found}
    messages.success(request, said)
    return redirect(back_to(meeting) + "#agenda")


@require_http_methods(["GET", "HEAD", "POST"])
def point_new(request, reference):
    meeting = own_meeting(request, reference)
    meeting.refuse_unless(may_be_made(meeting))
    last = AgendaPoint(meeting=meeting, position=10_000)
    data = request.POST if request.method == "POST" else None
    form = PointForm(data, instance=last, meeting=meeting)
    if form.is_valid():
        form.save()
        return redirect(back_to(meeting) + "#agenda")
    return form_page(request, form, meeting.heading, _("Add a point"), "", back_to(meeting))


def own_point(request, reference, pk):
    meeting = own_meeting(request, reference)
    meeting.refuse_unless(may_be_made(meeting))
    points = AgendaPoint.objects.visible_to(request.actor).filter(meeting=meeting)
    return meeting, get_object_or_404(points, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def point(request, reference, pk):
    """Change the words of a point, or take it off. What was changed stays when the agenda is made again."""
    meeting, found = own_point(request, reference, pk)
    if request.method == "POST" and "remove" in request.POST:
        found.delete()
        return redirect(back_to(meeting) + "#agenda")
    data = request.POST if request.method == "POST" else None
    found.edited = True
    form = PointForm(data, instance=found, meeting=meeting)
    if form.is_valid():
        form.save()
        return redirect(back_to(meeting) + "#agenda")
    return form_page(
        request, form, meeting.heading, _("Change the point"), "", back_to(meeting), "remove"
    )


@require_POST
def place(request, reference, pk):
    meeting, found = own_point(request, reference, pk)
    place_point(meeting, request.actor, found, WAYS.get(request.POST.get("way"), 0))
    return redirect(back_to(meeting) + "#agenda")

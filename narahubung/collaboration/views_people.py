"""Who is invited and who is there: guests, the list, and the page to which a personal QR code leads."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from narahubung.collaboration.forms import GuestForm, WalkInForm
from narahubung.collaboration.models import Attendance, Invitation
from narahubung.collaboration.pages import back_to
from narahubung.collaboration.views_meetings import own_meeting
from narahubung.collaboration.views_series import form_page


@require_http_methods(["GET", "HEAD", "POST"])
def guest(request, reference):
    meeting = own_meeting(request, reference)
    form = GuestForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if form.is_valid():
        meeting.invite_more(request.actor, **form.details())
        messages.success(request, _("Invited."))
        return redirect(back_to(meeting) + "#people")
    return form_page(
        request, form, meeting.heading, _("Invite somebody more"), "", back_to(meeting)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request, reference):
    """The list at the door: one press a person, and a form for who came without an invitation."""
    meeting = own_meeting(request, reference)
    form = WalkInForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if form.is_valid():
        meeting.walk_in(request.actor, **form.cleaned_data)
        messages.success(request, _("Written down."))
        return redirect("collaboration:attendance", meeting.reference)
    seen = Invitation.objects.visible_to(request.actor).filter(meeting=meeting)
    walked_in = Attendance.objects.visible_to(request.actor).filter(meeting=meeting, way="walk_in")
    context = {
        "meeting": meeting,
        "invitations": list(seen.for_page()),
        "walk_ins": list(walked_in.select_related("agency")),
        "form": form,
        "open": meeting.attendance_may_be_written(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "collaboration/attendance.html", context, status=status)


def scanned(request, key):
    """Return the invitation of a code, for those two who may use it: the person, and who runs the meeting."""
    seen = Invitation.objects.visible_to(request.actor)
    found = seen.select_related("meeting__series__office", "user", "agency", "attendance")
    invitation = get_object_or_404(found, key=key)
    runs = invitation.meeting.may_be_run_by(request.actor)
    if not (runs or invitation.is_of(request.actor)):
        raise Http404
    return invitation, runs


@require_http_methods(["GET", "HEAD", "POST"])
def attend(request, key):
    invitation, runs = scanned(request, key)
    meeting = invitation.meeting
    door = reverse("collaboration:attendance", args=[meeting.reference]) if runs else ""
    press = partial(meeting.sign_in, invitation, request.actor)
    with timezone.override(meeting.zone_info):
        return attend_page(request, invitation, meeting, door, press)


def attend_page(request, expected, gathering, door, press):
    """Show to whom a code belongs, and take the one press that this page is for; `door` is the list of who runs it."""
    own = expected.is_of(request.actor)
    if request.method == "POST":
        try:
            press()
        except PermissionDenied:
            messages.warning(request, _("Attendance is not written down at this hour."))
        else:
            messages.success(request, _("%(name)s is there.") % {"name": expected.name})
        return redirect(door or gathering)
    is_open = gathering.is_open_for_signing_in if own else gathering.attendance_may_be_written
    context = {"expected": expected, "gathering": gathering, "own": own, "open": is_open()}
    return render(request, "collaboration/attend.html", context)

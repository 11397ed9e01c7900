"""What waits for somebody from the meetings: decisions to carry out and to confirm, meetings to come to and to prepare."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from narahubung.accounts.models import Role
from narahubung.cases.duties import Duty, own_places, source
from narahubung.collaboration.decisions import Decision
from narahubung.collaboration.meetings import Meeting
from narahubung.collaboration.meetings_lifecycle import CONVENE, TAKE_PART, Progress, Stage
from narahubung.collaboration.meetings_people import Invitation

# So long before its day a meeting wants its invitations, and is on the list of who comes.
BEFORE = timedelta(days=30)


@source("decisions", gettext_lazy("Decisions"), "collaboration:decisions", order=30)
def decisions(actor, today, most):
    rows = Decision.objects.visible_to(actor)
    if actor.role in TAKE_PART:
        deed = _("Carry out the decision")
        rows = rows.filter(owner__in=own_places(actor), progress=Progress.OPEN)
    elif actor.role in CONVENE:
        deed = _("Confirm that it is done")
        rows = rows.filter(meeting__series__office=actor.office, progress=Progress.REPORTED)
    else:
        return
    for one in rows.for_list().order_by("due_on", "pk")[:most]:
        yield Duty(one.due_on, deed, one.text[:120], str(one.owner), one.get_absolute_url())


@source("meetings", gettext_lazy("Meetings"), "collaboration:meetings", order=31)
def meetings(actor, today, most):
    """The meetings to which one is invited, and what the convenor still has to do for a meeting."""
    if actor.role not in (*TAKE_PART, *CONVENE):
        return
    now = timezone.now()
    mine = Invitation.objects.visible_to(actor).filter(user=actor.user, attendance=None)
    mine = mine.filter(meeting__ends_at__gte=now, meeting__starts_at__lte=now + BEFORE)
    mine = mine.filter(meeting__stage=Stage.INVITED).select_related("meeting__series__office")
    for one in mine.order_by("meeting__starts_at", "pk")[:most]:
        yield meeting_duty(one.meeting, _("Come to the meeting"))
    if actor.role in CONVENE:
        yield from to_prepare(actor, now, most)


def to_prepare(actor, now, most):
    coming = Q(stage=Stage.PLANNED, starts_at__gte=now, starts_at__lte=now + BEFORE)
    held = Q(stage__in=(Stage.INVITED, Stage.HELD), ends_at__lt=now)
    rows = Meeting.objects.visible_to(actor).filter(coming | held)
    who = Q(series__convenor=actor.user)
    if actor.role == Role.OFFICE_HEAD:
        who |= Q(stage=Stage.HELD) & ~Q(minutes_text="")
    for one in rows.filter(who).for_list().order_by("starts_at", "pk")[:most]:
        yield meeting_duty(one, deed_for(one))


def deed_for(meeting) -> str:
    if meeting.stage == Stage.PLANNED:
        return _("Send the invitations")
    return _("Approve the minutes") if meeting.minutes_text else _("Keep the minutes")


def meeting_duty(meeting, deed) -> Duty:
    whom = f"{meeting.place}, {meeting.hours}"
    return Duty(meeting.day, deed, meeting.heading, whom, meeting.get_absolute_url())

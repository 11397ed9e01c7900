"""What waits for somebody from working together: decisions, meetings, mentoring and training."""

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
from narahubung.collaboration.mentoring import Mentoring
from narahubung.collaboration.mentoring_lifecycle import ASK, OFFICE
from narahubung.collaboration.mentoring_lifecycle import Stage as Mentored
from narahubung.collaboration.training import Training
from narahubung.collaboration.training_lifecycle import Stage as Trained

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


@source("mentoring", gettext_lazy("Mentoring"), "mentoring:list", order=32)
def mentoring(actor, today, most):
    """An office plans what was asked and does what it planned; an agency answers what it was offered."""
    rows = Mentoring.objects.visible_to(actor)
    if actor.role in OFFICE:
        mine = Q(stage=Mentored.ASKED) | Q(mentor=actor.user, next_due__isnull=False)
    elif actor.role in ASK:
        mine = Q(stage=Mentored.OFFERED, agency__in=own_places(actor))
    else:
        return
    for one in rows.filter(mine).for_list().order_by("next_due", "pk")[:most]:
        yield Duty(
            one.next_due, mentoring_deed(one), one.heading, str(one.agency), one.get_absolute_url()
        )


def mentoring_deed(mentoring) -> str:
    if mentoring.stage == Mentored.ASKED:
        return _("Plan the mentoring that was asked for")
    if mentoring.stage == Mentored.OFFERED:
        return _("Say whether you take up the offer")
    return _("Take the next step of the mentoring")


@source("trainings", gettext_lazy("Training"), "training:list", order=33)
def trainings(actor, today, most):
    """A request waits for the office, another day for whoever asked, and a plan for whoever holds it."""
    if actor.role in CONVENE:
        mine = Q(stage=Trained.ASKED, office=actor.office)
        held_here = Q(agency__isnull=True, office=actor.office)
    elif actor.role in TAKE_PART:
        mine = Q(stage=Trained.PROPOSED, agency=actor.agency)
        held_here = Q(agency=actor.agency)
    else:
        return
    mine |= held_here & (
        Q(stage=Trained.PLANNED, starts_on__lte=today + BEFORE)
        | Q(stage=Trained.ANNOUNCED, starts_on__lt=today)
    )
    rows = Training.objects.visible_to(actor).filter(mine).for_list()
    for one in rows.order_by("starts_on", "pk")[:most]:
        deed, whom = training_deed(one), str(one.holder)
        yield Duty(one.starts_on, deed, one.title, whom, one.get_absolute_url())


def training_deed(training) -> str:
    return {
        Trained.ASKED: _("Answer the request for a speaker"),
        Trained.PROPOSED: _("Say whether the other day suits you"),
        Trained.PLANNED: _("Announce the training"),
        Trained.ANNOUNCED: _("Write down that the training took place"),
    }[training.stage]

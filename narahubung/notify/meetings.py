"""Mails about meetings: the invitation with its calendar, and what becomes of a decision. Each of them once."""

from email.mime.text import MIMEText

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from narahubung.accounts.models import Appointment, Role
from narahubung.collaboration.calendars import CANCEL, REQUEST, invitation_calendar
from narahubung.collaboration.meetings_lifecycle import Progress, Stage
from narahubung.collaboration.models import Decision, Invitation, MeetingEvent
from narahubung.notify.officer_mails import OfficerMail
from narahubung.notify.telling import BATCH, WantedQuerySet, tell_oldest
from narahubung.ui.dates import long_date, near

# Who is told of an event of a meeting. Each returns rows; one that is there already is not written again.


def everybody(event):
    """Return the invitation to everybody in its present version, or that it is cancelled."""
    meeting = event.meeting
    if meeting.stage == Stage.PLANNED or not invited_before(event):
        return []
    method = CANCEL if meeting.stage == Stage.CANCELLED else REQUEST
    rows = meeting.invitations.select_related("user")
    return [mail_of(invitation, method, meeting) for invitation in rows]


def invited_before(event) -> bool:
    """Who was never invited has nothing in the calendar that could be taken off it."""
    return event.meeting.events.filter(kind="invite", seq__lte=event.seq).exists()


def guest(event):
    invitation = Invitation.objects.select_related("user").get(pk=event.facts["invitation"])
    stage = event.meeting.stage
    return [mail_of(invitation, REQUEST, event.meeting)] if stage == Stage.INVITED else []


def mail_of(invitation, method, meeting):
    return MeetingMail(
        user=invitation.user, invitation=invitation, method=method, sequence=meeting.sequence
    )


def owners(event):
    """Return who answers at the owner for what the Ombudsman asks: the focal point, or who stands in."""
    decision = decision_of(event)
    posts = Appointment.objects.responsible(decision.owner, Role.FOCAL_POINT)
    return decision_mails(decision, event, {post.user_id for post in posts})


def heads(event):
    decision = decision_of(event)
    posts = Appointment.objects.responsible(decision.owner, Role.HEAD, Role.STEWARD)
    return decision_mails(decision, event, {post.user_id for post in posts})


def convenor(event):
    return decision_mails(decision_of(event), event, {event.meeting.series.convenor_id})


def decision_of(event):
    return Decision.objects.select_related("owner").get(pk=event.facts["decision"])


def decision_mails(decision, event, users):
    users.discard(event.actor_id)
    return [DecisionMail(user_id=pk, decision=decision, event=event) for pk in sorted(users)]


MEETING_RECIPIENTS = {
    "planned": [],
    "moved": [everybody],
    "invite": [everybody],
    "invited_more": [guest],
    "agenda_made": [],
    "attended": [],
    "hold": [],
    "minutes_written": [],
    "approve": [],
    "decided": [owners],
    "decision_reported": [convenor],
    "decision_done": [owners],
    "decision_given_back": [owners],
    "decision_late": [owners],
    "decision_still_late": [heads],
    "close": [],
    "cancel": [everybody],
}


def tell_of_meetings(limit=BATCH) -> int:
    """Write the mails of the oldest events of which nobody has been told; return how many events."""
    untold = MeetingEvent.objects.untold().select_related("meeting__series__office")
    return tell_oldest(untold, MEETING_RECIPIENTS, limit)


class MeetingMailQuerySet(WantedQuerySet):
    def due(self):
        """A version that was overtaken by a newer one before it was sent is not sent any more."""
        newest = super().due().filter(sequence=F("invitation__meeting__sequence"))
        meeting = "invitation__meeting"
        return newest.select_related(f"{meeting}__series__office", "invitation__user")


class MeetingMail(OfficerMail):
    """One version of one invitation: asked, moved or cancelled."""

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="mails")
    method = models.CharField(max_length=8)
    sequence = models.PositiveIntegerField()

    objects = MeetingMailQuerySet.as_manager()

    class Meta(OfficerMail.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "sequence"], name="nobody_is_invited_twice_alike"
            )
        ]
        indexes = [
            # The worker asks what is to be sent.
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(sent_at__isnull=True),
                name="meeting_mails_to_be_sent",
            )
        ]

    def __str__(self):
        return f"{self.invitation_id} {self.method} {self.sequence}"

    def template(self):
        return "notify/meeting.txt"

    def values(self):
        meeting = self.invitation.meeting
        return {
            "meeting": meeting,
            "day": long_date(meeting.begins.replace(tzinfo=None)),
            "is_cancelled": self.method == CANCEL,
            "is_moved": self.method == REQUEST and self.sequence > 0,
            "url": settings.SITE_URL + meeting.get_absolute_url(),
            "code_url": settings.SITE_URL + self.invitation.get_absolute_url(),
        }

    def about(self):
        return f"{self.invitation.meeting.reference}-{self.sequence}"

    def attachments(self):
        body = invitation_calendar(self.invitation, self.method, self.sequence).decode()
        part = MIMEText(body, "calendar", "utf-8")
        part.set_param("method", self.method)
        part.add_header("Content-Disposition", "attachment", filename="undangan.ics")
        return [part]


class DecisionMailQuerySet(WantedQuerySet):
    def due(self):
        """A warning that was overtaken by the deed is not sent any more."""
        late = Q(event__kind__in=("decision_late", "decision_still_late"))
        overtaken = late & ~Q(decision__progress=Progress.OPEN)
        return (
            super()
            .due()
            .exclude(overtaken)
            .select_related("decision__owner", "decision__meeting__series__office", "event")
        )


class DecisionMail(OfficerMail):
    """What one officer is told of one event of a decision."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="mails")
    event = models.ForeignKey(MeetingEvent, models.PROTECT, related_name="mails")

    objects = DecisionMailQuerySet.as_manager()

    class Meta(OfficerMail.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["event", "user"], name="nobody_is_told_twice_of_a_decision"
            )
        ]
        indexes = [
            # The worker asks what is to be sent.
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(sent_at__isnull=True),
                name="decision_mails_to_be_sent",
            )
        ]

    def __str__(self):
        return f"{self.decision_id} {self.event_id}"

    def template(self):
        return "notify/decision.txt"

    def values(self):
        decision = self.decision
        return {
            "sentence": self.sentence,
            "decision": decision,
            "day": long_date(decision.due_on),
            "near": near(decision.due_on, decision.today),
            "note": self.event.note,
            "url": settings.SITE_URL + decision.get_absolute_url(),
        }

    @property
    def sentence(self):
        said = {
            "decided": _("A meeting decided something that your agency does."),
            "decision_reported": _("A decision was reported as done. Please look at it."),
            "decision_done": _("The office has confirmed that this decision is done."),
            "decision_given_back": _("The office has looked: this decision is not done yet."),
            "decision_late": _("This decision is past its date and not reported as done."),
            "decision_still_late": _("This decision of your agency is past its date by a week."),
        }
        return said[self.event.kind]

    def about(self):
        return f"{self.decision.meeting.reference}-{self.decision.number}-{self.event.seq}"

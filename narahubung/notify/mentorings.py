"""Mails about mentoring: what the other side did, to whoever acts on it. Each of them once."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from narahubung.accounts.models import Appointment, Role
from narahubung.collaboration.mentoring_lifecycle import HAPPENED, OFFICE, WORK
from narahubung.collaboration.models import MentoringEvent, MentoringSession
from narahubung.notify.officer_mails import OfficerMail
from narahubung.notify.telling import BATCH, WantedQuerySet, tell_oldest
from narahubung.ui.dates import long_date

# Who is told of an event of a mentoring. Each returns rows, and none for whoever did it.


def office(event):
    """Return the heads of the office that is asked."""
    here = Appointment.objects.present().filter(office=event.mentoring.office)
    heads = here.filter(role=Role.OFFICE_HEAD).order_by().values_list("user", flat=True)
    return mails(event, heads)


def agency(event):
    """Return who answers at the agency as focal point, or stands in, and its people in this mentoring."""
    posts = Appointment.objects.responsible(event.mentoring.agency, Role.FOCAL_POINT)
    team = event.mentoring.team.order_by().values_list("pk", flat=True)
    return mails(event, [*(post.user_id for post in posts if post.role in WORK), *team])


def mentor(event):
    """Return the mentor; before one is named, the heads of the office."""
    named = event.mentoring.mentor_id
    return mails(event, [named]) if named else office(event)


def other_side(event):
    return agency(event) if event.role in OFFICE else mentor(event)


def mails(event, users):
    return [MentoringMail(event=event, user_id=pk) for pk in sorted({*users} - {event.actor_id})]


# fmt: off
MENTORING_RECIPIENTS = {
    "asked":             [office],
    "offered":           [agency],
    "accept":            [office],
    "plan":              [agency, mentor],
    "begin":             [],
    "finish":            [agency],
    "decline":           [other_side],
    "withdraw":          [other_side],
    "step_added":        [],
    "step_done":         [],
    "session_set":       [agency, mentor],
    "session_moved":     [agency, mentor],
    "session_held":      [agency],
    "session_cancelled": [agency, mentor],
    "output_given":      [other_side],
    "output_accepted":   [agency],
    "output_returned":   [agency],
    "scored":            [other_side],
    "scores_agreed":     [other_side],
}
# fmt: on


def tell_of_mentorings(limit=BATCH) -> int:
    """Write the mails of the oldest events of which nobody has been told; return how many events."""
    untold = MentoringEvent.objects.untold()
    untold = untold.select_related("mentoring__office", "mentoring__agency", "mentoring__kind")
    return tell_oldest(untold, MENTORING_RECIPIENTS, limit)


class MentoringMailQuerySet(WantedQuerySet):
    def due(self):
        mentoring = "event__mentoring"
        told = super().due()
        return told.select_related(
            f"{mentoring}__office", f"{mentoring}__agency", f"{mentoring}__kind"
        )


class MentoringMail(OfficerMail):
    """What one officer is told of one event of a mentoring."""

    event = models.ForeignKey(MentoringEvent, models.PROTECT, related_name="mails")

    objects = MentoringMailQuerySet.as_manager()

    class Meta(OfficerMail.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["event", "user"], name="nobody_is_told_twice_of_a_mentoring"
            )
        ]
        indexes = [
            # The worker asks what is to be sent.
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(sent_at__isnull=True),
                name="mentoring_mails_to_be_sent",
            )
        ]

    def __str__(self):
        return f"{self.event_id} {self.user_id}"

    def template(self):
        return "notify/mentoring.txt"

    def values(self):
        mentoring = self.event.mentoring
        return {
            "happened": HAPPENED[self.event.kind],
            "agency": mentoring.agency,
            "kind": mentoring.kind,
            "note": self.event.note,
            "session": self.session(),
            "url": settings.SITE_URL + mentoring.get_absolute_url(),
        }

    def session(self) -> dict:
        """Return day, hour and place of a session, as they are when the mail goes out."""
        found = MentoringSession.objects.filter(pk=self.event.facts.get("session")).first()
        if found is None:
            return {}
        return {
            "day": long_date(found.day),
            "begins": f"{found.begins:%H.%M}",
            "place": found.place,
        }

    def about(self):
        return f"{self.event.mentoring.reference}-{self.event.seq}"

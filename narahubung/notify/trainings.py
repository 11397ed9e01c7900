"""Mails about trainings: the request and its answer, the announcement, the forms, the certificate. Each of them once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from narahubung.accounts.models import AT_AN_OFFICE, Appointment, Role
from narahubung.collaboration.meetings_lifecycle import TAKE_PART
from narahubung.collaboration.models import TrainingEvent
from narahubung.collaboration.training_certificates import days_of
from narahubung.collaboration.training_lifecycle import Stage
from narahubung.collaboration.training_questions import LATER
from narahubung.notify.officer_mails import OfficerMail
from narahubung.notify.telling import BATCH, WantedQuerySet, tell_oldest

# Who is told of an event of a training. Each returns keys of people.


def office(event) -> set[int]:
    """Return the heads of the office; where there is none, everybody of it."""
    posts = Appointment.objects.in_force().filter(office=event.training.office)
    heads = posts.filter(role=Role.OFFICE_HEAD)
    found = heads if heads.exists() else posts.filter(role__in=AT_AN_OFFICE)
    return set(found.values_list("user", flat=True))


def holder(event) -> set[int]:
    """Return who answers at the agency that holds it; the office needs no mail of its own deeds."""
    agency = event.training.agency
    # A request is seen by those who may answer for the agency; of an announcement everybody there may know.
    return {post.user_id for post in answering([agency]) if post.role in TAKE_PART}


def invited(event) -> set[int]:
    return {post.user_id for post in answering(event.training.invited.all())}


def answering(agencies) -> list:
    found = (Appointment.objects.responsible(a, Role.FOCAL_POINT) for a in agencies if a)
    return [post for posts in found for post in posts]


def speakers(event) -> set[int]:
    return people(event.training.speakers.all())


def speaker(event) -> set[int]:
    return {event.facts["user"]} - {None}


def enrolled(event) -> set[int]:
    return people(event.training.participants.enrolled())


def who_came(event) -> set[int]:
    return people(event.training.participants.who_came())


def certified(event) -> set[int]:
    return people(event.training.participants.filter(certificate__isnull=False))


def herself(event) -> set[int]:
    """Return whom the event is about, if she has an account."""
    return people(event.training.participants.filter(pk=event.facts["participant"]))


def people(rows) -> set[int]:
    return set(rows.filter(user__isnull=False).values_list("user", flat=True))


def told(*groups):
    """Return a group of rows: one mail to each of these people, and none to the one who did it."""

    def rows(event):
        found = set().union(*(group(event) for group in groups)) - {event.actor_id}
        return [TrainingMail(user_id=pk, event=event) for pk in sorted(found)]

    return rows


# fmt: off
TRAINING_RECIPIENTS = {
    "asked":            [told(office)],
    "name_speaker":     [told(holder, speakers)],
    "propose":          [told(holder)],
    "decline":          [told(holder)],
    "settle_day":       [told(office)],
    "withdraw":         [told(office)],
    "planned":          [],
    "edited":           [],
    "moved":            [told(enrolled, speakers)],
    "speaker_added":    [told(speaker)],
    "speaker_removed":  [],
    "point_added":      [],
    "point_removed":    [],
    "paper_added":      [],
    "announce":         [told(invited, speakers)],
    "enrolled":         [told(herself)],
    "left":             [told(herself)],
    "attended":         [],
    "hold":             [told(who_came)],
    "certified":        [told(certified)],
    "certificate_void": [told(herself)],
    "asked_later":      [told(who_came)],
    "answered":         [],
    "close":            [],
    "cancel":           [told(enrolled, speakers, invited)],
}
# fmt: on


def tell_of_trainings(limit=BATCH) -> int:
    untold = TrainingEvent.objects.untold().select_related("training__office", "training__agency")
    return tell_oldest(untold, TRAINING_RECIPIENTS, limit)


class TrainingMailQuerySet(WantedQuerySet):
    def due(self):
        """What was announced and then called off before it was sent is not sent any more."""
        called_off = Q(event__kind__in=("announce", "enrolled", "moved"))
        overtaken = called_off & Q(event__training__stage=Stage.CANCELLED)
        return super().due().exclude(overtaken).select_related("event__training__office", "user")


class TrainingMail(OfficerMail):
    event = models.ForeignKey(TrainingEvent, models.PROTECT, related_name="mails")

    objects = TrainingMailQuerySet.as_manager()

    class Meta(OfficerMail.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["event", "user"], name="nobody_is_told_twice_of_a_training"
            )
        ]
        indexes = [
            # The worker asks what is to be sent.
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(sent_at__isnull=True),
                name="training_mails_to_be_sent",
            )
        ]

    def __str__(self):
        return f"{self.event_id} {self.user_id}"

    def template(self):
        return "notify/training.txt"

    def values(self):
        training = self.event.training
        return {
            "sentence": self.sentence,
            "training": training,
            "days": days_of(training),
            "until": self.until(),
            "note": self.event.note,
            "url": settings.SITE_URL + training.get_absolute_url(),
        }

    def until(self):
        """Return the last day of the form that this mail asks to fill in."""
        name = {"hold": "after", "asked_later": LATER}.get(self.event.kind)
        found = self.event.training.rounds.filter(name=name).first() if name else None
        return found and found.open_until

    @property
    def sentence(self):
        said = {
            "asked": _("An agency asks for a speaker at its training."),
            "name_speaker": _("The office of the Ombudsman has named a speaker."),
            "propose": _("The office of the Ombudsman proposes another day."),
            "decline": _("The office of the Ombudsman cannot send a speaker."),
            "settle_day": _("The agency has answered about the day. Please name a speaker."),
            "withdraw": _("The agency does not need a speaker any more."),
            "moved": _("The training has another day or place."),
            "speaker_added": _("You are named as a speaker."),
            "announce": _("A training is announced. You may enrol people of your agency."),
            "enrolled": _("You are enrolled. Your personal code stands on the page."),
            "left": _("You are no longer on the list of this training."),
            "hold": _("Thank you for being there. Please say how it was: nobody learns your name."),
            "certified": _("Your certificate is there."),
            "certificate_void": _("Your certificate was taken back."),
            "asked_later": _("Some time has passed. What did you use of what you learned?"),
            "cancel": _("The training is cancelled."),
        }
        return said[self.event.kind]

    def about(self):
        return f"{self.event.training.reference}-{self.event.seq}"

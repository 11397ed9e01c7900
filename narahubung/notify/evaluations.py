"""Who is told of what happens to a yearly evaluation: one mail a person and event, written down before it is sent."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from narahubung.accounts.models import Appointment, Role
from narahubung.accounts.responsible import HEADS
from narahubung.accounts.roles import AT_AN_OFFICE
from narahubung.insight.evaluation_lifecycle import ANSWERING, HAPPENED
from narahubung.insight.models import EvaluationEvent
from narahubung.notify.officer_mails import OfficerMail, OfficerMailQuerySet
from narahubung.ui.dates import long_date

BATCH = 200


def office(event) -> set[int]:
    """Return the heads of the Ombudsman office of the sheet."""
    posts = Appointment.objects.present().filter(
        office=event.evaluation.office, role=Role.OFFICE_HEAD
    )
    return set(posts.values_list("user", flat=True))


def agency(event) -> set[int]:
    """Return who answers as focal point at the agency, of those who can open the sheet."""
    return answering(event, Role.FOCAL_POINT)


def signatories(event) -> set[int]:
    """Return who can sign for the agency: its head, or the next one above."""
    return answering(event, *HEADS, Role.INSPECTORATE)


def answering(event, *roles) -> set[int]:
    posts = Appointment.objects.responsible(event.evaluation.agency, *roles)
    return {post.user_id for post in posts if post.role in ANSWERING}


def other_side(event) -> set[int]:
    return agency(event) if event.role in AT_AN_OFFICE else office(event)


# fmt: off
TOLD = {
    **dict.fromkeys(("item_written", "item_struck"), []),
    "evaluation_opened": [agency, signatories],
    "remarked":          [other_side],
    "finish":            [signatories, agency],
    "take_back":         [agency],
    "sign_agency":       [office],
    "sign_office":       [agency, signatories],
    "item_done":         [other_side],
}
# fmt: on


class EvaluationMailQuerySet(OfficerMailQuerySet):
    def due(self):
        return super().due().exclude(user__notify__mail="none")

    def note_all(self) -> int:
        """Write down who is to be told of each event of which nobody has been told yet."""
        waiting = EvaluationEvent.objects.filter(dispatched_at=None).order_by("pk")
        events = waiting.select_related("evaluation__office", "evaluation__agency")[:BATCH]
        return sum(self.note(event) for event in events)

    @transaction.atomic
    def note(self, event) -> int:
        """Write one row a person and mark the event, or neither; never to the one who did it."""
        untold = EvaluationEvent.objects.filter(pk=event.pk, dispatched_at=None)
        if not untold.update(dispatched_at=timezone.now()):
            return 0
        people = set().union(*(group(event) for group in TOLD[event.kind])) - {event.actor_id}
        rows = [self.model(event=event, user_id=pk) for pk in sorted(people)]
        return len(self.bulk_create(rows, ignore_conflicts=True))


class EvaluationMail(OfficerMail):
    event = models.ForeignKey(EvaluationEvent, models.PROTECT, related_name="mails")

    objects = EvaluationMailQuerySet.as_manager()

    class Meta(OfficerMail.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["event", "user"], name="nobody_is_told_twice_of_an_evaluation"
            )
        ]
        indexes = [
            # The worker asks what is to be sent.
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(sent_at__isnull=True),
                name="evaluation_mails_to_be_sent",
            )
        ]

    def __str__(self):
        return f"{self.event} {self.user_id}"

    def template(self):
        return "notify/evaluation.txt"

    def values(self):
        sheet = self.event.evaluation
        return {
            "happened": HAPPENED[self.event.kind],
            "title": str(sheet),
            "until": long_date(sheet.next_due) if sheet.is_open() else "",
            "url": settings.SITE_URL + sheet.get_absolute_url(),
        }

    def about(self):
        return f"{self.event.evaluation.reference}-{self.event.seq}"

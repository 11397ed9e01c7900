"""Who is told of what happens to an agreement: one mail a person and event, written down before it is sent."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from narahubung.accounts.models import Appointment, Role
from narahubung.agreements.models import Agreement, Commitment, Event
from narahubung.agreements.promises import StateName
from narahubung.agreements.sides import AT_THE_AGENCY, Side
from narahubung.agreements.timeline import HAPPENED
from narahubung.notify.officer_mails import OfficerMail, OfficerMailQuerySet
from narahubung.ui.dates import long_date

BATCH = 200


def office(event) -> set[int]:
    """Return the heads of the Ombudsman office of the agreement."""
    posts = Appointment.objects.present().filter(
        office=event.agreement.office, role=Role.OFFICE_HEAD
    )
    return set(posts.values_list("user", flat=True))


def agencies(event) -> set[int]:
    """Return who answers as focal point at each agency that is party to it."""
    parties = event.agreement.parties.filter(is_witness=False, agency__isnull=False)
    return focal_points(party.agency for party in parties.select_related("agency"))


def joined(event) -> set[int]:
    party = event.agreement.parties.filter(pk=event.facts["party"], is_witness=False)
    return focal_points(p.agency for p in party.select_related("agency") if p.agency_id)


def owner(event) -> set[int]:
    """Return who answers for those who owe a commitment: the focal points, or the office itself."""
    owed = commitment_of(event)
    if owed is None or owed.owner_id is None:
        return agencies(event)
    return focal_points([owed.owner.agency]) if owed.owner.agency_id else office(event)


def judges(event) -> set[int]:
    """Return who stands on the other side of a proof and can verify it."""
    came_from = Side.OMBUDSMAN if event.role in (Role.EXAMINER, Role.OFFICE_HEAD) else Side.AGENCY
    return agencies(event) if came_from == Side.OMBUDSMAN else office(event)


def if_it_matters(group):
    """Tell of a new state, but not that an agreement has just begun and all is well."""

    def told(event):
        begins_well = not event.facts["before"] and event.facts["state"] in ("on_track", "kept")
        return set() if begins_well else group(event)

    return told


def focal_points(places) -> set[int]:
    """Return who answers today, of those who can open the agreement."""
    posts = [
        post
        for place in places
        for post in Appointment.objects.responsible(place, Role.FOCAL_POINT)
    ]
    return {post.user_id for post in posts if post.role in AT_THE_AGENCY}


def commitment_of(event):
    key = event.facts.get("commitment")
    rows = Commitment.objects.select_related("owner__agency", "agreement__office")
    return rows.filter(pk=key).first() if key else None


# fmt: off
TOLD = {
    **dict.fromkeys((
        "drafted", "edited", "clause_written", "clause_struck", "commitment_written", "commitment_struck",
        "party_struck", "signatory_named", "send_back", "drop", "published", "hidden",
        "programme_written", "milestone_set", "milestone_done"), []),
    "review":         [agencies],
    "sign":           [agencies],
    "enter":          [agencies, office],
    "joined":         [joined],
    "evaluate":       [agencies],
    "evaluation_due": [office],
    "renewal_due":    [agencies, office],
    "extend":         [agencies],
    "expire":         [agencies, office],
    "terminate":      [agencies],
    "state_changed":  [if_it_matters(owner), if_it_matters(office)],
    "proof_given":    [judges],
    "proof_verified": [owner],
    "proof_refused":  [owner],
}
# fmt: on


class AgreementMailQuerySet(OfficerMailQuerySet):
    def due(self):
        return super().due().exclude(user__notify__mail="none")

    def note_all(self) -> int:
        """Write down who is to be told of each event of which nobody has been told yet."""
        waiting = Event.objects.filter(dispatched_at=None).order_by("pk")
        events = waiting.select_related("agreement__office")[:BATCH]
        return sum(self.note(event) for event in events)

    @transaction.atomic
    def note(self, event) -> int:
        """Write one row a person and mark the event, or neither; never to the one who did it."""
        untold = Event.objects.filter(pk=event.pk, dispatched_at=None)
        if not untold.update(dispatched_at=timezone.now()):
            return 0
        people = set().union(*(group(event) for group in TOLD[event.kind])) - {event.actor_id}
        rows = [self.model(event=event, user_id=pk) for pk in sorted(people)]
        return len(self.bulk_create(rows, ignore_conflicts=True))


class AgreementMail(OfficerMail):
    event = models.ForeignKey(Event, models.PROTECT, related_name="mails")

    objects = AgreementMailQuerySet.as_manager()

    class Meta(OfficerMail.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["event", "user"], name="nobody_is_told_twice_of_an_agreement"
            )
        ]
        indexes = [
            # The worker asks what is to be sent.
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(sent_at__isnull=True),
                name="agreement_mails_to_be_sent",
            )
        ]

    def __str__(self):
        return f"{self.event} {self.user_id}"

    def template(self):
        return "notify/agreement.txt"

    @property
    def agreement(self) -> Agreement:
        return self.event.agreement

    def values(self):
        owed = commitment_of(self.event)
        return {
            "happened": HAPPENED[self.event.kind],
            "title": self.agreement.title,
            "commitment": owed.text if owed else "",
            "state": self.state(),
            "sentence": owed.sentence if owed and self.state() else "",
            "until": self.until(),
            "url": settings.SITE_URL + (owed or self.agreement).get_absolute_url(),
        }

    def state(self):
        state = self.event.facts.get("state")
        return StateName(state).label if state else ""

    def until(self):
        if self.event.kind not in ("renewal_due", "extend", "expire"):
            return ""
        return _("The term ends on %s.") % long_date(self.agreement.in_force_until)

    def about(self):
        return f"{self.agreement.reference}-{self.event.seq}"

"""An agreement between the Ombudsman and those who serve the public: who may see it, and what may be asked of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role
from narahubung.agreements.deeds import Deeds
from narahubung.agreements.intake import submit
from narahubung.agreements.lifecycle import ENDED, LIVING, MOVES, WRITERS, WRITTEN, Stage
from narahubung.agreements.papers import Paper
from narahubung.agreements.parties import Party
from narahubung.agreements.programmes import Milestone, Programme
from narahubung.agreements.promises import Clause, Commitment, Proof, Standing
from narahubung.agreements.sides import AT_THE_AGENCY
from narahubung.cases.models import Case
from narahubung.clocks.zoned import OfAnOffice
from narahubung.directory.models import OmbudsmanOffice
from narahubung.journal.models import Entry


class Kind(models.TextChoices):
    MEMORANDUM = "memorandum", _("Memorandum of agreement")
    COOPERATION = "cooperation", _("Cooperation agreement")
    COMMITMENT = "commitment", _("Signed commitment")
    ANNEX = "annex", _("Annex of a decree")


class AgreementQuerySet(models.QuerySet):
    """Every question asked of agreements. Who may see what is answered only here."""

    def visible_to(self, actor):
        """The office sees its own, the national office all; an agency those that it is party to, once drafted."""
        match actor.role:
            case Role.SYSTEM:
                return self
            case Role.INTAKE | Role.EXAMINER | Role.OFFICE_HEAD if actor.office.national:
                return self
            case Role.INTAKE | Role.EXAMINER | Role.OFFICE_HEAD:
                return self.filter(office=actor.office)
            case role if role in AT_THE_AGENCY:
                mine = Party.objects.filter(agency__in=actor.scope).values("agreement")
                return self.filter(pk__in=mine).exclude(stage=Stage.DRAFT)
            case _:
                return self.none()

    def public(self):
        """Return those that were in force and are meant for everybody."""
        return self.filter(is_public=True, entered_on__isnull=False)

    def submit(self, **details):
        """Begin an agreement; see `intake.submit`, the one road."""
        return submit(self.model, **details)

    def living(self):
        return self.filter(stage__in=LIVING)

    def for_list(self):
        return self.select_related("office").prefetch_related(
            Prefetch("parties", Party.objects.for_page()),
            Prefetch("commitments", Commitment.objects.order_by("pk")),
        )


class Agreement(OfAnOffice, Deeds, Case):
    """A memorandum, a cooperation agreement, a signed commitment or the annex of a decree."""

    kind = models.CharField(max_length=12, choices=Kind)
    office = models.ForeignKey(OmbudsmanOffice, models.PROTECT, related_name="agreements")
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=80, blank=True)
    place = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField(null=True)
    in_force_from = models.DateField()
    in_force_until = models.DateField()
    entered_on = models.DateField(null=True)
    evaluated_on = models.DateField(null=True)
    legal_basis = models.TextField(blank=True)
    template = models.CharField(max_length=40, blank=True)
    is_public = models.BooleanField(default=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    MOVES, ENDED = MOVES, ENDED
    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_until__gt=F("in_force_from")),
                name="an_agreement_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[*WRITTEN, Stage.TERMINATED])
                | (Q(signed_on__isnull=False) & ~Q(number="")),
                name="a_signed_agreement_has_day_and_number",
            ),
            models.CheckConstraint(
                condition=Q(entered_on__isnull=False) | ~Q(stage__in=[*LIVING, Stage.EXPIRED]),
                name="an_agreement_in_force_has_its_first_day",
            ),
        ]
        indexes = [
            # The list of an office: what is still open, and must happen first.
            models.Index(fields=["office", "closed_at", "next_due", "id"], name="agreements_by_due")
        ]

    def get_absolute_url(self):
        return reverse("agreements:detail", args=[self.reference])

    # Questions.

    @property
    def stage_label(self):
        return Stage(self.stage).label

    def is_ended(self):
        return self.stage in ENDED

    def lives(self):
        return self.stage in LIVING

    def may_be_edited_by(self, actor):
        return self.stage in WRITTEN and self.is_of_office(actor, WRITERS)

    def may_be_joined_by(self, actor):
        """An agency may join late, as long as the agreement goes on."""
        return self.stage not in ENDED and self.is_of_office(actor, WRITERS)

    def may_be_published_by(self, actor):
        return self.entered_on is not None and self.is_of_office(actor, (Role.OFFICE_HEAD,))

    def is_of_office(self, actor, roles):
        return actor.role in roles and (actor.office.national or actor.office == self.office)

    # Guards of the steps.

    def has_promises(self, _actor):
        return self.commitments.exists() and self.parties.filter(agency__isnull=False).exists()

    def has_both_sides(self, _actor):
        signing = self.parties.filter(is_witness=False).exclude(signatory="")
        ours = signing.filter(is_ombudsman=True)
        return ours.exists() and signing.filter(agency__isnull=False).exists()

    def has_begun(self, _actor):
        return self.in_force_from <= self.today

    def has_run_out(self, _actor):
        return self.in_force_until < self.today


class EventQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(agreement__in=Agreement.objects.visible_to(actor))


class Event(Entry):
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="events")

    objects = EventQuerySet.as_manager()

    class Meta(Entry.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "seq"], name="an_agreement_event_has_its_place"
            )
        ]
        indexes = [
            # The worker asks of which events nobody has been told yet.
            models.Index(
                fields=["id"],
                condition=Q(dispatched_at__isnull=True),
                name="untold_agreement_events",
            )
        ]


__all__ = [
    "Clause",
    "Commitment",
    "Milestone",
    "Paper",
    "Party",
    "Programme",
    "Proof",
    "Stage",
    "Standing",
]

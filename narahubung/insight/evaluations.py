"""The yearly evaluation of the collaboration with one agency, or with one of its focal points: who may see it, what it holds.

While it is written its values are those of today's figures; from the end of the writing on they are kept
as they were read, with their definitions, under a fingerprint.
"""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from narahubung.accounts.models import Appointment, Role
from narahubung.accounts.roles import ANSWERABLE, AT_AN_OFFICE
from narahubung.agreements.sides import Side, side_of
from narahubung.cases.models import Case
from narahubung.cases.references import new_reference
from narahubung.clocks.calendar import today_in
from narahubung.clocks.zoned import OfAnOffice
from narahubung.directory.models import Agency, OmbudsmanOffice
from narahubung.insight.evaluation_deeds import Deeds
from narahubung.insight.evaluation_lifecycle import (
    ANSWERING,
    ENDED,
    FIXED,
    MOVES,
    SIGNING,
    WRITERS,
    Stage,
)
from narahubung.insight.sheet import AGENCY, FOCAL_POINT
from narahubung.journal.models import Entry
from narahubung.reports.intake import region_of

# So long both sides have for their remarks, unless another day is said.
PATIENCE = timedelta(days=30)


class EvaluationQuerySet(models.QuerySet):
    """Every question asked of evaluations. Who may see what is answered only here."""

    def visible_to(self, actor):
        """The office sees its own, the national office all; an agency those of its own tree."""
        match actor.role:
            case Role.SYSTEM:
                return self
            case role if role in AT_AN_OFFICE and actor.office.national:
                return self
            case role if role in AT_AN_OFFICE:
                return self.filter(office=actor.office)
            case role if role in ANSWERABLE:
                return self.filter(agency__in=actor.scope)
            case _:
                return self.none()

    def for_page(self):
        return self.select_related(
            "office", "agency__region", "agency__parent", "focal_point__user", "focal_point__agency"
        )

    @transaction.atomic
    def submit(self, *, by, agency, year, first_day, last_day, focal_point=None, until=None):
        """Open the sheet of an agency, or of one focal point of it; both sides may now write."""
        office = by.office
        row = self.model(
            reference=f"EV-{new_reference(region_of(office), year)}",
            stage=Stage.OPENED,
            office=office,
            agency=agency,
            focal_point=focal_point,
            year=year,
            first_day=first_day,
            last_day=last_day,
            next_due=until or today_in(office.zone) + PATIENCE,
        )
        facts = {"agency": agency.slug, "year": year, "until": row.next_due.isoformat()}
        event = row.chained("evaluation_opened", by, facts=facts)
        row.save(force_insert=True)
        event.save(force_insert=True)
        return row


class Evaluation(OfAnOffice, Deeds, Case):
    """One sheet. Its stage is written by `move` alone, its history by `log` alone."""

    office = models.ForeignKey(OmbudsmanOffice, models.PROTECT, related_name="evaluations")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="evaluations")
    focal_point = models.ForeignKey(Appointment, models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    agency_remarks = models.TextField(blank=True)
    office_remarks = models.TextField(blank=True)
    frozen = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, blank=True)

    MOVES, ENDED = MOVES, ENDED
    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "agency__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "agency", "year"],
                condition=Q(focal_point__isnull=True),
                name="an_agency_is_evaluated_once_a_year",
            ),
            models.UniqueConstraint(
                fields=["focal_point", "year"],
                condition=Q(focal_point__isnull=False),
                name="a_focal_point_is_evaluated_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(last_day__gt=F("first_day")),
                name="an_evaluation_looks_at_whole_months",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.OPENED, fingerprint="")
                | Q(stage__in=FIXED) & ~Q(fingerprint=""),
                name="an_evaluation_is_signed_under_its_fingerprint",
            ),
        ]
        indexes = [
            # The sheets of a year at an office; and of an agency, what it must do first.
            models.Index(fields=["office", "year"], name="evaluations_of_a_year"),
            models.Index(fields=["agency", "year"], name="evaluations_of_an_agency"),
        ]

    def __str__(self):
        return f"{self.whom} {self.year}"

    def get_absolute_url(self):
        return reverse("evaluations:detail", args=[self.reference])

    def turn_clocks(self, step, since=None):
        """No law runs here; the day until which remarks are asked for stays with the sheet until it is closed."""
        if self.is_ended():
            self.next_due = None

    # Questions.

    @property
    def kind(self):
        return FOCAL_POINT if self.focal_point_id else AGENCY

    @property
    def whom(self) -> str:
        """Return who is looked at: a focal point by name and agency, or the agency as a whole."""
        who = self.focal_point
        return f"{who.user.name}, {self.agency}" if who else str(self.agency)

    @property
    def stage_label(self):
        return Stage(self.stage).label

    def is_ended(self):
        return self.stage in ENDED

    def is_fixed(self):
        return self.stage in FIXED

    def is_open(self):
        return self.stage == Stage.OPENED

    # Who acts. A guard is asked with the actor.

    def is_of_office(self, actor):
        return actor.role in WRITERS and actor.office.pk == self.office_id

    def is_of_agency(self, actor, roles=ANSWERING):
        """An inspectorate answers for itself; heads and focal points for all that is below them."""
        if actor.role not in roles or actor.agency is None:
            return False
        if actor.role == Role.INSPECTORATE:
            return actor.agency.pk == self.agency_id
        return self.agency_id in actor.scope

    def may_be_written_by(self, actor):
        return self.is_open() and (self.is_of_office(actor) or self.is_of_agency(actor))

    def may_be_finished_by(self, actor):
        said = self.agency_remarks and self.office_remarks
        return bool(said) and self.is_of_office(actor)

    def may_be_signed_for_agency_by(self, actor):
        return self.is_of_agency(actor, SIGNING)

    def remarks_of(self, side) -> str:
        return self.office_remarks if side == Side.OMBUDSMAN else self.agency_remarks

    def own_remarks(self, actor) -> str:
        return self.remarks_of(side_of(actor))


class EvaluationEventQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(evaluation__in=Evaluation.objects.visible_to(actor))


class EvaluationEvent(Entry):
    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="events")

    objects = EvaluationEventQuerySet.as_manager()

    class Meta(Entry.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "seq"], name="an_evaluation_event_has_its_place"
            )
        ]
        indexes = [
            # The worker asks of what nobody has been told yet.
            models.Index(
                fields=["id"],
                condition=Q(dispatched_at__isnull=True),
                name="untold_evaluation_events",
            )
        ]

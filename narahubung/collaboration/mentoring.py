"""A mentoring (pendampingan): the Ombudsman helps an agency. Who may see it, and what may be asked of it."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from narahubung.accounts.models import Role
from narahubung.cases.models import Case
from narahubung.cases.references import new_reference
from narahubung.clocks.calendar import today_in
from narahubung.clocks.zoned import OfAnOffice
from narahubung.collaboration.mentoring_conditions import is_measured
from narahubung.collaboration.mentoring_deeds import Deeds
from narahubung.collaboration.mentoring_lifecycle import (
    ENDED,
    MEASURED,
    MOVES,
    OFFICE,
    UNDER_WAY,
    WORK,
    Stage,
)
from narahubung.directory.models import Agency, OmbudsmanOffice, Term
from narahubung.journal.models import Entry
from narahubung.reports.intake import region_of


def office_for(agency) -> OmbudsmanOffice | None:
    """Return the office that serves the province of an agency, or else the national one."""
    offices = OmbudsmanOffice.objects.order_by("pk")
    here = offices.filter(national=False, provinces__code=agency.region.code[:2]).first()
    return here or offices.filter(national=True).first()


class MentoringQuerySet(models.QuerySet):
    """Every question asked of mentorings. Who may see them is answered only here."""

    def visible_to(self, actor):
        """The office that mentors, and the agency with those above it who look after it."""
        if actor.role == Role.SYSTEM:
            return self
        if actor.role in OFFICE:
            return self.filter(office=actor.office)
        return self.filter(agency__in=actor.scope) if actor.role in WORK else self.none()

    def going_on(self):
        return self.exclude(stage__in=ENDED)

    def at(self, *stages):
        return self.filter(stage__in=stages)

    def for_list(self):
        return self.select_related("office", "agency__region", "kind", "mentor")

    @transaction.atomic
    def submit(self, *, agency, kind, why, by, wished_month=None):
        """Ask for mentoring, or offer it: which of the two depends on the side that does it."""
        offers = by.role in OFFICE
        kind_of_event = "offered" if offers else "asked"
        office = by.office if offers else office_for(agency)
        row = self.model(
            reference=f"PD-{new_reference(region_of(office), today_in(office.zone).year)}",
            stage=Stage.OFFERED if offers else Stage.ASKED,
            office=office,
            agency=agency,
            kind=kind,
            why=why,
            wished_month=wished_month,
        )
        facts = {"to": str(row.stage), "agency": agency.slug, "kind": kind.code}
        event = row.chained(kind_of_event, by, facts=facts)
        row.save(force_insert=True)
        event.save(force_insert=True)
        return row


class Mentoring(OfAnOffice, Deeds, Case):
    """One mentoring of one agency. Its stage is written by `move` alone, its history by `log` alone."""

    office = models.ForeignKey(OmbudsmanOffice, models.PROTECT, related_name="mentorings")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="mentorings")
    kind = models.ForeignKey(Term, models.PROTECT, related_name="+")
    why = models.TextField(gettext_lazy("why"))
    wished_month = models.DateField(gettext_lazy("wished month"), null=True, blank=True)
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="mentorings"
    )
    team = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    result = models.TextField(gettext_lazy("what came of it"), blank=True)

    MOVES, ENDED = MOVES, ENDED
    objects = MentoringQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("mentoring")
        verbose_name_plural = gettext_lazy("mentorings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind", "office"],
                condition=~Q(stage__in=ENDED),
                name="an_agency_is_mentored_once_at_a_time_in_a_kind",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=[*UNDER_WAY, Stage.DONE]) | Q(mentor__isnull=False),
                name="a_planned_mentoring_has_its_mentor",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.DONE) | ~Q(result=""),
                name="a_completed_mentoring_says_what_came_of_it",
            ),
        ]
        indexes = [
            # The pipeline of an office, stage by stage, what must happen first.
            models.Index(
                fields=["office", "stage", "next_due", "id"], name="mentorings_of_an_office"
            ),
            # What an agency asked for, and whether it was ever reached.
            models.Index(fields=["agency", "stage"], name="mentorings_of_an_agency"),
        ]

    def get_absolute_url(self):
        return reverse("mentoring:detail", args=[self.reference])

    # Questions.

    @property
    def heading(self):
        return _("Mentoring: %(kind)s") % {"kind": self.kind}

    @property
    def stage_label(self):
        return Stage(self.stage).label

    @property
    def is_measured(self):
        return is_measured(self.kind.code)

    def is_ended(self):
        return self.stage in ENDED

    def is_under_way(self):
        return self.stage in UNDER_WAY

    def may_be_run_by(self, actor):
        """Tell whether this actor plans and writes here: those of the office that mentors."""
        return actor.role in OFFICE and actor.office.pk == self.office_id

    def may_be_worked_on_by(self, actor):
        """Tell whether this actor is of one of the two sides."""
        own = actor.role in WORK and self.agency_id in actor.scope
        return own or self.may_be_run_by(actor)

    def may_be_planned_by(self, actor):
        return self.is_under_way() and self.may_be_run_by(actor)

    def takes_output_from(self, actor):
        return self.is_under_way() and self.may_be_worked_on_by(actor)

    def takes_scores_from(self, actor, moment):
        """Before may be said as soon as it was asked for; after, once a session was held and before is agreed."""
        open_now = self.is_measured and self.stage in MEASURED and self.may_be_worked_on_by(actor)
        if not open_now or self.sheets.filter(moment=moment, agreed_at__isnull=False).exists():
            return False
        return moment == "before" or self.may_be_measured_again()

    def may_be_measured_again(self):
        agreed = self.sheets.filter(moment="before", agreed_at__isnull=False)
        return self.stage == Stage.RUNNING and agreed.exists()

    def missing(self) -> list[str]:
        """Return in sentences what is not there yet, before it can be called completed."""
        found = []
        if not self.sessions.filter(state="held").exists():
            found.append(_("No session was held yet."))
        if self.sessions.filter(state="set").exists():
            found.append(_("A session is still ahead, or was held and not written down."))
        if self.outputs.filter(state="given").exists():
            found.append(_("A result waits to be checked by the mentor."))
        if self.steps.filter(done_on=None).exists():
            found.append(_("A step of the plan is still open."))
        agreed = set(self.sheets.filter(agreed_at__isnull=False).values_list("moment", flat=True))
        if self.is_measured and agreed != {"before", "after"}:
            found.append(_("The eight conditions are not yet scored and agreed before and after."))
        return found

    def is_complete(self, _actor=None):
        return not self.missing()

    def first_day_to_act(self):
        """Return the first day of a session ahead or a step not taken: by this the lists are sorted."""
        days = [
            self.sessions.filter(state="set").order_by("day").values_list("day", flat=True).first(),
            self.steps.filter(done_on=None).order_by("due").values_list("due", flat=True).first(),
        ]
        return min(filter(None, days), default=None)


class MentoringEventQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(mentoring__in=Mentoring.objects.visible_to(actor))

    def untold(self):
        return self.filter(dispatched_at=None)


class MentoringEvent(Entry):
    mentoring = models.ForeignKey(Mentoring, models.PROTECT, related_name="events")

    objects = MentoringEventQuerySet.as_manager()

    class Meta(Entry.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["mentoring", "seq"], name="a_mentoring_event_has_its_place"
            )
        ]
        indexes = [
            # The worker asks of what nobody has been told yet.
            models.Index(
                fields=["id"],
                condition=Q(dispatched_at__isnull=True),
                name="untold_mentoring_events",
            )
        ]

"""Clauses and the commitments in them; the proofs that are shown, and how each commitment stood day by day."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from narahubung.accounts.models import Role
from narahubung.agreements import figured
from narahubung.agreements.lifecycle import WRITERS
from narahubung.agreements.papers import Paper
from narahubung.agreements.parties import OfAgreements, Party
from narahubung.agreements.reasons import sentence
from narahubung.agreements.sides import AT_THE_AGENCY, Side, side_of
from narahubung.agreements.standing import AT_LEAST, AT_MOST, Shown, Terms
from narahubung.directory.models import Agency


class Clause(models.Model):
    agreement = models.ForeignKey("agreements.Agreement", models.PROTECT, related_name="clauses")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    objects = OfAgreements.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self.position}. {self.text}"


class Cadence(models.TextChoices):
    ONCE = "once", _("Once")
    MONTH = "month", _("Each month")
    QUARTER = "quarter", _("Each quarter")
    HALF = "half", _("Each half-year")
    YEAR = "year", _("Each year")


MONTHS = {"once": 0, "month": 1, "quarter": 3, "half": 6, "year": 12}


class How(models.TextChoices):
    FIGURE = "figure", _("By a live figure")
    PROOF = "proof", _("By a proof that the other side verifies")


class Comparison(models.TextChoices):
    AT_LEAST = AT_LEAST, _("at least")
    AT_MOST = AT_MOST, _("at most")


class StateName(models.TextChoices):
    MISSED = "missed", _("Missed")
    AT_RISK = "at_risk", _("At risk")
    ON_TRACK = "on_track", _("On track")
    KEPT = "kept", _("Kept")


TONES = {"missed": "late", "at_risk": "due", "on_track": "neutral", "kept": "ok", "": "quiet"}


class Commitment(models.Model):
    """One promise: who owes it, how often, and by what it is seen. The state is written by `reckoning` alone.

    Without an owner all agencies of the agreement owe it together, also those that join later.
    """

    agreement = models.ForeignKey(
        "agreements.Agreement", models.PROTECT, related_name="commitments"
    )
    clause = models.ForeignKey(Clause, models.PROTECT, related_name="commitments")
    owner = models.ForeignKey(Party, models.PROTECT, null=True, related_name="commitments")
    text = models.CharField(max_length=300)
    cadence = models.CharField(max_length=8, choices=Cadence)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    how = models.CharField(max_length=8, choices=How)
    figure = models.CharField(max_length=40, blank=True)
    share_of = models.CharField(max_length=40, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    comparison = models.CharField(max_length=8, choices=Comparison, blank=True)
    threshold = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    state = models.CharField(max_length=8, choices=StateName, blank=True)
    state_since = models.DateField(null=True)
    reason = models.CharField(max_length=20, blank=True)
    numbers = models.JSONField(default=dict)
    evidence_on = models.DateField(null=True)
    next_on = models.DateField(null=True)

    objects = OfAgreements.as_manager()

    class Meta:
        ordering = ["clause__position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(how="proof", figure="", share_of="", threshold__isnull=True)
                | (
                    Q(how="figure", threshold__isnull=False, comparison__in=[AT_LEAST, AT_MOST])
                    & ~Q(figure="")
                ),
                name="a_commitment_is_seen_by_a_figure_or_a_proof",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=models.F("starts_on")),
                name="a_commitment_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("agreements:commitment", args=[self.agreement.reference, self.pk])

    # What was promised.

    @property
    def first_day(self):
        """Return where counting begins: figures are counted by whole months."""
        day = self.starts_on or self.agreement.in_force_from
        return day.replace(day=1) if self.is_measured() else day

    @property
    def last_day(self):
        return min(self.ends_on or self.agreement.in_force_until, self.agreement.in_force_until)

    def is_measured(self):
        return self.how == How.FIGURE

    @property
    def months(self):
        return MONTHS[self.cadence]

    def terms(self) -> Terms:
        grows = self.is_measured() and not self.share_of and figured.grows(self.figure)
        return Terms(
            self.first_day,
            self.last_day,
            self.months,
            self.threshold,
            self.comparison or AT_LEAST,
            grows,
        )

    def shown(self) -> list[Shown]:
        return [Shown(proof.done_on, proof.fate) for proof in self.proofs.all()]

    @property
    def owner_name(self):
        return str(self.owner) if self.owner_id else _("All agencies of the agreement together")

    # Who acts.

    def is_owed_by(self, actor):
        """Tell whether this actor stands for those who owe it, and so brings the proof."""
        if self.owner_id and self.owner.is_ombudsman:
            return self.agreement.is_of_office(actor, WRITERS)
        if actor.role not in AT_THE_AGENCY:
            return False
        owers = [self.owner] if self.owner_id else self.agreement.parties.filter(is_witness=False)
        return any(party.agency_id in actor.scope for party in owers)

    def takes_proof_from(self, actor):
        return not self.is_measured() and self.agreement.lives() and self.is_owed_by(actor)

    # How it stands.

    @property
    def tone(self):
        return TONES[self.state]

    @property
    def state_label(self):
        return StateName(self.state).label if self.state else _("Not yet in force")

    @property
    def sentence(self):
        return said(self.reason, self.numbers, self.unit_mark)

    @property
    def unit_mark(self):
        return "%" if self.share_of else ""


def said(reason, numbers, unit=""):
    return sentence(reason, numbers, get_language() or "id", unit) if reason else ""


class ProofQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(commitment__in=Commitment.objects.visible_to(actor))

    def for_page(self):
        return self.select_related("given_by", "verified_by", "paper").order_by("-done_on", "-pk")


class Proof(models.Model):
    """What the owner says was done, with a paper or a link to one; somebody of another side verifies it."""

    class Fate(models.TextChoices):
        WAITING = "waiting", _("Waits to be verified")
        VERIFIED = "verified", _("Verified")
        REFUSED = "refused", _("Not accepted")

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="proofs")
    done_on = models.DateField()
    words = models.TextField()
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    side = models.CharField(max_length=10, choices=Side)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    fate = models.CharField(max_length=8, choices=Fate, default=Fate.WAITING)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    verified_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)

    objects = ProofQuerySet.as_manager()

    class Meta:
        ordering = ["done_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fate="waiting", verified_by__isnull=True)
                | (~Q(fate="waiting") & Q(verified_by__isnull=False)),
                name="a_judged_proof_names_who_judged",
            ),
            models.CheckConstraint(
                condition=~Q(verified_by=models.F("given_by")),
                name="nobody_verifies_their_own_proof",
            ),
        ]

    def __str__(self):
        return f"{self.done_on} {self.fate}"

    @property
    def tone(self):
        return {"waiting": "due", "verified": "ok", "refused": "late"}[self.fate]

    def may_be_verified_by(self, actor):
        """Only by the other side, and among agencies not by who gave it."""
        other = side_of(actor) not in (None, self.side)
        able = actor.role in WRITERS or actor.role in (*AT_THE_AGENCY,)
        waits = self.fate == self.Fate.WAITING and actor.role != Role.INTAKE
        return waits and other and able and actor.user.pk != self.given_by_id


class Standing(models.Model):
    """How a commitment stood on a day: the history of its state, and its trend."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="standings")
    day = models.DateField()
    state = models.CharField(max_length=8, choices=StateName)
    reason = models.CharField(max_length=20)
    numbers = models.JSONField(default=dict)
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "day"], name="a_commitment_stands_one_way_a_day"
            )
        ]

    def __str__(self):
        return f"{self.day} {self.state}"

    @property
    def tone(self):
        return TONES[self.state]

    @property
    def sentence(self):
        return said(self.reason, self.numbers, self.commitment.unit_mark)

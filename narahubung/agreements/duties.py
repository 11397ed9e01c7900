"""What waits for somebody from the agreements: promises to keep, proofs to verify, milestones, the yearly look."""

from datetime import timedelta

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from narahubung.accounts.models import Role
from narahubung.agreements.lifecycle import ENDED, LIVING, WRITERS
from narahubung.agreements.models import Agreement, Commitment, Milestone, Proof
from narahubung.agreements.parties import Party
from narahubung.agreements.periods import add_months
from narahubung.agreements.sides import AT_THE_AGENCY, Side, side_of
from narahubung.cases.duties import Duty, own_places, source

NOTICE = timedelta(days=30)
# Nothing more is to be shown in this period.
SHOWN = ("proof_handed", "proof_kept", "proof_reached", "begins")
WAITS_FOR = Q(state__in=("missed", "at_risk")) | Q(how="proof", state="on_track")


def owed_by(actor, owner="owner", agreement="agreement") -> Q:
    """Return the condition on what this actor's own side owes: its agency, all agencies together, or the office."""
    if side_of(actor) == Side.OMBUDSMAN:
        return Q(**{f"{owner}__is_ombudsman": True, f"{agreement}__office": actor.office})
    places = own_places(actor)
    party_to = Party.objects.filter(agency__in=places, is_witness=False).values("agreement")
    together = Q(**{f"{owner}__isnull": True, f"{agreement}__in": party_to})
    return Q(**{f"{owner}__agency__in": places}) | together


def may_act(actor) -> bool:
    return actor.role in (*WRITERS, *AT_THE_AGENCY)


@source("commitments", gettext_lazy("Commitments"), "agreements:list", order=40)
def commitments(actor, today, most):
    if not may_act(actor):
        return
    rows = Commitment.objects.visible_to(actor).filter(owed_by(actor), WAITS_FOR)
    rows = rows.filter(agreement__stage__in=LIVING).exclude(reason__in=SHOWN)
    rows = rows.select_related("agreement").order_by(F("next_on").asc(nulls_last=True), "pk")
    for one in rows[:most]:
        deed = _("Improve the figure") if one.is_measured() else _("Hand in a proof")
        yield Duty(one.next_on, deed, one.text, one.agreement.title, one.get_absolute_url())


@source("proofs", gettext_lazy("Proofs"), "agreements:list", order=41)
def proofs(actor, today, most):
    """Proofs of the other side, that nobody has looked at."""
    if not may_act(actor):
        return
    rows = Proof.objects.visible_to(actor).filter(fate=Proof.Fate.WAITING)
    rows = rows.filter(commitment__agreement__stage__in=LIVING).exclude(side=side_of(actor))
    rows = rows.exclude(given_by=actor.user)
    if side_of(actor) == Side.AGENCY:
        party_to = Party.objects.filter(agency__in=own_places(actor), is_witness=False)
        rows = rows.filter(commitment__agreement__in=party_to.values("agreement"))
    rows = rows.select_related("commitment__agreement")
    first = F("commitment__next_on").asc(nulls_last=True)
    for one in rows.order_by(first, "pk")[:most]:
        owed = one.commitment
        url, title = owed.get_absolute_url(), owed.agreement.title
        yield Duty(owed.next_on, _("Verify this proof"), owed.text, title, url)


@source("milestones", gettext_lazy("Milestones"), "agreements:list", order=42)
def milestones(actor, today, most):
    if not may_act(actor):
        return
    mine = owed_by(actor, "programme__owner", "programme__agreement")
    rows = Milestone.objects.visible_to(actor).filter(mine, done_on=None)
    rows = rows.exclude(programme__agreement__stage__in=ENDED)
    for one in rows.select_related("programme__agreement").order_by("due", "pk")[:most]:
        programme = one.programme
        url = programme.agreement.get_absolute_url()
        yield Duty(one.due, _("Reach the milestone"), one.title, programme.title, url)


@source("agreements", gettext_lazy("Agreements"), "agreements:list", order=43)
def agreements(actor, today, most):
    """Of the head of an office: agreements without an evaluation for a year, and those that end soon."""
    if actor.role != Role.OFFICE_HEAD:
        return
    year_ago = add_months(today + NOTICE, -12)
    unseen = Q(evaluated_on__lte=year_ago) | Q(evaluated_on=None, entered_on__lte=year_ago)
    rows = Agreement.objects.visible_to(actor).living().filter(office=actor.office)
    rows = rows.filter(unseen | Q(in_force_until__lte=today + 3 * NOTICE))
    for one in rows.order_by("in_force_until", "pk")[:most]:
        evaluated = add_months(one.evaluated_on or one.entered_on, 12)
        ends = one.in_force_until < evaluated
        deed = _("Extend it or let it end") if ends else _("Record the yearly evaluation")
        day = min(one.in_force_until, evaluated)
        yield Duty(day, deed, one.title, one.number or one.reference, one.get_absolute_url())

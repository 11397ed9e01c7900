"""The thread of an agreement: what happened, in words, and what is to come."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from narahubung.agreements.lifecycle import Stage
from narahubung.cases.timeline import who_did
from narahubung.ui.dates import day_of, long_date, short_date
from narahubung.ui.thread import Knot

S = Stage
PATH = (S.DRAFT, S.REVIEW, S.SIGNED, S.IN_FORCE, S.EXTENDED)

# fmt: off
HAPPENED = {
    "drafted":            gettext_lazy("Draft begun"),
    "edited":             gettext_lazy("Draft changed"),
    "clause_written":     gettext_lazy("Clause written"),
    "clause_struck":      gettext_lazy("Clause struck"),
    "commitment_written": gettext_lazy("Commitment written"),
    "commitment_struck":  gettext_lazy("Commitment struck"),
    "party_struck":       gettext_lazy("Party struck"),
    "signatory_named":    gettext_lazy("Signatory named"),
    "joined":             gettext_lazy("Joined the agreement"),
    "review":             gettext_lazy("Given to legal review"),
    "send_back":          gettext_lazy("Back to the draft"),
    "sign":               gettext_lazy("Signed"),
    "enter":              gettext_lazy("Entered into force"),
    "evaluate":           gettext_lazy("Evaluated"),
    "evaluation_due":     gettext_lazy("A year without an evaluation"),
    "renewal_due":        gettext_lazy("The term ends soon"),
    "extend":             gettext_lazy("Extended"),
    "expire":             gettext_lazy("Ran out"),
    "terminate":          gettext_lazy("Ended early"),
    "drop":               gettext_lazy("Draft given up"),
    "published":          gettext_lazy("Shown to the public"),
    "hidden":             gettext_lazy("No longer shown to the public"),
    "state_changed":      gettext_lazy("A commitment stands otherwise"),
    "proof_given":        gettext_lazy("Proof handed in"),
    "proof_verified":     gettext_lazy("Proof verified"),
    "proof_refused":      gettext_lazy("Proof not accepted"),
    "programme_written":  gettext_lazy("Programme begun"),
    "milestone_set":      gettext_lazy("Milestone set"),
    "milestone_done":     gettext_lazy("Milestone reached"),
}
# fmt: on
# What belongs to the writing, to the page of one commitment, and to the time before the signing.
BESIDE = ("edited", "clause_written", "clause_struck", "commitment_written", "commitment_struck")
BESIDE += ("party_struck", "signatory_named", "milestone_set")
BESIDE += ("state_changed", "proof_given", "proof_verified", "proof_refused")
BEFORE = ("drafted", "review", "send_back")
DAYS = ("signed_on", "evaluated_on", "on", "entered_on")


def short_thread(agreement) -> list[Knot]:
    """Return the few knots of a row: the stages passed, where it is now, and the day on which it ends."""
    stage = Stage(agreement.stage)
    if agreement.is_ended():
        return [Knot(str(S.SIGNED.label)), Knot(str(stage.label))]
    here = PATH.index(stage)
    passed = [one for one in PATH[:here] if one != S.IN_FORCE or stage == S.EXTENDED]
    knots = [Knot(str(one.label)) for one in passed]
    return [
        *knots,
        Knot(str(stage.label), state="open"),
        Knot(_("End of the term"), state="promised"),
    ]


def life_thread(agreement, events) -> list[Knot]:
    """Return every knot of the life of an agreement in the order of their days, and the end of its term.

    The page of a commitment tells of its states and proofs. Once it is signed, a life begins with that.
    """
    parties = {party.pk: str(party) for party in agreement.parties.all()}
    left_out = (*BESIDE, *BEFORE) if agreement.signed_on else BESIDE
    told = [event for event in events if event.kind not in left_out]
    knots = sorted((knot_of(event, parties) for event in told), key=lambda knot: day_of(knot.at))
    if agreement.is_ended():
        return knots
    until = agreement.in_force_until
    late = until < agreement.today
    end = Knot(_("End of the term"), at=until, state="late" if late else "promised")
    return [*knots, Knot(str(agreement.stage_label), state="open"), end]


def knot_of(event, parties):
    facts = event.facts
    days = [date.fromisoformat(facts[name]) for name in DAYS if facts.get(name)]
    words = [
        event.note,
        parties.get(facts.get("party"), ""),
        *particulars(facts),
    ]
    return Knot(
        str(HAPPENED[event.kind]),
        at=days[0] if days else event.at,
        who=who_did(event),
        note=" · ".join(word for word in words if word),
    )


def particulars(facts):
    if facts.get("number"):
        yield _("Number %s") % facts["number"]
    if facts.get("letter"):
        yield _("Number %s") % facts["letter"]
    if facts.get("in_force_until"):
        yield _("until %s") % long_date(date.fromisoformat(facts["in_force_until"]))


def next_words(agreement):
    """Return the one sentence of a row about what comes next, and its tone."""
    day = agreement.next_due
    if day is None:
        return _("Nothing more is due"), "quiet"
    late = day < agreement.today
    said = _("Term until %s") if day == agreement.in_force_until else _("Next on %s")
    return said % short_date(day), "late" if late else "neutral"

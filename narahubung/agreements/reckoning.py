"""The only writer of a commitment's state: asks for figures and proofs, and keeps what the pure function says."""

from django.db import transaction

from narahubung.accounts.actors import System
from narahubung.agreements import figured
from narahubung.agreements.periods import periods
from narahubung.agreements.reasons import stored
from narahubung.agreements.standing import state_of

KEPT = ["state", "state_since", "reason", "numbers", "evidence_on", "next_on"]


def reckoned(commitment, today):
    """Return the state of a commitment on a day, without keeping it."""
    terms = commitment.terms()
    return state_of(terms, series_of(commitment, terms, today), commitment.shown(), today)


def series_of(commitment, terms, today):
    if not commitment.is_measured():
        return {}
    spans = list(periods(terms.starts_on, terms.ends_on, terms.months))
    return figured.series_of(
        commitment.figure, commitment.share_of, places_of(commitment), spans, today
    )


def places_of(commitment):
    """Return whose files are counted: one place, the owner's, or those of all agencies together."""
    if commitment.agency_id:
        return [commitment.agency]
    if commitment.owner_id and commitment.owner.agency_id:
        return [commitment.owner.agency]
    parties = commitment.agreement.parties.filter(is_witness=False, agency__isnull=False)
    return [party.agency for party in parties.select_related("agency")]


@transaction.atomic
def reckon(agreement, today=None) -> int:
    """Judge every commitment of an agreement that is in force; return how many states changed."""
    agreement.lock(System())
    if not agreement.lives():
        return 0
    today = today or agreement.today
    wanted = agreement.commitments.select_related("owner__agency", "agency").prefetch_related(
        "proofs"
    )
    changed = [keep(agreement, commitment, today) for commitment in wanted]
    agreement.next_due = agreement.first_day_to_act()
    agreement.save(update_fields=["next_due"])
    return sum(changed)


def keep(agreement, commitment, today) -> bool:
    """Keep the state of a day, and write down that it has changed."""
    commitment.agreement = agreement
    state = reckoned(commitment, today)
    before, now = commitment.state, state.kind.code
    row = {
        "state": now,
        "reason": state.reason,
        "numbers": stored(state.numbers),
        "value": state.value,
    }
    commitment.standings.update_or_create(day=today, defaults=row)
    commitment.state, commitment.reason, commitment.numbers = now, state.reason, row["numbers"]
    commitment.evidence_on, commitment.next_on = state.evidence_on, state.next_on
    if before != now:
        commitment.state_since = today
    commitment.save(update_fields=KEPT)
    if before == now:
        return False
    facts = {
        "commitment": commitment.pk,
        "before": before,
        "state": now,
        "reason": state.reason,
        "numbers": row["numbers"],
        "on": today.isoformat(),
    }
    agreement.log("state_changed", System(), facts=facts)
    return True

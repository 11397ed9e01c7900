"""What everybody may read of an agreement: plain values, so that no public page can reach past them.

States are shown without their numbers, for a small number could point at a person; of people only who
signed, with their office.
"""

from narahubung.agreements.page import commitments_of, gathered, life_words, tally


def listed(agreement) -> dict:
    parties = [str(party) for party in agreement.parties.all() if not party.is_witness]
    return {
        "reference": agreement.reference,
        "title": agreement.title,
        "kind": agreement.get_kind_display(),
        "stage": agreement.stage_label,
        "parties": parties,
        "first": agreement.in_force_from,
        "last": agreement.in_force_until,
    }


def shown(agreement) -> dict:
    commitments = commitments_of(agreement)
    life = life_words(agreement, commitments)
    return {
        **listed(agreement),
        "number": agreement.number,
        "signed_on": agreement.signed_on,
        "place": agreement.place,
        "legal_basis": agreement.legal_basis,
        "office": str(agreement.office),
        "signing": [
            {
                "name": str(party),
                "by": party.signed_by,
                "part": party.part,
                "joined_on": party.joined_on,
            }
            for party in agreement.parties.all()
        ],
        "life": life,
        "tally": [one for one in tally(commitments) if one["n"]],
        "clauses": [
            {"text": str(clause), "commitments": [promised(c) for c in clause.commitments.all()]}
            for clause in agreement.clauses.all()
        ],
    }


def promised(commitment) -> dict:
    return {
        "text": commitment.text,
        "owner": commitment.owner_name,
        "cadence": commitment.get_cadence_display(),
        "state": commitment.state_label,
        "tone": commitment.tone,
    }


__all__ = ["gathered", "listed", "shown"]

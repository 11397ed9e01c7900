"""The one road by which an agreement begins: from an empty sheet or from a template, with its parties."""

from django.db import transaction
from django.utils import timezone

from narahubung.agreements.patterns import template
from narahubung.cases.references import new_reference
from narahubung.reports.intake import region_of


@transaction.atomic
def submit(model, *, office, by, agencies=(), template_code="", **fields):
    """Store a draft with its parties, and what its template brings; the office is the first party."""
    reference = f"NK-{new_reference(region_of(office), timezone.localdate().year)}"
    agreement = model(
        reference=reference,
        stage="draft",
        office=office,
        template=template_code,
        drafted_by=by.user,
        next_due=fields["in_force_until"],
        **fields,
    )
    facts = {
        "to": agreement.stage,
        "kind": agreement.kind,
        "template": template_code,
        "agencies": sorted(agency.slug for agency in agencies),
    }
    event = agreement.chained("drafted", by, facts=facts)
    agreement.save(force_insert=True)
    event.save(force_insert=True)
    joined = {"joined_on": agreement.in_force_from}
    agreement.parties.create(is_ombudsman=True, **joined)
    for agency in agencies:
        agreement.parties.create(agency=agency, **joined)
    if template_code:
        fill(agreement, template(template_code), agencies)
    return agreement


def fill(agreement, pattern, agencies):
    """Write the clauses and commitments of a template; a single agency owes what agencies owe."""
    parties = list(agreement.parties.order_by("pk"))
    owners = {
        "ombudsman": next(p for p in parties if p.is_ombudsman),
        "agency": next((p for p in parties if p.agency_id), None) if len(agencies) == 1 else None,
    }
    for position, clause in enumerate(pattern.clauses, start=1):
        row = agreement.clauses.create(position=position, text=clause.text)
        for commitment in clause.commitments:
            agreement.commitments.create(
                clause=row, owner=owners[commitment.owner], **commitment.terms()
            )

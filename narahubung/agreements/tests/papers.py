"""Agreements for the watch over every page: one at each turn of its life, and one full of a word to be looked for."""

from dataclasses import replace

from narahubung.agreements.models import Agreement, Commitment, Milestone, Paper, Programme, Proof
from narahubung.agreements.urls import urlpatterns
from narahubung.operations.agreements_told import SCAN, Paperwork
from narahubung.operations.ombudsman import TO_EXAMINATION
from narahubung.reports.models import LiaisonTask

SOME = {
    "reference": "x",
    "pk": 1,
    "key": "00000000-0000-4000-8000-000000000000",
    "what": "clause",
    "name": "sign",
}
ADDRESSES = [f"agreements:{pattern.name}" for pattern in urlpatterns]
# Where there is no agreement, every address is asked with arguments that lead nowhere.
MADE_UP = {
    address: [{name: SOME[name] for name in pattern.pattern.converters}]
    for address, pattern in zip(ADDRESSES, urlpatterns, strict=True)
}


def agree(world, office, word):
    """Plant a word in each field of an agreement that holds words, and in the name of each paper."""
    paperwork = Paperwork(world, office)
    agreement = paperwork.draft("dinkes", title=word, legal_basis=word, template_code="")
    clause = agreement.write_clause(office.bayu, word)
    owner = agreement.parties.get(agency=world.place("dinkes"))
    terms = {"clause": clause, "owner": owner, "cadence": "year", "how": "proof"}
    owed = agreement.write_commitment(office.bayu, Commitment(text=word, **terms))
    for party in agreement.parties.all():
        agreement.name_signatory(office.bayu, party, signatory=word, signatory_title=word)
    agreement.take("review", by=office.bayu)
    paper = replace(SCAN, name=f"{word}.pdf")
    said = {"number": word, "place": word, "signed_on": paperwork.today, "scan": paper}
    agreement.take("sign", by=office.sinta, **said)
    agreement.take("enter", by=office.sinta)
    proof = agreement.show(world.rina, owed, paperwork.today, word, paper)
    agreement.verify(office.bayu, proof, accepted=False, remark=word)
    agreement.show(world.rina, owed, paperwork.today, word, paper)
    programme = Programme(title=word, aim=word, owner=owner)
    agreement.write_programme(office.bayu, programme, [(word, paperwork.today)])
    return agreement


def letter_confirmed(world, office):
    """Let a letter of the Ombudsman reach the health office, whose head confirms it on the same day."""
    office.submit(reported=world.place("dinkes"))
    office.go(f"{TO_EXAMINATION} ask_explanation")
    task = LiaisonTask.objects.get(agency=world.place("dinkes"))
    task.acknowledge(world.hana)
    return task


def arguments() -> dict:
    """Return the arguments of every address for all that is there."""
    numbers = [[a.reference] for a in Agreement.objects.all()]
    owed = [[c.agreement.reference, c.pk] for c in Commitment.objects.select_related("agreement")]
    pages = ("detail", "edit", "publish", "clause_new", "party_new", "programme_new")
    inside = {
        "clause_edit": [
            [a.reference, c.pk] for a in Agreement.objects.all() for c in a.clauses.all()
        ],
        "party_edit": [
            [a.reference, p.pk] for a in Agreement.objects.all() for p in a.parties.all()
        ],
        "proof_verify": [
            [p.commitment.agreement.reference, p.pk]
            for p in Proof.objects.select_related("commitment__agreement")
        ],
        "milestone_new": [
            [p.agreement.reference, p.pk] for p in Programme.objects.select_related("agreement")
        ],
        "milestone_done": [
            [m.programme.agreement.reference, m.pk]
            for m in Milestone.objects.select_related("programme__agreement")
        ],
    }
    inside |= dict.fromkeys(("commitment", "commitment_edit", "proof_new"), owed)
    inside["commitment_new"] = inside["clause_edit"]
    inside["strike"] = [[n, "clause", pk] for n, pk in inside["clause_edit"]]
    inside["move"] = [[*n, step] for n in numbers for step in ("sign", "evaluate", "terminate")]
    inside["file"] = [[paper.key] for paper in Paper.objects.all()]
    found = {f"agreements:{page}": numbers for page in pages}
    found |= {f"agreements:{page}": args for page, args in inside.items()}
    return {**found, "portal:agreement": numbers or [["x"]]}


def agreements_of(world) -> dict:
    """Bring an agreement to each turn of its life; return their numbers and keys by name."""
    paperwork = Paperwork(world)
    office = paperwork.office
    living = paperwork.in_force("dinkes", title="Nota kesepakatan (berlaku)")
    living.publish(office.sinta, True)
    theirs, ours = paperwork.by_hand(living, False)[0], paperwork.by_hand(living, True)[0]
    shown = living.show(world.rina, theirs, paperwork.today, "Narasumber hadir.", SCAN)
    programme = Programme(title="Narahubung di setiap puskesmas")
    living.write_programme(office.bayu, programme, [("SK terbit", paperwork.today)])
    draft = paperwork.draft("dinkes", title="Nota kesepakatan (konsep)")
    review = paperwork.reviewed("disdukcapil", title="Nota kesepakatan (telaah)")
    measured = living.commitments.filter(how="figure").first()
    return {
        "agreed": living.reference,
        "agreement_draft": draft.reference,
        "agreement_review": review.reference,
        "clause": draft.clauses.first().pk,
        "promise": draft.commitments.filter(how="figure").first().pk,
        "party": draft.parties.first().pk,
        "measured": measured.pk,
        "owed_by_agency": theirs.pk,
        "owed_by_office": ours.pk,
        "shown": shown.pk,
        "programme": programme.pk,
        "milestone": programme.milestones.get().pk,
    }

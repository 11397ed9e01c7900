"""An agreement from draft to end: who may do what, who sees what, and that each deed is in the chain."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from narahubung.agreements.jobs import judge_all
from narahubung.agreements.lifecycle import MOVES, Stage
from narahubung.agreements.models import Agreement, Party, Proof
from narahubung.agreements.patterns import templates
from narahubung.agreements.timeline import HAPPENED
from narahubung.figures.registry import FIGURES
from narahubung.journal.chain import first_fault
from narahubung.journal.verification import Tally, faults


def kinds(agreement):
    return list(agreement.events.values_list("kind", flat=True))


def test_every_stage_can_be_reached_and_every_step_has_its_words():
    assert {move.to_stage for move in MOVES} | {Stage.DRAFT} == set(Stage)
    assert {move.name for move in MOVES} <= set(HAPPENED)


@pytest.mark.parametrize("template", templates().values(), ids=lambda t: t.code)
def test_a_template_names_its_source_and_what_nobody_counts_is_proved_by_hand(template):
    assert template.source and template.legal_basis
    for clause in template.clauses:
        assert clause.source and clause.commitments
        for promised in clause.commitments:
            known = promised.figure in FIGURES
            assert known or not promised.figure
            assert promised.terms()["how"] == ("figure" if known else "proof")
            assert promised.share_of in ("", *FIGURES)


def test_the_four_clauses_of_a_template_come_with_parties_and_commitments(paperwork):
    agreement = paperwork.draft("dinkes")
    assert agreement.clauses.count() == 4
    assert [str(party) for party in agreement.parties.all()] == [
        "Ombudsman RI Perwakilan Kalimantan Timur",
        "Dinas Kesehatan",
    ]
    assert {c.how for c in agreement.commitments.all()} == {"figure", "proof"}


def test_it_goes_from_draft_into_force_and_each_step_stands_in_its_chain(paperwork):
    agreement = paperwork.in_force()
    assert agreement.stage == Stage.IN_FORCE
    assert [k for k in kinds(agreement) if k in {m.name for m in MOVES}] == [
        "review",
        "sign",
        "enter",
    ]
    assert not first_fault(
        agreement.reference, agreement.events.all(), agreement.chain_length, agreement.chain_head
    )
    assert agreement.papers.get().has_original()
    assert not list(faults(Tally(), {}))


def test_it_is_signed_only_when_both_sides_name_who_signs(paperwork):
    agreement = paperwork.draft()
    agreement.take("review", by=paperwork.office.bayu)
    said = {"number": "1", "place": "Balikpapan", "signed_on": paperwork.today}
    with pytest.raises(PermissionDenied):
        agreement.take("sign", by=paperwork.office.sinta, **said)


@pytest.mark.parametrize(("who", "may"), [("sinta", True), ("bayu", False), ("eka", False)])
def test_the_signing_is_recorded_by_the_head_of_the_office(paperwork, who, may):
    agreement = paperwork.reviewed()
    steps = [move.name for move in agreement.moves_for(getattr(paperwork.office, who))]
    assert ("sign" in steps) is may


def test_what_is_signed_is_not_written_any_more(paperwork):
    agreement = paperwork.signed()
    with pytest.raises(PermissionDenied):
        agreement.write_clause(paperwork.office.bayu, "Lain lagi.")


@pytest.mark.parametrize(
    ("who", "draft", "reviewed"),
    [
        ("eka", True, True),
        ("bayu", True, True),
        ("sinta", True, True),
        ("laras", True, True),
        ("mira", False, False),
        ("rina", False, True),
        ("hana", False, True),
        ("wati", False, True),
        ("agus", False, True),
        ("budi", False, False),
        ("tono", False, False),
        ("dewi", False, False),
        ("nadia", False, False),
        ("adi", False, False),
    ],
)
def test_who_sees_an_agreement(world, paperwork, who, draft, reviewed):
    actor = getattr(paperwork.office if who in paperwork.office.people else world, who)
    agreement = paperwork.draft("dinkes")
    assert Agreement.objects.visible_to(actor).exists() is draft
    agreement.take("review", by=paperwork.office.bayu)
    assert Agreement.objects.visible_to(actor).exists() is reviewed
    assert Party.objects.visible_to(actor).exists() is reviewed


def test_an_agency_joins_late_and_owes_what_all_owe_together(world, paperwork, pass_days):
    agreement = paperwork.in_force("dinkes", "inspektorat")
    shared = agreement.commitments.filter(owner=None).first()
    assert shared.is_owed_by(world.rina) and not shared.is_owed_by(world.dewi)
    pass_days(100)
    party = Party(agency=world.place("disdukcapil"), joined_on=paperwork.today)
    agreement.join(paperwork.office.bayu, party)
    assert shared.is_owed_by(world.dewi)
    assert Agreement.objects.visible_to(world.dewi).get() == agreement
    assert party.joined_on > agreement.in_force_from
    assert kinds(agreement)[-1] == "joined"


def test_the_database_refuses_that_an_agency_joins_twice(world, agreement):
    with pytest.raises(IntegrityError), transaction.atomic():
        agreement.parties.create(agency=world.place("dinkes"), joined_on=agreement.today)


# Proofs.


def first_by_hand(paperwork, agreement, ours):
    return paperwork.by_hand(agreement, ours)[0]


def test_a_proof_is_verified_by_the_other_side_and_by_nobody_else(world, paperwork, agreement):
    owed = first_by_hand(paperwork, agreement, ours=False)
    proof = agreement.show(world.rina, owed, paperwork.today, "Narasumber hadir, 30 peserta.")
    for nobody in (world.rina, world.hana, paperwork.office.eka, paperwork.office.mira):
        with pytest.raises((PermissionDenied, Agreement.DoesNotExist)):
            agreement.verify(nobody, proof, accepted=True)
    agreement.verify(paperwork.office.bayu, proof, accepted=True)
    owed.refresh_from_db()
    assert (owed.state, owed.reason) == ("on_track", "proof_kept")
    assert kinds(agreement)[-2:] == ["proof_given", "proof_verified"]


def test_the_office_too_is_believed_only_by_the_agency(world, paperwork, agreement):
    owed = first_by_hand(paperwork, agreement, ours=True)
    with pytest.raises(PermissionDenied):
        agreement.show(world.rina, owed, paperwork.today, "Sudah didampingi.")
    proof = agreement.show(paperwork.office.bayu, owed, paperwork.today, "Sudah didampingi.")
    with pytest.raises(PermissionDenied):
        agreement.verify(paperwork.office.sinta, proof, accepted=True)
    agreement.verify(world.rina, proof, accepted=True)
    assert Proof.objects.get().fate == "verified"


def test_the_database_refuses_who_verifies_their_own_proof(world, paperwork, agreement):
    owed = first_by_hand(paperwork, agreement, ours=False)
    proof = agreement.show(world.rina, owed, paperwork.today, "Sudah.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Proof.objects.filter(pk=proof.pk).update(fate="verified", verified_by=world.rina.user)


def test_a_proof_that_is_refused_proves_nothing(world, paperwork, agreement):
    owed = first_by_hand(paperwork, agreement, ours=False)
    proof = agreement.show(world.rina, owed, paperwork.today, "Sudah.")
    agreement.verify(paperwork.office.bayu, proof, accepted=False, remark="Belum ada daftar hadir.")
    owed.refresh_from_db()
    assert (owed.state, owed.reason, owed.evidence_on) == ("on_track", "proof_quiet", None)


# What the house does by itself.


def test_it_enters_in_force_on_its_day_and_runs_out_after_its_last(paperwork, fresh, pass_days):
    today = paperwork.today
    later = {
        "in_force_from": today + timedelta(days=3),
        "in_force_until": today + timedelta(days=40),
    }
    agreement = paperwork.signed(signed_on=today, **later)
    judge_all()
    assert fresh(agreement).stage == Stage.SIGNED
    pass_days(3)
    judge_all()
    assert fresh(agreement).stage == Stage.IN_FORCE
    pass_days(38)
    judge_all()
    ended = fresh(agreement)
    assert ended.stage == Stage.EXPIRED and ended.closed_at
    assert {c.reason for c in ended.commitments.filter(how="proof")} == {"over_broken"}


def test_the_end_of_the_term_is_told_three_times_and_never_twice(paperwork, fresh, pass_days):
    until = paperwork.today + timedelta(days=181)
    agreement = paperwork.in_force(in_force_until=until)
    for days in (0, 1, 1, 89, 1, 59, 1):
        pass_days(days)
        judge_all()
    told = agreement.events.filter(kind="renewal_due")
    assert [event.facts["days"] for event in told] == [180, 90, 30]


def test_after_a_year_without_an_evaluation_it_is_told_once(paperwork, pass_days):
    agreement = paperwork.in_force()
    pass_days(366)
    judge_all()
    judge_all()
    assert kinds(agreement).count("evaluation_due") == 1
    agreement = Agreement.objects.get()
    day = timezone.localdate()
    agreement.take("evaluate", by=paperwork.office.bayu, evaluated_on=day, note="Baik.")
    pass_days(30)
    judge_all()
    assert kinds(agreement).count("evaluation_due") == 1


def test_an_extended_agreement_goes_on_and_one_that_was_ended_early_says_why(paperwork, fresh):
    agreement = paperwork.in_force()
    longer = agreement.in_force_until + timedelta(days=365)
    agreement.take("extend", by=paperwork.office.sinta, in_force_until=longer, letter="2/ADD/2026")
    assert (fresh(agreement).stage, fresh(agreement).in_force_until) == (Stage.EXTENDED, longer)
    agreement.take("terminate", by=paperwork.office.sinta, note="Diganti perjanjian baru.")
    assert fresh(agreement).stage == Stage.TERMINATED
    assert agreement.events.last().note == "Diganti perjanjian baru."


def test_a_day_is_judged_once_however_often_the_job_runs(agreement):
    before = kinds(agreement)
    judge_all()
    judge_all()
    assert kinds(agreement) == before
    assert all(c.standings.count() == 1 for c in agreement.commitments.all())

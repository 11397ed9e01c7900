"""Proofs of commitments and milestones of programmes: the owner shows, the other side verifies."""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from narahubung.agreements.papers import keep as keep_paper
from narahubung.agreements.reckoning import keep as keep_state
from narahubung.agreements.sides import side_of


def refuse():
    raise PermissionDenied(_("This step is no longer open. Somebody else may have taken it."))


class Proving(models.Model):
    class Meta:
        abstract = True

    @transaction.atomic
    def show(self, by, commitment, done_on, words, scan=None):
        """Take in a proof from the side that owes it."""
        self.lock(by)
        commitment = self.commitments.select_for_update(of=("self",)).get(pk=commitment.pk)
        if not commitment.takes_proof_from(by):
            refuse()
        proof = commitment.proofs.create(
            done_on=done_on,
            words=words,
            paper=keep_paper(self, scan, "proof"),
            side=side_of(by),
            given_by=by.user,
        )
        facts = {"commitment": commitment.pk, "proof": proof.pk, "on": done_on.isoformat()}
        if scan:
            facts["sha256"] = scan.sha256_original
        self.log("proof_given", by, facts=facts)
        self.judge_again(commitment)
        return proof

    @transaction.atomic
    def verify(self, by, proof, accepted, remark=""):
        """Accept or refuse a proof: never one's own, never one of one's own side."""
        self.lock(by)
        rows = type(proof).objects.visible_to(by).select_for_update(of=("self",))
        proof = rows.get(pk=proof.pk, commitment__agreement=self)
        if not (self.lives() and proof.may_be_verified_by(by)):
            refuse()
        proof.fate = proof.Fate.VERIFIED if accepted else proof.Fate.REFUSED
        proof.verified_by, proof.verified_at, proof.remark = by.user, timezone.now(), remark
        proof.save(update_fields=["fate", "verified_by", "verified_at", "remark"])
        facts = {"commitment": proof.commitment_id, "proof": proof.pk}
        self.log("proof_verified" if accepted else "proof_refused", by, facts=facts)
        self.judge_again(proof.commitment)
        return proof

    def judge_again(self, commitment):
        fresh = self.commitments.select_related("owner__agency", "agency").get(pk=commitment.pk)
        keep_state(self, fresh, self.today)
        self.next_due = self.first_day_to_act()
        self.save(update_fields=["next_due"])

    # Programmes.

    @transaction.atomic
    def write_programme(self, by, programme, milestones=()):
        self.lock(by)
        if self.is_ended() or not self.may_be_joined_by(by):
            refuse()
        programme.agreement = self
        programme.save(force_insert=True)
        self.log("programme_written", by, facts={"programme": programme.pk})
        for title, due in milestones:
            self.set_milestone(by, programme, title, due)
        return programme

    @transaction.atomic
    def set_milestone(self, by, programme, title, due):
        self.lock(by)
        if self.is_ended() or not self.may_be_joined_by(by):
            refuse()
        milestone = programme.milestones.create(title=title, due=due)
        facts = {"programme": programme.pk, "milestone": milestone.pk, "due": due.isoformat()}
        self.log("milestone_set", by, facts=facts)
        return milestone

    @transaction.atomic
    def reach(self, by, milestone, done_on, words, scan=None):
        """Write down that a milestone is done, with how it can be seen; either side may say it of its own."""
        self.lock(by)
        rows = type(milestone).objects.visible_to(by).select_for_update(of=("self",))
        milestone = rows.select_related("programme__owner").get(pk=milestone.pk)
        if not self.may_reach(by, milestone):
            refuse()
        milestone.done_on, milestone.words = done_on, words
        milestone.paper = keep_paper(self, scan, "proof")
        milestone.save(update_fields=["done_on", "words", "paper"])
        facts = {"milestone": milestone.pk, "on": done_on.isoformat()}
        return self.log("milestone_done", by, facts=facts)

    def may_reach(self, by, milestone):
        owner = milestone.programme.owner
        if milestone.done_on or self.is_ended() or side_of(by) is None:
            return False
        if owner is None or owner.agency_id is None:
            return self.may_be_joined_by(by)
        return owner.agency_id in by.scope or self.may_be_joined_by(by)

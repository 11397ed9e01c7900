"""What is done to an agreement: its steps, its writing, its parties. Each deed is one transaction with its event."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _

from narahubung.accounts.actors import System
from narahubung.agreements.papers import keep as keep_paper
from narahubung.agreements.proving import Proving
from narahubung.agreements.reckoning import reckon

YEAR = timedelta(days=365)
RENEWAL = (180, 90, 30)
# What a step writes into the row beside the stage.
WRITES = {
    "sign": ("number", "place", "signed_on"),
    "enter": ("entered_on",),
    "evaluate": ("evaluated_on",),
    "extend": ("in_force_until",),
}
PAPERS = {"sign": "signed", "evaluate": "evaluation", "extend": "extension", "terminate": "end"}


def plain(value):
    return value if value is None or isinstance(value, bool | int) else str(value)


class Deeds(Proving, models.Model):
    class Meta:
        abstract = True

    def turn_clocks(self, _step, _since=None):
        """No law sets a clock here; what must happen next follows from commitments and term."""
        self.next_due = None if self.is_ended() else self.first_day_to_act()

    def first_day_to_act(self):
        days = [c.next_on for c in self.commitments.all() if c.next_on] if self.lives() else []
        return min([*days, self.in_force_until])

    @transaction.atomic
    def take(self, name, by, note="", scan=None, **details):
        """Take a step with what its form brought, and judge every commitment where terms have changed."""
        if name == "enter":
            details["entered_on"] = max(self.in_force_from, self.signed_on)
        changes = {field: details.pop(field) for field in WRITES.get(name, ()) if field in details}
        facts = {field: plain(value) for field, value in {**changes, **details}.items()}
        if scan:
            facts["sha256"] = scan.sha256_original
        event = self.move(name, by, note, facts, **changes)
        keep_paper(self, scan, PAPERS.get(name, ""))
        if name in ("enter", "extend"):
            reckon(self)
            self.refresh_from_db()
        return event

    # Writing.

    @transaction.atomic
    def edit(self, by, **fields):
        self.open_to(by, "may_be_edited_by")
        changed = {f: value for f, value in fields.items() if getattr(self, f) != value}
        facts = {f: plain(value) for f, value in changed.items() if f != "legal_basis"}
        for field, value in changed.items():
            setattr(self, field, value)
        self.next_due = self.first_day_to_act()
        return self.log("edited", by, facts=facts, changed=[*changed, "next_due"])

    @transaction.atomic
    def write_clause(self, by, text, clause=None):
        self.open_to(by, "may_be_edited_by")
        if clause is None:
            last = self.clauses.aggregate(n=models.Max("position"))["n"] or 0
            clause = self.clauses.model(agreement=self, position=last + 1)
        clause.text = text
        clause.save()
        self.log("clause_written", by, facts={"clause": clause.position})
        return clause

    @transaction.atomic
    def write_commitment(self, by, commitment):
        """Store a commitment, new or changed, as its form has filled it."""
        self.open_to(by, "may_be_edited_by")
        commitment.agreement = self
        commitment.save()
        terms = {"how": commitment.how, "cadence": commitment.cadence}
        if commitment.is_measured():
            named = ("figure", "share_of", "comparison", "threshold")
            terms |= {name: str(getattr(commitment, name)) for name in named}
        self.log("commitment_written", by, facts={"commitment": commitment.pk, **terms})
        return commitment

    @transaction.atomic
    def strike(self, by, row, kind):
        """Take a clause, a commitment or a party out of what is not signed yet."""
        self.open_to(by, "may_be_edited_by")
        facts = {kind: row.pk}
        if kind == "clause":
            row.commitments.all().delete()
        elif kind == "party" and (row.is_ombudsman or row.commitments.exists()):
            raise PermissionDenied(
                _("This party still owes something here. Change the commitments first.")
            )
        row.delete()
        return self.log(f"{kind}_struck", by, facts=facts)

    # Parties.

    @transaction.atomic
    def join(self, by, party):
        """Let somebody join; an agency that comes late owes what all agencies owe together from then on."""
        self.open_to(by, "may_be_joined_by")
        party.agreement = self
        party.save(force_insert=True)
        facts = {"party": party.pk, "on": party.joined_on.isoformat(), "witness": party.is_witness}
        if party.agency_id:
            facts["agency"] = party.agency.slug
        self.log("joined", by, facts=facts)
        reckon(self)
        return party

    @transaction.atomic
    def name_signatory(self, by, party, **fields):
        self.open_to(by, "may_be_joined_by")
        for field, value in fields.items():
            setattr(party, field, value)
        party.save(update_fields=list(fields))
        return self.log("signatory_named", by, facts={"party": party.pk})

    @transaction.atomic
    def publish(self, by, is_public):
        self.open_to(by, "may_be_published_by")
        self.is_public = is_public
        return self.log("published" if is_public else "hidden", by, changed=["is_public"])

    # What the house does by itself.

    @transaction.atomic
    def look_ahead(self, today):
        """Write down, each once, that the term ends soon and that a year has passed without an evaluation."""
        self.lock(System())
        if not self.lives():
            return
        left = (self.in_force_until - today).days
        step = min((days for days in RENEWAL if 0 <= left <= days), default=None)
        if step:
            self.note_once("renewal_due", {"days": step, "until": str(self.in_force_until)})
        since = self.evaluated_on or self.entered_on
        if since + YEAR <= today:
            self.note_once("evaluation_due", {"since": since.isoformat()})

    def note_once(self, kind, facts):
        same = {f"facts__{name}": value for name, value in facts.items()}
        if not self.events.filter(kind=kind, **same).exists():
            self.log(kind, System(), facts=facts)

    def open_to(self, by, question):
        """Lock and read again, and refuse what is not this actor's to do."""
        self.lock(by)
        if not getattr(self, question)(by):
            raise PermissionDenied(
                _("This step is no longer open. Somebody else may have taken it.")
            )

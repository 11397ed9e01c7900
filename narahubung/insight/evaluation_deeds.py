"""What is done to an evaluation: remarks, plan, the end of the writing, two signatures. Each deed is one transaction with its event."""

import hashlib

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from narahubung.agreements.models import Agreement, Programme
from narahubung.agreements.sides import Side, side_of
from narahubung.insight.sheet_paper import document
from narahubung.journal.chain import canonical

FIELDS = {Side.OMBUDSMAN: "office_remarks", Side.AGENCY: "agency_remarks"}


def fingerprint_of(words: dict) -> str:
    return hashlib.sha256(canonical(words)).hexdigest()


class Deeds:
    """The part of an evaluation that does. Whoever comes too late, or from elsewhere, is refused."""

    @transaction.atomic
    def take(self, name, by):
        step = getattr(self, f"_{name}", None)
        return step(by) if step else self.move(name, by)

    @transaction.atomic
    def remark(self, by, text):
        """Write what one side has to say; said again, the new words stand."""
        self.open_to(self.may_be_written_by, by)
        side = side_of(by)
        setattr(self, FIELDS[side], text)
        facts = {"side": str(side.value), "letters": len(text)}
        return self.log("remarked", by, facts=facts, changed=[FIELDS[side]])

    @transaction.atomic
    def write_item(self, by, **fields):
        self.open_to(self.may_be_written_by, by)
        item = self.items.create(**fields)
        facts = {"item": item.pk, "side": item.side, "due": item.due_on.isoformat()}
        self.log("item_written", by, facts=facts)
        return item

    @transaction.atomic
    def strike_item(self, by, item):
        self.open_to(self.may_be_written_by, by)
        facts = {"item": item.pk}
        self.items.get(pk=item.pk).delete()
        return self.log("item_struck", by, facts=facts)

    def _finish(self, by):
        """Fix values, definitions, remarks and plan, always in Indonesian: this is what both sides sign."""
        self.lock(by)
        with override("id"):
            frozen = document(self)
        fingerprint = fingerprint_of(frozen)
        facts = {"sha256": fingerprint}
        return self.move("finish", by, facts=facts, frozen=frozen, fingerprint=fingerprint)

    def _take_back(self, by):
        return self.move("take_back", by, frozen={}, fingerprint="")

    def _sign_agency(self, by):
        return self.signed("sign_agency", Side.AGENCY, by)

    def _sign_office(self, by):
        event = self.signed("sign_office", Side.OMBUDSMAN, by)
        with override("id"):
            self.carry(by)
        return event

    def signed(self, step, side, by):
        """Sign what was fixed; words that were changed since, by whatever hand, are not signed."""
        self.lock(by)
        self.refuse_unless(self.is_untouched())
        event = self.move(step, by, facts={"sha256": self.fingerprint})
        with override("id"):
            position = f"{by.appointment.get_role_display()}, {by.appointment.place}"
        self.signatures.create(side=side, user=by.user, name=by.user.name, position=position)
        return event

    def is_untouched(self) -> bool:
        """Tell whether what is kept is still what its fingerprint was taken of."""
        return self.fingerprint == fingerprint_of(self.frozen)

    def carry(self, by):
        """Let each action of the plan become a milestone of the agreement between the two, if one is in force.

        An agreement with this agency alone is evaluated by that; one with many is looked at as a whole.
        """
        agreement = self.living_agreement()
        if agreement is None:
            return
        for side in Side:
            items = list(self.items.filter(side=side))
            if items:
                self.carry_side(by, agreement, side, items)
        others = agreement.parties.filter(is_witness=False, agency__isnull=False)
        if not others.exclude(agency=self.agency_id).exists():
            note = _("Agreed in the evaluation %(reference)s.") % {"reference": self.reference}
            agreement.take("evaluate", by=by, evaluated_on=self.today, note=note)

    def carry_side(self, by, agreement, side, items):
        is_ours = side == Side.OMBUDSMAN
        parties = agreement.parties.filter(is_witness=False)
        own = {"is_ombudsman": True} if is_ours else {"agency": self.agency_id}
        title = _("Action plan of the evaluation %(year)s") % {"year": self.year}
        aim = _("Agreed in the evaluation %(reference)s.") % {"reference": self.reference}
        programme = Programme(title=title, aim=aim, owner=parties.get(**own))
        agreement.write_programme(by, programme)
        for item in items:
            item.milestone = agreement.set_milestone(by, programme, item.text, item.due_on)
            item.save(update_fields=["milestone"])

    def living_agreement(self):
        found = Agreement.objects.living().filter(
            office=self.office_id, parties__agency=self.agency_id, parties__is_witness=False
        )
        return found.order_by("-in_force_from", "pk").first()

    @transaction.atomic
    def finish_item(self, by, item, done_on, words):
        """Write down that an action was carried out, by the side that owes it."""
        self.lock(by)
        item = self.items.select_for_update(of=("self",)).get(pk=item.pk)
        item.evaluation = self
        self.refuse_unless(item.may_be_done_by(by))
        item.done_on, item.words = done_on, words
        item.save(update_fields=["done_on", "words"])
        facts = {"item": item.pk, "on": done_on.isoformat()}
        return self.log("item_done", by, facts=facts)

    def open_to(self, question, by):
        """Lock and read again, and refuse what is not this actor's to do."""
        self.lock(by)
        self.refuse_unless(question(by))

    @staticmethod
    def refuse_unless(condition):
        if not condition:
            raise PermissionDenied(
                _("This step is no longer open. Somebody else may have taken it.")
            )

"""What the steps of a request do besides moving it: correct, erase, and tell the person on their own page."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from narahubung.accounts.actors import System
from narahubung.complaints.identity import Identity
from narahubung.protection.lifecycle import Kind
from narahubung.vault import KeyGone

NOTHING_THERE = "Under this number no personal data is kept: none was given, or it has been erased."


class Deeds:
    """The verbs of a request, one a step, each in one transaction with its events."""

    @transaction.atomic
    def take(self, name, by, **details):
        step = getattr(self, f"_{name}", None)
        return step(by, **details) if step else self.step(name, by, **details)

    def step(self, name, by, note="", facts=None, **changes):
        if name in self.STOPS:
            changes["stopped_at"] = timezone.now()
        return self.move(name, by, note, facts, **changes)

    def _verify(self, by, checked, note=""):
        return self.step("verify", by, note, {"checked": checked}, checked=checked)

    def _refuse(self, by, ground, note):
        event = self.step("refuse", by, note, {"ground": ground}, ground=ground)
        self.tell_file("data_decision", by, note, {"decision": "refused", "refusal": ground})
        return event

    def _grant(self, by, note=""):
        """To grant an erasure is to erase: there is nothing to wait for. A file that must stay refuses."""
        event = self.step("grant", by, note)
        self.tell_file("data_decision", by, note, {"decision": "granted"})
        if self.kind == Kind.ERASURE and self.complaint_id:
            # The house erases, for the officer does not see the file; who granted it stands in both chains.
            self.complaint.erase(by=System(), reason="asked")
            self.refresh_from_db()
        return event

    def _finish(self, by, note="", person=None):
        """`person` holds what is to be corrected; what is empty there stays as it was."""
        changed = self.correct(person) if person else []
        event = self.step("finish", by, note, {"changed": changed})
        self.tell_file("data_decision", by, note, {"decision": "done", "changed": changed})
        return event

    def correct(self, person: dict) -> list[str]:
        """Seal the corrected person again under the same key; nobody is shown what else is there."""
        rows = Identity.objects.visible_to(System()).select_related("complaint")
        identity = rows.select_for_update(of=("self",)).filter(complaint=self.complaint_id).first()
        given = {field: value for field, value in person.items() if value}
        try:
            known = identity and identity.person()
        except KeyGone:
            known = None
        if known is None:
            raise PermissionDenied(
                _("No personal data is kept here: none was given, or it has been erased.")
            )
        identity.hold(replace(known, **given))
        identity.save(update_fields=["sealed", "phone_index", "email_index", "nik_index"])
        return sorted(given)

    def forget(self):
        """End the request of a file that was erased, and destroy what was written in it."""
        if self.closed_at is None:
            self.take("erased", System())
        self.data_key = self.sealed = b""
        self.save(update_fields=["data_key", "sealed"])
        self.events.exclude(note="", salt="").update(note="", salt="")

    def tell_file(self, kind, by, note="", facts=None):
        """Write an event into the complaint's own history: that is where the person looks, and is told."""
        if self.complaint_id is None:
            return
        self.complaint.lock(System())
        facts = {"request": self.reference, "kind": self.kind, **(facts or {})}
        self.complaint.log(kind, by, note, facts, public=True)

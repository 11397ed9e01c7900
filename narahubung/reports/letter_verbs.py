"""The verbs of a letter, each in one transaction with its event in the file. See `letters.py` for the order."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from narahubung.accounts.actors import System
from narahubung.accounts.models import AT_AN_OFFICE, Role
from narahubung.clocks.calendar import today_in
from narahubung.documents.signing import SigningFailed, can_sign, signed
from narahubung.reports.letter_kinds import number_of, title_of
from narahubung.reports.letter_merge import missing, signatory_of
from narahubung.reports.letter_papers import (
    keep_certified,
    keep_issued,
    keep_scan,
    refuse_changed,
)
from narahubung.reports.letter_pdf import pdf_of
from narahubung.reports.letter_secrecy import leads_to_reporter

WORDS = (
    *("addressee_name", "addressee_place", "copies", "nature", "enclosures", "matter", "body"),
    "place",
)
# Who of the other side may say that a letter has arrived.
ANSWERING = (Role.FOCAL_POINT, Role.HEAD)


def refuse(words):
    raise PermissionDenied(words)


class Verbs:
    """The part of a letter that does. Who may see the file of a letter at an office may work on it."""

    def hold(self, by, *states):
        """Lock the file, read the letter again, and refuse what is not its turn."""
        if by.role not in AT_AN_OFFICE:
            raise PermissionDenied
        report = self.report
        report.lock(by)
        self.refresh_from_db()
        self.report = report
        if self.state not in states:
            refuse(_("This letter has gone on meanwhile. Below you see where it is."))

    def note(self, kind, by, public=False, **facts):
        told = {"letter": self.number, "kind": self.kind, "key": str(self.key), **facts}
        return self.report.log(kind, by, facts=told, public=public and self.kind_of.is_to_reporter)

    def refuse_names(self):
        """Nothing that leads to a secret reporter enters a letter, also not one to themselves."""
        texts = [self.addressee_name, self.addressee_place, self.matter, self.body, self.enclosures]
        found = leads_to_reporter(self.report, *texts, *self.copies)
        if found:
            refuse(
                _(
                    "This letter would lead to the reporter, whose identity is secret: it holds %(what)s. Take it out; the register number is enough."
                )
                % {"what": ", ".join(found)}
            )

    @transaction.atomic
    def revise(self, by, **words):
        """Write other words into a draft. Who wrote last is the drafter, and another must review."""
        self.hold(by, "draft")
        for field in WORDS:
            if field in words:
                setattr(self, field, words[field])
        self.drafted_by, self.drafted_at = by.user, timezone.now()
        self.refuse_names()
        self.save(update_fields=[*WORDS, "drafted_by", "drafted_at"])
        return self.note("letter_revised", by)

    def gaps(self) -> list[str]:
        """Return the merge fields that are still to be filled in."""
        words = (self.addressee_name, self.addressee_place, self.matter, self.body, self.enclosures)
        return missing(*words, *self.copies)

    def lacks(self) -> list[str]:
        """Return what keeps a draft from being reviewed, in words."""
        found = self.gaps()
        if signatory_of(self.kind_of, self.report) is None:
            found.append(_("who signs: nobody heads the office now"))
        return found

    @transaction.atomic
    def review(self, by):
        """A second pair of eyes: give the number, set the PDF, and let nothing change any more."""
        self.hold(by, "draft")
        if by.user.pk == self.drafted_by_id:
            refuse(_("Somebody else must review what you have written."))
        if lacks := self.lacks():
            refuse(_("Still missing: %(what)s.") % {"what": ", ".join(lacks)})
        self.refuse_names()
        self.take_signatory()
        # Who tells a story after the fact has dated the draft.
        self.take_number(self.dated or today_in(self.office.zone))
        self.reviewed_by, self.reviewed_at, self.state = by.user, timezone.now(), "reviewed"
        self.sha256 = keep_issued(self, pdf_of(self))
        self.save()
        return self.note("letter_reviewed", by, sha256=self.sha256)

    def take_signatory(self):
        self.signatory = post = signatory_of(self.kind_of, self.report)
        self.signatory_name = post.user.name
        self.signatory_title = title_of(self.kind_of.signed, post.office)

    def take_number(self, day):
        registers = self._meta.get_field("register").related_model.objects
        book = self.kind_of.book
        self.register, self.seq = registers.take_number(self.office, book, day.year)
        agenda = agenda_of(self.report)
        self.number = number_of(self.kind_of, self.seq, day, self.office.code, agenda)
        self.dated = day

    @transaction.atomic
    def sign(self, by, signed_on, scan):
        """Keep the scan of the paper that was signed."""
        self.hold(by, "reviewed")
        paper = keep_scan(self, "signed", scan)
        self.state, self.signed_on = "signed", signed_on
        self.save(update_fields=["state", "signed_on"])
        return self.note("letter_signed", by, sha256=paper.sha256_shown)

    def may_certify(self, by) -> bool:
        """Only who signs the letter, and holds that office still, may use its certificate."""
        if self.state != "reviewed" or not can_sign() or by.role not in AT_AN_OFFICE:
            return False
        post = signatory_of(self.kind_of, self.report)
        return post is not None and post.pk == self.signatory_id and post.user_id == by.user.pk

    @transaction.atomic
    def certify(self, by):
        """Sign the PDF as it was issued with the certificate of the office, instead of pen and scan."""
        self.hold(by, "reviewed")
        if not self.may_certify(by):
            refuse(_("Only who signs this letter may use the certificate of the office."))
        issued = self.papers.get(part="issued")
        refuse_changed(issued)
        with issued.cleaned.open("rb") as file:
            body = file.read()
        try:
            paper = keep_certified(self, signed(body, reason=self.number, place=self.place))
        except SigningFailed:
            refuse(
                _(
                    "The certificate of the office cannot be used now. Tell who runs this server, or bring the signed scan."
                )
            )
        self.state, self.signed_on = "signed", today_in(self.office.zone)
        self.save(update_fields=["state", "signed_on"])
        return self.note("letter_signed", by, sha256=paper.sha256_shown, pades=True)

    @transaction.atomic
    def send(self, by, sent_on, way):
        self.hold(by, "signed")
        if sent_on < self.signed_on:
            refuse(_("A letter is sent after it was signed."))
        self.state, self.sent_on, self.way = "sent", sent_on, way
        self.save(update_fields=["state", "sent_on", "way"])
        return self.note(
            "letter_sent", by, public=True, sha256=self.sha256, sent_on=sent_on.isoformat()
        )

    @transaction.atomic
    def receive(self, by, received_on, received_by, proof=None):
        """Write down who took it and when. Whom it is addressed to may say so themselves."""
        if by.role in ANSWERING:
            self.hold_for_addressee(by)
        else:
            self.hold(by, "sent")
        if received_on < self.sent_on:
            refuse(_("A letter is received after it was sent."))
        if proof:
            keep_scan(self, "delivery", proof)
        self.state, self.received_on, self.received_by = "received", received_on, received_by
        self.save(update_fields=["state", "received_on", "received_by"])
        return self.note("letter_received", by, public=True, delivered_on=received_on.isoformat())

    def hold_for_addressee(self, by):
        if not type(self).objects.visible_to(by).filter(pk=self.pk).exists():
            raise PermissionDenied
        report = self.report
        report.lock(System())
        self.refresh_from_db()
        self.report = report
        if self.state != "sent":
            refuse(_("This letter has gone on meanwhile. Below you see where it is."))

    @transaction.atomic
    def void(self, by, reason):
        """Take a letter back. Its number stays with it, and a step that rests on it keeps it from this."""
        self.hold(by, "draft", "reviewed", "signed", "sent", "received")
        if self.event_id:
            refuse(_("A step of the file rests on this letter. Write another one instead."))
        self.state, self.void_reason = "void", reason
        self.save(update_fields=["state", "void_reason"])
        return self.note("letter_voided", by, public=self.sent_on is not None)


def agenda_of(report) -> str:
    """Return the number of the file as a letter quotes it: `0593.2021`."""
    entry = report.entries.select_related("register").order_by("-pk").first()
    return f"{entry.seq:04d}.{entry.register.year}" if entry else report.reference

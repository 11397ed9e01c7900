"""What the steps of a complaint do besides moving it. A step without a line here only moves."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from narahubung.accounts.actors import System
from narahubung.accounts.models import Role
from narahubung.clocks.calendar import today_in
from narahubung.clocks.calendars import calendar_for
from narahubung.complaints.custody import take_in
from narahubung.complaints.handover import Handover
from narahubung.complaints.papers import attach
from narahubung.complaints.shielded import HANDING_ON, NOTE, TOLD
from narahubung.complaints.wall import hidden_places, judge_of

# What people write with a step, in their own words.
SAID = ("note", "text")
# The papers of these steps name witnesses and examiners; the complainant reads the answer and its proof.
OF_THE_INQUIRY = ("examine", "decide")


class Steps:
    """The verbs of a complaint, one a step, each in one transaction with its event."""

    @transaction.atomic
    def take(self, name, by, files=(), **details):
        """Take a step by its name with what its form asked for. Every door comes in here."""
        words = {f: details.pop(f) for f in TOLD if f in details} if name in HANDING_ON else {}
        said = {field: details[field] for field in SAID if details.get(field)}
        details |= {field: self.veiled(text, by) for field, text in said.items()}
        step = getattr(self, f"_{name}", None)
        event = step(by, **details) if step else self.move(name, by, **details)
        if name in HANDING_ON and self.hides_person():
            self.hand_on(by, words)
        if by.role == Role.COMPLAINANT and said != {field: details[field] for field in said}:
            self.keep(NOTE, event.seq, said)
        remedy = self.last_remedy() if name == "answer" else None
        side = "internal" if name in OF_THE_INQUIRY else "both"
        take_in(self, attach(self, files, by, side, remedy), by)
        return event

    @transaction.atomic
    def hear_from_ombudsman(self, kind, by, words, facts):
        """Write down what the Ombudsman let us know: the number of its report, and later the outcome."""
        self.lock(by)
        return self.log(kind, by, words, facts, public=True)

    def last_remedy(self):
        return self.remedies.order_by("pk").last()

    def _dispose(self, by, unit, classification, category, note="", about=None):
        facts = {"unit": unit.pk, "class": classification.code, "category": category.code}
        if about is not None:
            facts["reported"] = about.pk
        changes = {"unit": unit, "classification": classification, "category": category}
        event = self.move("dispose", by, note, facts, **changes)
        if about is not None:
            self.reported.create(agency=about)
        if self.is_supervisory() and not self.is_walled():
            raise PermissionDenied(_("Say whom this complaint is about before you give it away."))
        self.keep_from(unit)
        return event

    def _hand_up(self, by, about, is_head=False, officer=None, note=""):
        """Put the wall up; where nobody inside may judge, the file goes on to the Ombudsman."""
        judge = judge_of(about, is_head)
        facts = {"reported": about.pk, "head": is_head, "agency": judge and judge.pk}
        event = self.move("hand_up", by, note, facts, agency=judge or self.agency, unit=None)
        self.reported.create(agency=about, is_head=is_head, user=officer)
        if judge is None:
            self.move("escalate", System())
        return event

    def keep_from(self, place):
        """Refuse to give the file to those whom it is about."""
        if place.pk in hidden_places(self):
            raise PermissionDenied(
                _("This complaint is about %(place)s, so it cannot go there.") % {"place": place}
            )

    def _archive(self, by, reason, note=""):
        return self.move("archive", by, note, {"reason": reason.code})

    def _refer(self, by, reason, note=""):
        return self.move("refer", by, note, {"reason": reason.code})

    def _give_back(self, by, note=""):
        return self.move("give_back", by, note, {"unit": self.unit_id}, unit=None)

    def _postpone(self, by, ground, resume_on, note="", document=None):
        facts = {"ground": ground.code, "until": resume_on.isoformat()}
        event = self.move("postpone", by, note, facts, resume_on=resume_on)
        if document is not None:
            take_in(self, attach(self, [document], by), by)
        paper = self.attachments.order_by("pk").last() if document is not None else None
        self.pauses.create(ground=ground, document=paper, from_day=today_in(self.zone))
        self.recount()
        return event

    def _resume(self, by, note=""):
        event = self.move("resume", by, note, resume_on=None)
        self.pauses.filter(until_day=None).update(until_day=today_in(self.zone))
        self.recount()
        return event

    def recount(self):
        """Count the running deadlines again; return [(deadline, before, after)] for those that moved."""
        spans, calendar = self.pause_spans(), calendar_for(self.calendar_region, self.week)
        moved = []
        for deadline in self.deadlines.running().select_related("rule"):
            before, after = deadline.due, deadline.due_with(spans, calendar)
            if before != after:
                moved.append((deadline, before, after))
                deadline.due = after
                deadline.save(update_fields=["due"])
        if moved:
            self.next_due = self.first_due()
            self.save(update_fields=["next_due"])
        return moved

    def _pass_on(self, by, to_agency, reason, note=""):
        self.keep_from(to_agency)
        self.handovers.create(from_agency=self.agency, to_agency=to_agency, reason=reason)
        facts = {"to_agency": to_agency.pk, "reason": reason.code}
        return self.move("pass_on", by, note, facts, offered_to=to_agency, unit=None)

    def _take_over(self, by, note=""):
        facts = {"from_agency": self.agency_id, "to_agency": self.offered_to_id}
        event = self.move("take_over", by, note, facts, agency=self.offered_to, offered_to=None)
        self.settle_handover(accepted=True)
        return event

    def _decline(self, by, note=""):
        facts = {"to_agency": self.offered_to_id}
        event = self.move("decline", by, note, facts, offered_to=None)
        self.settle_handover(accepted=False)
        return event

    def settle_handover(self, accepted):
        offers = Handover.objects.filter(complaint=self, accepted=None)
        offers.update(accepted=accepted, settled_at=timezone.now())

    def _answer(self, by, kind, text, signatory, signatory_office="", effective_on=None):
        event = self.move("answer", by, text, {"remedy": kind.code}, outcome="claimed")
        self.remedies.create(
            kind=kind,
            text=text,
            unit=self.unit,
            signatory=signatory,
            signatory_office=signatory_office,
            effective_on=effective_on,
        )
        return event

    def _reply(self, by, note):
        event = self.move("reply", by, note, outcome="disputed")
        self.judge("disputed", note)
        return event

    def _confirm(self, by, note="", rating=None):
        event = self.move("confirm", by, note, {"rating": rating}, outcome="confirmed")
        self.judge("confirmed", note, rating)
        return event

    def _close(self, by, note=""):
        event = self.move("close", by, note, outcome="unconfirmed")
        self.judge("silent")
        return event

    def _reopen(self, by, note):
        return self.move("reopen", by, note, outcome="disputed")

    def judge(self, verdict, note="", rating=None):
        remedy = self.last_remedy()
        if remedy is None:  # A file that came answered from another system brings no claim with it.
            return
        remedy.verdict, remedy.verdict_note, remedy.rating = verdict, note, rating
        remedy.verdict_at = timezone.now()
        remedy.save(update_fields=["verdict", "verdict_note", "rating", "verdict_at"])

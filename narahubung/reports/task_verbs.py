"""What is done about a task: each verb with its event in the report's chain, in one transaction.

The report itself is moved by none of them. What the Ombudsman makes of an answer is a step of the report.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from narahubung.accounts.actors import System
from narahubung.journal.chain import commitment
from narahubung.journal.models import new_salt
from narahubung.reports.papers import attach
from narahubung.reports.task_holders import Side

DESK, UNIT, OFFICE = "is_desk", "is_unit", "is_office"


@dataclass(frozen=True)
class Deed:
    """One thing that may be done: by which sides, and while which question of the task is answered by yes."""

    name: str
    label: str
    sides: tuple
    when: str

    def is_open_to(self, task, side) -> bool:
        return getattr(task, self.when)() and any(getattr(side, one) for one in self.sides)


# fmt: off
DEEDS = (
    #    name           on the button                             who                     while
    Deed("decide_time", gettext_lazy("Decide on more time"),      (OFFICE,),              "awaits_decision"),
    Deed("acknowledge", gettext_lazy("Confirm that it arrived"),  (DESK,),                "awaits_acknowledgement"),
    Deed("name_unit",   gettext_lazy("Name the responsible unit"), (DESK,),               "awaits_unit"),
    Deed("answer",      gettext_lazy("Send the signed answer"),   (DESK,),                "waits"),
    Deed("draft",       gettext_lazy("Write the draft"),          (DESK, UNIT),           "waits"),
    Deed("set_day",     gettext_lazy("Set a day for the unit"),   (DESK,),                "is_with_unit"),
    Deed("change_unit", gettext_lazy("Name another unit"),        (DESK,),                "is_with_unit"),
    Deed("ask_time",    gettext_lazy("Ask for more time"),        (DESK,),                "may_get_time"),
    Deed("say",         gettext_lazy("Write a message"),          (DESK, UNIT, OFFICE),   "is_open"),
    Deed("withdraw",    gettext_lazy("Withdraw this task"),       (OFFICE,),              "is_open"),
)
# fmt: on


class TaskVerbs(models.Model):
    """The part of a task that acts."""

    class Meta:
        abstract = True

    # When?

    def awaits_acknowledgement(self):
        return self.waits() and self.acknowledged_at is None

    def awaits_unit(self):
        return self.waits() and self.acknowledged_at is not None and self.unit_id is None

    def is_with_unit(self):
        return self.waits() and self.unit_id is not None

    def awaits_decision(self):
        return self.is_open() and self.time_asked is not None

    def may_get_time(self):
        """Only a promise with a day can be given more, once at a time, and before its day has passed."""
        dated = self.waits() and self.clock_id is not None and not self.is_late()
        return dated and self.time_asked is None

    @property
    def time_asked(self):
        """Return what was asked and is not decided yet."""
        return next((row for row in self.time_requests.all() if row.granted is None), None)

    def deeds_for(self, actor) -> list[Deed]:
        if self.report.erased_at or actor.user is None:
            return []
        side = Side(self, actor)
        return [deed for deed in DEEDS if deed.is_open_to(self, side)]

    def begin(self, by, name):
        """Lock the report and look again, so that of two who press a button the second is told."""
        report = self.report
        report.lock(System())
        self.refresh_from_db(from_queryset=type(self).objects.visible_to(by))
        self.report = report
        if name not in [deed.name for deed in self.deeds_for(by)]:
            raise PermissionDenied(
                _("This step is no longer open. Somebody else may have taken it.")
            )

    def record(self, kind, by, changed, note="", facts=None, salt=""):
        """Store what changed, with its event."""
        self.next_due = self.first_day()
        self.save(update_fields=["next_due", *changed])
        facts = {"task": self.reference, **(facts or {})}
        return self.report.log(kind, by, note, facts, salt=salt)

    # The agency.

    @transaction.atomic
    def acknowledge(self, by):
        self.begin(by, "acknowledge")
        self.acknowledged_at, self.acknowledged_by = timezone.now(), by.user
        facts = {"due": self.ack_due.isoformat(), "kept": self.today <= self.ack_due}
        changed = ["acknowledged_at", "acknowledged_by"]
        return self.record("task_acknowledged", by, changed, facts=facts)

    @transaction.atomic
    def name_unit(self, by, unit, internal_due=None, deed="name_unit"):
        """Say which unit is responsible; its liaison sees this task from now on, and nothing else."""
        self.begin(by, deed)
        self.unit, self.internal_due = unit, internal_due
        facts = {"unit": unit.slug, "internal_due": internal_due and internal_due.isoformat()}
        return self.record("task_unit", by, ["unit", "internal_due"], facts=facts)

    @transaction.atomic
    def change_unit(self, by, unit, internal_due=None):
        return self.name_unit(by, unit, internal_due, deed="change_unit")

    @transaction.atomic
    def set_day(self, by, internal_due):
        """Give the unit a day of its own, which is never after that of the law."""
        self.begin(by, "set_day")
        if self.due and internal_due > self.due:
            raise PermissionDenied(_("This is after the day that the Ombudsman waits for."))
        self.internal_due = internal_due
        facts = {"internal_due": internal_due.isoformat()}
        return self.record("task_internal_due", by, ["internal_due"], facts=facts)

    @transaction.atomic
    def keep_draft(self, by, text):
        """Keep what was written so far. A draft is nobody's word yet, so no event tells of it."""
        self.begin(by, "draft")
        self.draft = text
        self.save(update_fields=["draft"])

    @transaction.atomic
    def send_answer(self, by, text, signatory, files):
        """Send the answer that an authorised official has signed. Its papers go into the report's file."""
        self.begin(by, "answer")
        papers = attach(self.report, files, by, side="internal")
        for paper in papers:
            self.papers.create(paper=paper)
        self.answer, self.draft, self.signatory = text, "", signatory
        self.answered_at, self.answered_by = timezone.now(), by.user
        self.answered_on = self.today
        salt = new_salt()
        facts = {
            "text": commitment(text, salt),
            "papers": [paper.sha256 for paper in papers],
            "in_time": self.was_in_time() if self.due else None,
        }
        changed = ["answer", "draft", "signatory", "answered_at", "answered_by", "answered_on"]
        return self.record("task_answered", by, changed, facts=facts, salt=salt)

    @transaction.atomic
    def ask_time(self, by, until, reason):
        self.begin(by, "ask_time")
        self.time_requests.create(until=until, reason=reason, asked_by=by.user)
        facts = {"until": until.isoformat()}
        return self.record("task_time_asked", by, [], reason, facts)

    # Both.

    @transaction.atomic
    def say(self, by, text):
        self.begin(by, "say")
        message = self.messages.create(text=text, role=by.role, author=by.label)
        return self.record("task_message", by, [], facts={"message": message.pk})

    # The Ombudsman.

    @transaction.atomic
    def grant_time(self, by, until, words=""):
        """Let the clock of the law stand still until that day, so that it is still counted by its rule."""
        self.begin(by, "decide_time")
        row, before = self.decided(by, True, words), self.clock.due
        row.deadline, row.from_day, row.until_day = self.clock, before, until
        row.save()
        after = self.clock.give_time()
        self.due = after
        facts = {"rule": self.clock.rule.code, "before": str(before), "after": str(after)}
        event = self.record("task_time_granted", by, ["due"], words, facts)
        self.report.next_due = self.report.first_due()
        # The same words as for a decree: the reporter sees that the day has moved.
        self.report.log("deadline_moved", by, facts=facts, public=True, changed=["next_due"])
        return event

    @transaction.atomic
    def refuse_time(self, by, words):
        self.begin(by, "decide_time")
        row = self.decided(by, False, words)
        row.save()
        return self.record("task_time_refused", by, [], words)

    def decided(self, by, granted, words):
        row = self.time_asked
        row.granted, row.words, row.decided_by = granted, words, by.user
        row.decided_at = timezone.now()
        return row

    @transaction.atomic
    def withdraw(self, by, reason):
        """Take the task back: nothing is asked of the agency any more."""
        self.begin(by, "withdraw")
        self.close("withdrawn")
        return self.record("task_withdrawn", by, [], reason)

    def close(self, step):
        """Settle it by a step of the report. The report is locked."""
        self.settled_at, self.settled_by = timezone.now(), step
        self.settled_on, self.next_due = self.today, None
        self.save(update_fields=["settled_at", "settled_by", "settled_on", "next_due"])

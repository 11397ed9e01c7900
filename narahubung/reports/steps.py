"""What the steps of a report do besides moving it. A step without a line here only moves."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from narahubung.accounts.models import Role
from narahubung.cases.messages import Side
from narahubung.clocks.calendar import today_in
from narahubung.directory.models import Term
from narahubung.reports.identity import Identity
from narahubung.reports.letter_steps import bind, brought
from narahubung.reports.numbers import Register
from narahubung.reports.origin import tell_number, tell_outcome
from narahubung.reports.rules import groups, rule_set_on
from narahubung.reports.task_opening import turn_tasks

# What a letter or a meeting brings along: codes and days, which enter the chain as they are.
FACTS = ("letter", "delivered_on", "held_on", "done_on", "proposal")
# The reason for which a step closes, where the step itself says it.
CLOSES = {
    "lapse": "formal_incomplete",
    "settle": "settled_mediation",
    "corrected": "corrective_done",
    "resolved": "resolved",
    "carried_out": "recommendation_done",
    "dismiss": "objection_dismissed",
    "withdraw": "withdrawn",
}
UNPROVEN = {"not_found": "not_proven", "stopped": "examination_stopped"}
# The steps by which a file comes to stand in a register.
NUMBERED = ("register", "respond_at_once", "take_up")
CONCLUDED = {"knl": "advised", "copy": "noted"}
# What happens to a file without anybody having moved it on.
STANDS_STILL = ("overdue", "deadline_moved", "identity_opened", "erased")

# Whose papers the reporter sees, too: what was brought by them, and what is meant for them. Minutes,
# drafts, records and the agency's answers are the office's.
FOR_BOTH = (
    "complete",
    "object",
    "settle",
    "issue",
    "corrected",
    "resolved",
    "recommend",
    "carried_out",
    "agree",
    "clause",
)


def side_of(step, by) -> str:
    return Side.BOTH if by.role == Role.REPORTER or step in FOR_BOTH else Side.INTERNAL


def plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def reason(code):
    return Term.objects.in_force().get(list="closing_reason", code=code)


class Steps:
    """The verbs of a report, one a step, each in one transaction with its event."""

    def move(self, name, by, note="", facts=None, since=None, **changes):
        """Take the step, and write into its event what the statutory figures are counted by."""
        facts = {**(facts or {}), **self.counted_by(name, changes)}
        return super().move(name, by, note, facts, since, **changes)

    def log(self, kind, by, note="", facts=None, public=False, changed=(), salt=""):
        if kind not in STANDS_STILL:
            self.moved_at = timezone.now()
            changed = [*changed, "moved_at"]
        return super().log(kind, by, note, facts, public, changed, salt)

    def counted_by(self, name, changes):
        """Return what a later correction must not change in the figures of a past quarter."""
        if closing := changes.get("closing_reason"):
            return {"reason": closing.code}
        if name not in NUMBERED:
            return {}
        return {
            "office": changes.get("office", self.office).code,
            "access": changes.get("access", self.access).code,
            "channel": str(self.channel),
            "class": self.reporter_class.code if self.reporter_class else "",
            "group": groups().get(self.reported.kind, "") if self.reported else "",
        }

    @transaction.atomic
    def take(self, name, by, files=(), letter=None, also=None, **details):
        """Take a step by its name with what its form asked for. Every door comes in here."""
        details |= brought(self, name, by, letter, also)
        # The clock of a letter starts on the day on which it was received.
        since = details.get("delivered_on")
        facts = {f: plain(details.pop(f)) for f in FACTS if details.get(f)}
        details = {key: value for key, value in details.items() if key not in FACTS}
        step = getattr(self, f"_{name}", None)
        if step:
            event = step(by, facts=facts, **details)
        else:
            closing = {"closing_reason": reason(CLOSES[name])} if name in CLOSES else {}
            event = self.move(name, by, facts=facts, since=since, **closing, **details)
        self.file_papers(name, files, by)
        bind(event, by, letter, also)
        turn_tasks(self, event, by)
        if name in NUMBERED:
            tell_number(self)
        if self.is_ended() and name != "inform":
            tell_outcome(self)
        return event

    def enrol(self, office, access, day, by_hand=None):
        """Return what a number of the register brings with it."""
        entry = Register.objects.enter(self, office, access.code, day, by_hand)
        return entry.number

    def _register(self, by, access, opened_on, facts, by_hand=None, note=""):
        self.lock(by)
        number = self.enrol(self.office, access, opened_on, by_hand)
        rules = rule_set_on(opened_on).code
        event = self.move(
            "register",
            by,
            note,
            {**facts, "number": number, "rule_set": rules, "access": access.code},
            number=number,
            rule_set=rules,
            access=access,
            opened_on=opened_on,
        )
        self.index()
        return event

    def _respond_at_once(self, by, criterion, examiner, ground, note, facts):
        """RCO: registered, its earlier effort waived, and with an examiner, in one step."""
        self.lock(by)
        day = self.today
        access = Term.objects.in_force().get(list="access_kind", code="rco")
        number = self.enrol(self.office, access, day)
        rules = rule_set_on(day).code
        given = {"criterion": criterion.code, "number": number, "rule_set": rules}
        changes = {"access": access, "criterion": criterion, "number": number, "rule_set": rules}
        event = self.move(
            "respond_at_once",
            by,
            note,
            facts | given,
            opened_on=day,
            **changes,
            **self.given_to(examiner),
        )
        self.checks.create(
            list="formal", item="earlier_effort", verdict="waived", ground=ground, reason=note
        )
        self.log("assigned", by, facts={"examiner": examiner.pk})
        self.index()
        return event

    def given_to(self, examiner):
        if self.recusals.filter(user=examiner).exists():
            raise PermissionDenied(
                _("%(name)s has stepped aside from this file.") % {"name": examiner.name}
            )
        return {"examiner": examiner, "declared_at": None}

    def _submit_plenary(self, by, substance, weight, suspected, note, facts):
        facts = facts | {
            "substance": substance.code,
            "weight": weight,
            "suspected": codes(suspected),
        }
        event = self.move("submit_plenary", by, note, facts, substance=substance, weight=weight)
        self.suspected.set(suspected)
        return event

    def _examine(self, by, met_on, minutes, examiner, recused=(), facts=None):
        event = self.move("examine", by, facts=told(met_on), **self.given_to(examiner))
        self.decided("examine", by, met_on, minutes, recused)
        # Who has just stepped aside is no examiner.
        self.given_to(examiner)
        self.log("assigned", by, facts={"examiner": examiner.pk})
        return event

    def _close_intake(self, by, met_on, minutes, reason, note, recused=(), facts=None):
        facts = {**told(met_on), "reason": reason.code}
        event = self.move("close_intake", by, note, facts, closing_reason=reason)
        self.decided("close_intake", by, met_on, minutes, recused)
        return event

    def decided(self, decision, by, met_on, minutes, recused):
        self.plenaries.create(
            office=self.office, held_on=met_on, decision=decision, minutes=minutes, chair=by.user
        )
        for user in recused:
            self.step_aside(user, by, "")

    def step_aside(self, user, by, ground):
        """Close the file to somebody with an interest of their own."""
        _row, new = self.recusals.get_or_create(user=user, defaults={"ground": ground})
        if new:
            self.log("recused", by, facts={"user": user.pk})

    def _transfer(self, by, to_office, coordinated_on, coordinated_with, note, facts):
        facts = facts | {"to_office": to_office.code, "coordinated_on": plain(coordinated_on)}
        event = self.move("transfer", by, note, facts, transferred_to=to_office)
        self.transfers.create(
            from_office=self.office,
            to_office=to_office,
            coordinated_on=coordinated_on,
            coordinated_with=coordinated_with,
        )
        return event

    def _take_up(self, by, facts, note=""):
        """The other office enters it into its own register; the old number stays in the old one."""
        self.lock(by)
        office = self.transferred_to
        if office is None:
            raise PermissionDenied(
                _("This step is no longer open. Somebody else may have taken it.")
            )
        number = self.enrol(office, self.access, today_in(office.zone))
        facts = facts | {"from_office": self.office.code, "number": number}
        changes = {"office": office, "number": number, "transferred_to": None}
        event = self.move("take_up", by, note, facts, **changes)
        self.settle_transfer(accepted=True)
        self.index()
        return event

    def _send_back(self, by, note, facts):
        event = self.move("send_back", by, note, facts, transferred_to=None)
        self.settle_transfer(accepted=False)
        return event

    def settle_transfer(self, accepted):
        self.transfers.filter(accepted=None).update(accepted=accepted, settled_at=timezone.now())

    def _close_unproven(self, by, facts, note=""):
        code = UNPROVEN.get(self.conclusion, "not_proven")
        return self.move("close_unproven", by, note, facts, closing_reason=reason(code))

    def _conclude(self, by, note, facts):
        code = CONCLUDED.get(self.kind, "noted")
        return self.move("conclude", by, note, facts, closing_reason=reason(code))

    def _object(self, by, note, facts):
        return self.move("object", by, note, facts, closing_reason=None)

    def _uphold(self, by, examiner, note, facts):
        facts = facts | {"examiner": examiner.pk}
        changes = {"conclusion": "", **self.given_to(examiner)}
        return self.move("uphold", by, note, facts, **changes)

    # Verbs beside `move`: each writes its event too.

    @transaction.atomic
    def say(self, text, by, side="both"):
        self.lock(by)
        message = self.messages.create(text=text, side=side, role=by.role, author=by.label)
        self.log("message" if side == "both" else "remark", by, facts={"message": message.pk})
        return message

    def may_be_opened_by(self, actor):
        return Identity.objects.openable_by(actor).filter(report=self).exists()

    @transaction.atomic
    def open_identity(self, by, reason):
        """Return the person of a secret report; write down who, when and why."""
        self.lock(by)
        identity = Identity.objects.openable_by(by).filter(report=self).first()
        if identity is None:
            raise PermissionDenied
        self.log("identity_opened", by, reason, public=True)
        identity.report = self
        return identity.person()

    @transaction.atomic
    def verify(self, by, name, answers):
        """Write down what was found about each requirement of a list: {item: (verdict, reason, ground)}."""
        self.lock(by)
        if self.stage != name or by.role != "intake":
            raise PermissionDenied(_("This list is not being checked now."))
        for item, (verdict, why, ground) in answers.items():
            self.checks.update_or_create(
                list=name,
                item=item,
                defaults={
                    "verdict": verdict,
                    "reason": why,
                    "ground": ground,
                    "at": timezone.now(),
                },
            )
        facts = {
            "list": name,
            "verdicts": {item: verdict for item, (verdict, *_) in answers.items()},
        }
        return self.log("checked", by, facts=facts)

    @transaction.atomic
    def assign(self, by, examiner, note=""):
        """Give the file to an examiner, who then declares to be free of interests, or not."""
        self.lock(by)
        if not self.may_be_assigned_by(by):
            raise PermissionDenied
        for field, value in self.given_to(examiner).items():
            setattr(self, field, value)
        facts = {"examiner": examiner.pk}
        return self.log("assigned", by, note, facts, changed=["examiner", "declared_at"])

    @transaction.atomic
    def declare(self, by, has_conflict, note=""):
        """The examiner's own word. Who declares an interest steps aside, and the head chooses another."""
        self.lock(by)
        if not self.awaits_declaration_of(by):
            raise PermissionDenied
        if not has_conflict:
            self.declared_at = timezone.now()
            return self.log("declared", by, note, changed=["declared_at"])
        self.examiner = None
        event = self.log("declined", by, note, changed=["examiner"])
        self.step_aside(by.user, by, note)
        return event


def codes(terms) -> list[str]:
    return sorted(term.code for term in terms)


def told(met_on) -> dict:
    return {"held_on": plain(met_on)}

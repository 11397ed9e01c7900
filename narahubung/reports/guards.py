"""The questions that the steps and clocks of a report ask of it: the `guard` column of `lifecycle.py`."""

from narahubung.accounts.models import Role
from narahubung.clocks.calendars import calendar_for
from narahubung.clocks.models import Rule
from narahubung.reports.lifecycle import EXAMINED, MOVES, Stage
from narahubung.reports.rules import items_of

OBJECTED_TO = (Stage.CLOSED, Stage.CLOSED_INTAKE)
REPORTS = ("lm", "rco", "iaps")
ANSWERED = ("met", "waived")
# The steps to which a reporter may object.
CLOSINGS = tuple(
    {move.name for move in MOVES if move.to_stage in OBJECTED_TO and move.name != "inform"}
)


class Guards:
    """The part of a report that answers: may this actor, now? does this clock concern it?"""

    def is_report(self, _actor=None):
        """Consultations and copies stand in the register, too, and are no reports."""
        return self.kind in REPORTS

    def is_no_report(self, _actor=None):
        return not self.is_report()

    def has_reporter(self, _actor=None):
        """What the Ombudsman began by itself, and what is no report, has nobody to ask or to tell."""
        return self.is_report() and self.kind != "iaps"

    def is_own_initiative(self, _actor=None):
        return self.kind == "iaps"

    def may_be_shown_by(self, actor):
        return self.has_reporter() and self.is_examined_by(actor)

    def may_be_objected_to(self, _actor=None):
        """What was withdrawn before it was registered has no result to object to."""
        return self.has_reporter() and self.number != ""

    def is_in_examination(self):
        return self.stage in EXAMINED

    def is_transferred_to(self, actor):
        return actor.office.pk == self.transferred_to_id

    def is_national(self, actor):
        return actor.office.national

    def judges_objection(self, actor):
        """The national office decides, and nobody who examined the file or took the step objected to."""
        if not self.is_national(actor) or self.examiner_id == actor.user.pk:
            return False
        closings = self.events.filter(kind__in=CLOSINGS).order_by("-seq")
        return closings.values_list("actor", flat=True).first() != actor.user.pk

    def is_examined_by(self, actor):
        """The examiner of this file, once they have declared to be free of interests; or the head."""
        if actor.role == Role.OFFICE_HEAD:
            return True
        return self.examiner_id == actor.user.pk and self.declared_at is not None

    def may_be_assigned_by(self, actor):
        return actor.role == Role.OFFICE_HEAD and self.is_in_examination() and not self.erased_at

    def awaits_declaration_of(self, actor):
        mine = actor.user is not None and self.examiner_id == actor.user.pk
        return mine and self.is_in_examination() and self.declared_at is None

    # Checklists.

    def formal_is_met(self, _actor=None):
        verdicts = self.verdicts("formal")
        return all(verdicts.get(item.code) in ANSWERED for item in items_of(self, "formal"))

    def material_is_checked(self, _actor=None):
        verdicts = self.verdicts("material")
        return all(item.code in verdicts for item in items_of(self, "material"))

    def verdicts(self, name):
        return dict(self.checks.filter(list=name).values_list("item", "verdict"))

    def last_day_to_report(self):
        rule = Rule.objects.in_force("ori.event_age", self.received_on)
        return rule.due(self.happened_on, calendar_for(self.calendar_region, self.week))

    # Promises that have run out.

    def completion_ran_out(self, _actor=None):
        return self.ran_out("ori.complete")

    def reply_ran_out(self, actor):
        """The second time has run out; the examiner may say so, or the house itself."""
        mine = actor.role == Role.SYSTEM or self.is_examined_by(actor)
        return mine and self.ran_out("ori.explain_2")

    def correction_ran_out(self, actor):
        late = self.ran_out("ori.corrective.v2017") or self.ran_out("ori.corrective.v2023")
        return self.is_national(actor) and late

    def comment_time_is_over(self, _actor=None):
        return self.ran_out("ori.reporter_comment")

    def ran_out(self, rule):
        return self.running(rule).overdue(self.today).exists()

    def awaits_contact(self, actor):
        return self.is_examined_by(actor) and self.running("local.rco_contact").exists()

    def awaits_notice(self, _actor=None):
        return self.running("ori.refuse_notice").exists()

    def running(self, rule):
        return self.deadlines.running().filter(rule__code=rule)

    # Examination.

    def found_nothing(self, _actor=None):
        return self.conclusion in ("not_found", "stopped")

    def found_something(self, actor):
        return self.is_examined_by(actor) and self.conclusion == "found"

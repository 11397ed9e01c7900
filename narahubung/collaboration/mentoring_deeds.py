"""What is done to a mentoring: its steps, and the work of both sides. Each deed is one transaction with its event."""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from narahubung.collaboration.mentoring_lifecycle import side_of


class Deeds:
    """The part of a mentoring that does. Whoever comes too late, or from elsewhere, is refused."""

    def turn_clocks(self, _step, _since=None):
        """No law runs here; the lists are sorted by what was planned."""
        self.next_due = None if self.is_ended() else self.first_day_to_act()

    @transaction.atomic
    def take(self, name, by, **details):
        step = getattr(self, f"_{name}", None)
        return step(by, **details) if step else self.move(name, by, **details)

    def _plan(self, by, mentor, title, due, team=(), note=""):
        """Name the mentor and the people of the agency, and write the first step of the plan."""
        event = self.move("plan", by, note, {"team": len(team)}, mentor=mentor)
        self.team.set(team)
        self.add_step(by, title, due)
        return event

    def _finish(self, by, result):
        return self.move("finish", by, result=result)

    def _withdraw(self, by, note):
        """Give it up, and with it the sessions that were set."""
        event = self.move("withdraw", by, note)
        self.sessions.filter(state="set").update(state="cancelled")
        return event

    # The plan.

    @transaction.atomic
    def add_step(self, by, title, due):
        self.open_to(by, "may_be_planned_by")
        step = self.steps.create(title=title, due=due)
        self.tell("step_added", by, {"step": step.pk, "due": due.isoformat()})
        return step

    @transaction.atomic
    def step_done(self, by, step, done_on):
        self.open_to(by, "may_be_planned_by")
        step.refresh_from_db()
        self.refuse_unless(step.done_on is None)
        step.done_on = done_on
        step.save(update_fields=["done_on"])
        return self.tell("step_done", by, {"step": step.pk, "on": done_on.isoformat()})

    # Sessions.

    @transaction.atomic
    def set_session(self, by, **fields):
        self.open_to(by, "may_be_planned_by")
        session = self.sessions.create(number=self.sessions.count() + 1, **fields)
        self.tell("session_set", by, facts_of(session))
        return session

    @transaction.atomic
    def move_session(self, by, session, note="", **fields):
        """Another day or place. A session has few fields, and whoever is told reads all of them."""
        self.open_session(by, session)
        before = {"from": session.day.isoformat()}
        for field, value in fields.items():
            setattr(session, field, value)
        session.save(update_fields=list(fields))
        return self.tell("session_moved", by, {**facts_of(session), **before}, note)

    @transaction.atomic
    def cancel_session(self, by, session, note):
        self.open_session(by, session)
        session.state = session.State.CANCELLED
        session.save(update_fields=["state"])
        return self.tell("session_cancelled", by, facts_of(session), note)

    @transaction.atomic
    def hold_session(self, by, session, who_came, done, next="", files=()):
        """Write down what a session brought. With the first one the mentoring has begun."""
        self.open_session(by, session)
        self.refuse_unless(session.has_begun())
        session.state = session.State.HELD
        session.who_came, session.done, session.next = who_came, done, next
        session.save(update_fields=["state", "who_came", "done", "next"])
        self.keep(files, by, session=session)
        if "begin" in [move.name for move in self.moves_for(by)]:
            self.move("begin", by)
        return self.tell("session_held", by, {**facts_of(session), "papers": len(files)})

    # Results.

    @transaction.atomic
    def hand_in(self, by, kind, title, words="", files=()):
        self.open_to(by, "takes_output_from")
        output = self.outputs.create(kind=kind, title=title, words=words, given_at=timezone.now())
        self.keep(files, by, output=output)
        self.tell("output_given", by, {"output": output.pk, "kind": kind.code})
        return output

    @transaction.atomic
    def check_output(self, by, output, accepted, remark=""):
        self.lock(by)
        output.refresh_from_db()
        output.mentoring = self
        self.refuse_unless(output.may_be_checked_by(by))
        output.state = output.State.ACCEPTED if accepted else output.State.RETURNED
        output.checked_at, output.checked_by, output.remark = timezone.now(), by.user, remark
        output.save(update_fields=["state", "checked_at", "checked_by", "remark"])
        kind = "output_accepted" if accepted else "output_returned"
        return self.tell(kind, by, {"output": output.pk}, remark)

    # The eight conditions.

    @transaction.atomic
    def score(self, by, moment, scores):
        """Write all scores of a moment, {condition: (value, words)}; the other side has to agree anew."""
        self.lock(by)
        self.refuse_unless(self.takes_scores_from(by, moment))
        written = {"written_by": side_of(by), "written_at": timezone.now(), "agreed_at": None}
        sheet, _new = self.sheets.update_or_create(moment=moment, defaults=written)
        for condition, (value, words) in scores.items():
            said = {"value": value, "words": words}
            sheet.scores.update_or_create(condition=condition, defaults=said)
        total = sheet.scores.aggregate(total=models.Sum("value"))["total"]
        self.tell("scored", by, {"moment": moment, "total": total})
        return sheet

    @transaction.atomic
    def agree(self, by, sheet):
        self.lock(by)
        sheet.refresh_from_db()
        sheet.mentoring = self
        self.refuse_unless(sheet.may_be_agreed_by(by))
        sheet.agreed_at = timezone.now()
        sheet.save(update_fields=["agreed_at"])
        return self.tell("scores_agreed", by, {"moment": sheet.moment})

    # What they share.

    def keep(self, files, by, **about):
        """Store cleaned files with their sealed originals, as those of a session or of a result."""
        for clean in files:
            self.papers.model.holding(clean, clean.name, mentoring=self, role=by.role, **about)

    def tell(self, kind, by, facts, note=""):
        self.next_due = self.first_day_to_act()
        return self.log(kind, by, note, facts, changed=["next_due"])

    def open_to(self, by, question):
        """Lock and read again, and refuse what is not this actor's to do."""
        self.lock(by)
        self.refuse_unless(getattr(self, question)(by))

    def open_session(self, by, session):
        self.open_to(by, "may_be_planned_by")
        session.refresh_from_db()
        session.mentoring = self
        self.refuse_unless(session.is_ahead())

    @staticmethod
    def refuse_unless(condition):
        if not condition:
            raise PermissionDenied(
                _("This step is no longer open. Somebody else may have taken it.")
            )


def facts_of(session) -> dict:
    return {"session": session.pk, "number": session.number, "day": session.day.isoformat()}

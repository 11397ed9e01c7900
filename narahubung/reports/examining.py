"""What an examiner writes down while a report is examined: summons, inspections, sittings, conferences."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from narahubung.clocks.calendar import today_in
from narahubung.reports.lifecycle import TALKS, Stage
from narahubung.reports.papers import attach
from narahubung.reports.sessions import Summons, unexcused_in_row
from narahubung.reports.steps import CLOSES, reason, side_of
from narahubung.reports.talks import Talking

MOST_ABSENCES = 3
Outcome = Summons.Outcome
# Whose papers lie with which record, by the step that brought them.
RECORD_OF = {
    **dict.fromkeys(("heard", "missed"), "summons"),
    "inspected": "inspection",
    **dict.fromkeys(("agree", "settle"), "talks"),
    "sitting": "sitting",
    "confer": "conference",
}
# Drafts, hearings and what was seen are between officers.
PRODUCT_OF = {"issue": "findings", "recommend": "recommendation"}


def day(facts, name):
    return date.fromisoformat(facts[name]) if facts.get(name) else None


class Examining(Talking):
    """Part of a report: the steps that leave a record behind, and the verbs beside them."""

    @property
    def today(self):
        return today_in(self.zone)

    def is_in_talks(self):
        return self.stage in TALKS

    def latest(self, record):
        return getattr(self, f"{record}_set").order_by("pk").last()

    def file_papers(self, name, files, by):
        """Attach what a step brought, on the side where it belongs, and lay it with its record or product."""
        papers = attach(self, files, by, side_of(name, by))
        record = papers and name in RECORD_OF and self.latest(RECORD_OF[name])
        if record:
            record.papers.add(*papers)
        if papers and name in PRODUCT_OF:
            self.product(PRODUCT_OF[name]).keep(files, by)

    @transaction.atomic
    def do(self, name, by, files=(), **details):
        """Do what changes no stage, by its name, if it is open to this actor now."""
        self.lock(by)
        if not getattr(self, MAY[name])(by):
            raise PermissionDenied(
                _("This step is no longer open. Somebody else may have taken it.")
            )
        event = getattr(self, f"do_{name}")(by, **details)
        self.file_papers(name, files, by)
        return event

    # Summons.

    def _summon(self, by, facts, note="", person="", meets_at=None, place=""):
        self.lock(by)
        if self.stage == Stage.EXAMINATION:
            self.end_round()
        facts = facts | ({"meets_at": meets_at.isoformat()} if meets_at else {})
        event = self.move("summon", by, note, facts, since=day(facts, "delivered_on"))
        self.summons_set.create(
            person=person,
            meets_at=meets_at or timezone.now(),
            place=place,
            letter=facts.get("letter", ""),
            delivered_on=day(facts, "delivered_on"),
            by=by.user,
        )
        return event

    def _heard(self, by, facts, note="", people=""):
        event = self.move("heard", by, note, facts)
        self.summons_set.filter(outcome=Outcome.NONE).update(
            outcome=Outcome.CAME, words=note, people=people
        )
        self.end_round()
        return event

    def _call_police(self, by, facts, note=""):
        event = self.move("call_police", by, note, facts)
        self.end_round()
        return event

    def end_round(self):
        self.summons_set.filter(round_is_over=False).update(round_is_over=True)

    def do_missed(self, by, outcome, note):
        """They did not come. Whether they were excused decides what counts towards the police."""
        self.summons_set.filter(outcome=Outcome.NONE).update(outcome=outcome, words=note)
        return self.log("missed", by, note, {"outcome": str(outcome)})

    def summons_is_open(self):
        waiting = self.summons_set.filter(outcome=Outcome.NONE, round_is_over=False)
        return self.stage == Stage.SUMMONS and waiting.exists()

    def may_be_missed(self, actor):
        return self.summons_is_open() and self.is_examined_by(actor)

    def absences(self):
        """Count the unexcused absences in a row: who came, was excused or was fetched begins anew."""
        if self.stage != Stage.SUMMONS:
            return 0
        round_now = self.summons_set.filter(round_is_over=False).order_by("pk")
        return unexcused_in_row(round_now.values_list("outcome", flat=True))

    def may_be_summoned_by(self, actor):
        settled = not self.summons_is_open()
        return self.is_examined_by(actor) and settled and self.absences() < MOST_ABSENCES

    def was_summoned_thrice(self, actor):
        return self.is_examined_by(actor) and self.absences() >= MOST_ABSENCES

    # Inspection.

    def _inspect(self, by, facts, note="", place="", is_announced=True):
        event = self.move("inspect", by, note, facts | {"announced": bool(is_announced)})
        self.inspection_set.create(
            place=place,
            is_announced=is_announced,
            letter=facts.get("letter", ""),
            by=by.user,
        )
        return event

    def _inspected(self, by, facts, note="", place="", people=""):
        event = self.move("inspected", by, note, facts)
        found = self.latest("inspection")
        found.held_on, found.words, found.people = day(facts, "held_on"), note, people
        found.place = place or found.place
        found.save(update_fields=["held_on", "words", "people", "place"])
        return event

    # Talks: what changes no stage.

    def do_sitting(self, by, held_on, note, place="", people="", next_on=None):
        talks = self.talks_now()
        self.sitting_set.create(
            talks=talks,
            held_on=held_on,
            next_on=next_on,
            place=place,
            people=people,
            words=note,
            by=by.user,
        )
        facts = {"held_on": held_on.isoformat(), "sitting": talks.sittings.count()}
        return self.log("sitting", by, note, facts)

    def do_agree(self, by, signed_on, agreement, items):
        talks = self.talks_now()
        talks.signed_on, talks.agreement = signed_on, agreement
        talks.save(update_fields=["signed_on", "agreement"])
        for seq, clause in enumerate(items, start=1):
            talks.clauses.create(seq=seq, **clause)
        facts = {"signed_on": signed_on.isoformat(), "clauses": len(items)}
        return self.log("agreed", by, facts=facts, public=True)

    def do_clause(self, by, clause, done_on, note):
        """Look whether one clause was carried out: with a day it was, without one it was not yet."""
        clause.done_on, clause.words, clause.checked_at = done_on, note, timezone.now()
        clause.save(update_fields=["done_on", "words", "checked_at"])
        facts = {"clause": clause.seq, "done_on": done_on.isoformat() if done_on else None}
        return self.log("clause_checked", by, note, facts, public=True)

    def _settle(self, by, facts, note=""):
        event = self.move("settle", by, note, facts, closing_reason=reason(CLOSES["settle"]))
        self.close_talks()
        return event

    # Conference.

    def _confer(self, by, facts, note="", meets_on=None, people="", evidence="", place=""):
        meets_on = meets_on or self.today
        event = self.move("confer", by, note, facts | {"meets_on": meets_on.isoformat()})
        self.conference_set.create(
            meets_on=meets_on, people=people, evidence=evidence, place=place, words=note, by=by.user
        )
        return event

    def _examine_on(self, by, facts, note=""):
        event = self.move("examine_on", by, note, facts)
        self.decide_conference("examine_on")
        return event

    def _show_reporter(self, by, facts, note=""):
        since = day(facts, "delivered_on")
        event = self.move("show_reporter", by, note, facts, since=since)
        self.decide_conference("show_reporter")
        return event

    def decide_conference(self, decision):
        open_ones = self.conference_set.filter(decision="")
        open_ones.update(decision=decision, decided_at=timezone.now())

    # Resolution: what is missing in the file goes back to those who examined it (PO 58/2023 Pasal 54).

    def may_ask_back(self, actor):
        late = self.stage == Stage.CORRECTIVE and self.correction_ran_out(actor)
        here = self.stage == Stage.RESOLUTION and self.is_national(actor)
        return actor.role != "intake" and (late or here) and self.asked_back_at is None

    def do_ask_back(self, by, note):
        self.asked_back_at = timezone.now()
        return self.log("asked_back", by, note, changed=["asked_back_at"])

    def may_supply(self, actor):
        mine = actor.office is not None and actor.office.pk == self.office_id
        return bool(self.asked_back_at) and mine and self.is_examined_by(actor)

    def do_supply(self, by, note):
        self.asked_back_at = None
        return self.log("supplied", by, note, changed=["asked_back_at"])


# What is done beside the steps, and the question that opens it.
MAY = {
    "missed": "may_be_missed",
    "sitting": "leads_talks",
    "agree": "may_agree",
    "clause": "may_check_clauses",
    "ask_back": "may_ask_back",
    "supply": "may_supply",
}

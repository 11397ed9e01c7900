"""A file told after the fact: the same steps, clocks and chain as everywhere, with no database between them.

Six thousand rows are written at once instead of one after the other: twenty seconds become three. What a step
does stands in `complaints/steps.py` and who may take it in `complaints/lifecycle.py`; a test tells one story
in both ways and compares them.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied

from narahubung.accounts.actors import System
from narahubung.complaints.handover import Handover, Pause
from narahubung.complaints.lifecycle import CLOCKS, ENDED, MOVES
from narahubung.complaints.models import Complaint, Deadline, Event
from narahubung.complaints.papers import Message, Remedy
from narahubung.complaints.steps import Steps
from narahubung.complaints.wall import ReportedParty, within
from narahubung.journal.chain import commitment
from narahubung.journal.models import new_salt

# The worker looks each minute, so a broken promise is noticed just after midnight.
MIDNIGHT = time(0, 5)


class Shelf(list):
    """Rows of one kind that will belong to the file, made as a related manager makes them."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def create(self, **fields):
        self.append(self.model(**fields))
        return self[-1]


class Tale(Steps):
    """One file while it is told. What is asked of it and is not here, the complaint itself answers."""

    def __init__(self, law, by, note="", **fields):
        self.law, self.moment = law, fields["received_at"]
        self.file = Complaint(stage="received", received_on=self.today(fields["agency"]), **fields)
        self.events, self.clocks, self.said = [], [], []
        self.handovers, self.remedies = Shelf(Handover), Shelf(Remedy)
        self.pauses, self.reported = Shelf(Pause), Shelf(ReportedParty)
        self.start_clocks("received")
        self.file.next_due = self.first_due()
        salt = new_salt()
        facts = {"channel": self.channel, "agency": self.agency.pk, "shield": self.shield}
        facts["text"] = commitment(self.text, salt)
        self.log("received", by, note, facts, public=True, salt=salt)

    def __getattr__(self, name):
        return getattr(self.__dict__["file"], name)

    def today(self, agency=None):
        zone = (agency or self.agency).zone
        return self.moment.astimezone(ZoneInfo(zone)).date()

    # The steps of `Steps` end here instead of in the database.

    def take(self, name, by, at, **details):
        self.pass_time(at)
        self.moment = at
        step = getattr(self, f"_{name}", None)
        return step(by, **details) if step else self.move(name, by, **details)

    def move(self, name, by, note="", facts=None, **changes):
        move = next((m for m in MOVES if m.name == name and m.is_open_to(self, by)), None)
        if move is None:
            raise PermissionDenied(f"{name} is not open to {by.role} while {self.stage}")
        facts = {**(facts or {}), "from": self.stage, "to": move.to_stage}
        for field, value in {**changes, "stage": move.to_stage}.items():
            setattr(self.file, field, value)
        self.file.closed_at = self.moment if self.stage in ENDED else None
        self.turn_clocks(name)
        return self.log(name, by, note, facts, move.public)

    def log(self, kind, by, note="", facts=None, public=False, salt=""):
        event = Event(
            salt=salt or new_salt(),
            seq=len(self.events) + 1,
            kind=kind,
            at=self.moment,
            actor=by.user,
            role=by.role,
            place=str(getattr(by, "appointment", "") and by.appointment.place),
            note=note,
            facts=facts or {},
            public=public,
        )
        self.events.append(event)
        return event

    def say(self, text, by, at, side="both"):
        self.pass_time(at)
        self.moment = at
        row = Message(text=text, side=side, role=by.role, author=by.label, at=at)
        event = self.log("message" if side == "both" else "remark", by)
        self.said.append((event, row))

    # The clocks.

    def running(self):
        return [clock for clock in self.clocks if clock.stopped_at is None]

    def turn_clocks(self, step):
        ended = self.stage in ENDED
        stopped = {
            c.rule for c in CLOCKS if ended or c.stops_with(step) or c.starts_with(step, self)
        }
        for clock in self.running():
            if clock.rule.code in stopped:
                clock.stopped_at = self.moment
        if not ended:
            self.start_clocks(step)
        self.file.next_due = None if ended else self.first_due()

    def start_clocks(self, step):
        day = self.today()
        for clock in CLOCKS:
            if clock.starts_with(step, self):
                rule = self.law.rule(clock.rule, day, self.calendar_region)
                due = rule.due(day, self.calendar())
                row = Deadline(rule=rule, started_on=day, due=due, binds=clock.binds)
                self.clocks.append(row)

    def first_due(self):
        days = [c.due for c in self.running() if c.binds == "agency" and c.due]
        return min(days, default=None)

    def calendar(self):
        return self.law.calendars.of(self.calendar_region, self.week)

    def recount(self):
        for clock in self.running():
            clock.due = clock.due_with(self.pause_spans(), self.calendar())
        self.file.next_due = self.first_due()

    def pass_time(self, until):
        """Say of each promise that bound the agency and passed in the meantime that it was not kept."""
        for clock in sorted(self.running(), key=lambda c: (c.due is None, c.due)):
            if clock.binds != "agency" or clock.due is None or clock.noticed_at:
                continue
            noticed = datetime.combine(clock.due + timedelta(days=1), MIDNIGHT, self.zone_info)
            if noticed <= until:
                self.moment = max(self.moment, noticed)
                facts = {"rule": clock.rule.code, "due": str(clock.due), "binds": clock.binds}
                self.log("overdue", System(), facts=facts, public=True)
                clock.noticed_at = self.moment

    # What a step keeps beside the file.

    def hide(self, place):
        """The complainant said at once whom it is about (`intake.put_up_the_wall`)."""
        self.reported.create(agency=place, is_head=True)
        facts = {"reported": place.pk, "head": True}
        self.log("walled", System(), facts=facts, public=True)

    def is_walled(self):
        return bool(self.reported)

    def keep_from(self, place):
        if place.pk in within([party.agency for party in self.reported]):
            raise PermissionDenied(f"it is about {place}")

    def last_remedy(self):
        return self.remedies[-1]

    def pause_spans(self):
        return [(pause.from_day, pause.until_day) for pause in self.pauses]

    def settle_handover(self, accepted):
        self.handovers[-1].accepted, self.handovers[-1].settled_at = accepted, self.moment

    def judge(self, verdict, note="", rating=None):
        remedy = self.last_remedy()
        remedy.verdict, remedy.verdict_note, remedy.rating = verdict, note, rating
        remedy.verdict_at = self.moment

    def _pass_on(self, by, to_agency, reason, note=""):
        event = super()._pass_on(by, to_agency, reason, note)
        self.handovers[-1].offered_at = self.moment
        return event

    def _answer(self, by, **details):
        event = super()._answer(by, **details)
        self.last_remedy().claimed_at = self.moment
        self.answerer = by
        return event

    def _postpone(self, by, ground, resume_on, note=""):
        facts = {"ground": ground.code, "until": resume_on.isoformat()}
        event = self.move("postpone", by, note, facts, resume_on=resume_on)
        self.pauses.create(ground=ground, from_day=self.today())
        self.recount()
        return event

    def _resume(self, by, note=""):
        event = self.move("resume", by, note, resume_on=None)
        self.pauses[-1].until_day = self.today()
        self.recount()
        return event

    # Guards that ask the database of a stored file.

    def may_reopen(self, _actor=None):
        rule = self.law.rule("local.reopen", self.closed_at.date(), self.calendar_region)
        return self.today() <= rule.due(self.closed_at.date(), self.calendar())

    def may_go_up(self, _actor=None):
        late = [c for c in self.clocks if c.binds == "agency" and c.due and self.was_late(c)]
        return bool(late) or any(r.verdict == "disputed" for r in self.remedies)

    def was_late(self, clock):
        return clock.due < (clock.stopped_at.date() if clock.stopped_at else self.today())

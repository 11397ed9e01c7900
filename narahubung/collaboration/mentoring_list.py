"""The pipeline of mentoring: how many stand at each stage, the list behind each number, and whom nobody reached yet."""

from collections import Counter

from django.db.models import Count
from django.utils.translation import gettext as _

from narahubung.cases.addresses import Addresses
from narahubung.cases.listing import BY_DUE, Key, Keyset
from narahubung.collaboration import mentoring_reach as reach
from narahubung.collaboration.mentoring_lifecycle import OFFICE, Stage
from narahubung.collaboration.mentoring_pages import clock_of, short_thread
from narahubung.collaboration.models import Mentoring, MentoringEvent

BY_NAME = Keyset((Key("name"), Key("pk")))
WAITING, ENDED = "waiting", "ended"
STAGES = (Stage.OFFERED, Stage.ASKED, Stage.PLANNED, Stage.RUNNING, Stage.DONE)
GIVEN_UP = (Stage.DECLINED, Stage.WITHDRAWN)
TONES = {Stage.ASKED: "due", Stage.OFFERED: "due", Stage.DONE: "ok"}


class Pipeline(Addresses):
    """An office sees all its stages and who is still to follow; an agency its own mentorings."""

    def __init__(self, actor, query):
        self.actor, self.query = actor, query
        self.runs = actor.role in OFFICE
        self.seen = Mentoring.objects.visible_to(actor)
        rows = self.seen.order_by().values_list("stage").annotate(n=Count("pk"))
        self.counts = Counter(dict(rows))
        self.circle = reach.chosen(query.get("circle", "")) if self.runs else None
        self.waiting = reach.not_reached(actor, self.circle).count() if self.runs else 0
        self.tab = query.get("tab") if query.get("tab") in self.names() else self.first()

    def names(self) -> list[str]:
        return [*STAGES, *([WAITING] if self.runs else []), ENDED]

    def number(self, name) -> int:
        if name == WAITING:
            return self.waiting
        return sum(self.counts[stage] for stage in (GIVEN_UP if name == ENDED else (name,)))

    def first(self) -> str:
        """Begin with what somebody must act on."""
        order = (Stage.ASKED, Stage.RUNNING, Stage.PLANNED, *self.names())
        return next((name for name in order if self.number(name)), Stage.ASKED)

    def label(self, name):
        more = {WAITING: _("Not yet reached"), ENDED: _("Declined or given up")}
        return more.get(name) or Stage(name).label

    def tiles(self) -> list[dict]:
        return [self.tile(name) for name in self.names() if name != ENDED]

    def ended(self) -> dict:
        return self.tile(ENDED)

    def tile(self, name) -> dict:
        number = self.number(name)
        tone = TONES.get(name, "") if number else ""
        return {"n": number, "label": self.label(name), "url": self.link(tab=name), "tone": tone}

    @property
    def heading(self):
        return self.label(self.tab)

    @property
    def waiting_url(self):
        return self.link(tab=WAITING)

    @property
    def is_waiting(self):
        return self.tab == WAITING

    def asked(self) -> int:
        """Return how many agencies asked by themselves, or took up an offer."""
        events = MentoringEvent.objects.visible_to(self.actor).filter(kind__in=("asked", "accept"))
        return events.order_by().values("mentoring__agency").distinct().count()

    def circles(self) -> list[dict]:
        return [
            {"label": c.title, "url": self.link(circle=c.name), "current": c is self.circle}
            for c in reach.circles()
        ]

    def page(self):
        at = self.query.get("at", "")
        if self.is_waiting:
            waiting = reach.not_reached(self.actor, self.circle)
            return BY_NAME.page(waiting, at, dress=lambda rows: rows.with_path())
        stages = GIVEN_UP if self.tab == ENDED else (self.tab,)
        return BY_DUE.page(self.seen.at(*stages), at, dress=lambda rows: rows.for_list())

    def rows(self, found) -> list:
        if self.is_waiting:
            return found
        return [{"mentoring": m, "clock": clock_of(m), "thread": short_thread(m)} for m in found]

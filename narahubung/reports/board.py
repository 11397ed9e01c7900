"""What an office and its examiners look at first: my files, the board, the next conferences."""

from functools import cached_property

from django.db.models import Count, Prefetch, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from narahubung.clocks.calendar import today_in
from narahubung.clocks.calendars import Calendars
from narahubung.reports.lifecycle import EXAMINED, WITH_OTHERS, Stage
from narahubung.reports.models import Event, Report
from narahubung.reports.register import NOBODY, STILL, WEEK, RegisterList
from narahubung.reports.timeline import spoken_clock

MOST = 200
# What each column of the board counts, by the same name as the filter of the register.
COLUMNS = ("late", "today", "soon", "later", "none")


def within(today) -> dict:
    return {
        "late": Q(next_due__lt=today),
        "today": Q(next_due=today),
        "soon": Q(next_due__gt=today, next_due__lte=today + WEEK),
        "later": Q(next_due__gt=today + WEEK),
        "none": Q(next_due__isnull=True),
    }


class Desk:
    """What one actor may see, today."""

    def __init__(self, actor):
        self.actor, self.office = actor, actor.office
        self.today = today_in(actor.office.zone)
        self.register = RegisterList(actor, QueryDict())

    @cached_property
    def visible(self):
        return Report.objects.visible_to(self.actor)

    def list_of(self, **filters):
        return self.register.link(tab="all", **filters)

    def dressed(self, files):
        """Return rows with their clock sentence; the calendar is asked once."""
        calendars, language = Calendars(), get_language() or "id"
        return [
            {"file": file, "clock": spoken_clock(file, self.today, calendars, language)}
            for file in files
        ]


class MyFiles(Desk):
    """What an examiner has in hand, read with one statement and sorted by what must happen first."""

    def groups(self):
        mine = self.visible.open().filter(examiner=self.actor.user, stage__in=EXAMINED)
        rows = self.dressed(mine.for_list().order_by("next_due", "pk")[:MOST])
        undeclared = [row for row in rows if row["file"].declared_at is None]
        declared = [row for row in rows if row["file"].declared_at is not None]
        waits = [row for row in declared if row["file"].stage in WITH_OTHERS]
        todo = [row for row in declared if row["file"].stage not in WITH_OTHERS]
        return {"declare": undeclared, "work": todo, "others": waits}


class Board(Desk):
    """The office at a glance: counts over the index of what is open, each with the list behind it."""

    def counted(self, files, *fields):
        sums = {name: Count("pk", filter=q) for name, q in within(self.today).items()}
        return files.order_by().values(*fields).annotate(**sums)

    @cached_property
    def stages(self):
        """Return a row for each stage that has files: open ones, and notices owed after the end."""
        rows = [
            *self.counted(self.visible.open(), "stage"),
            *self.counted(self.visible.ended().filter(next_due__isnull=False), "stage"),
        ]
        found = {row["stage"]: row for row in rows}
        return [self.line(stage, found[stage]) for stage in Stage if stage in found]

    def line(self, stage, row):
        cells = [
            {"n": row[name], "link": self.list_of(stage=stage.value, due=name), "tone": name}
            for name in COLUMNS
        ]
        return {"label": stage.label, "cells": cells, "all": sum(row[name] for name in COLUMNS)}

    @cached_property
    def totals(self):
        columns = zip(*(line["cells"] for line in self.stages), strict=True)
        return [sum(cell["n"] for cell in column) for column in columns]

    def loads(self):
        """Return who has how many files in hand, the fullest desk first."""
        files = self.visible.open().filter(stage__in=EXAMINED)
        rows = files.order_by().values("examiner", "examiner__name")
        rows = rows.annotate(n=Count("pk"), late=Count("pk", filter=within(self.today)["late"]))
        return [self.load(row) for row in sorted(rows, key=lambda r: (-r["n"], str(r)))]

    def load(self, row):
        who = str(row["examiner"] or NOBODY)
        return {
            **row,
            "name": row["examiner__name"] or _("nobody yet"),
            "link": self.list_of(examiner=who),
            "late_link": self.list_of(examiner=who, due="late"),
        }

    def still(self):
        return {
            "n": self.visible.standing_still(timezone.now() - STILL).count(),
            "link": self.list_of(still="on"),
        }


class Conferences(Desk):
    """What waits for the plenary and for the case conference, who has waited longest first."""

    BROUGHT = ("submit_plenary", "confer")

    def tables(self):
        stages = (Stage.PLENARY, Stage.CONFERENCE)
        files = self.visible.open().filter(stage__in=stages).for_list()
        brought = Event.objects.filter(kind__in=self.BROUGHT).order_by("-seq")
        files = files.prefetch_related(Prefetch("events", brought, to_attr="brought"))
        rows = self.dressed(files.order_by("moved_at", "pk")[:MOST])
        for row in rows:
            row["brought"] = next(iter(row["file"].brought), None)
            row["proposal"] = self.proposal(row["brought"])
        return [
            {"stage": stage.label, "rows": [r for r in rows if r["file"].stage == stage]}
            for stage in stages
        ]

    def proposal(self, event):
        words = {"examine": _("Examine it"), "close": _("Close it at intake")}
        return words.get(event.facts.get("proposal"), "") if event else ""

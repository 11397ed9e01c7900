"""The month of an office: on which day which clock ends, for which file."""

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils.formats import date_format
from django.utils.translation import get_language

from narahubung.clocks.calendars import Calendars
from narahubung.reports.board import Desk
from narahubung.reports.models import Deadline
from narahubung.reports.rules import said

# So many clocks stand in a day; the rest are one step further, in the register.
A_DAY = 5


@dataclass
class Day:
    day: date
    off: str = ""
    inside: bool = True
    tone: str = ""
    clocks: list = field(default_factory=list)
    more: int = 0
    link: str = ""


class Month(Desk):
    """All running clocks of a month that this actor may see, or only those of the own files."""

    def __init__(self, actor, query):
        super().__init__(actor)
        self.mine = query.get("whose") == "mine"
        self.first = self.asked(query.get("month", "")) or self.today.replace(day=1)

    @staticmethod
    def asked(month):
        """Return the first day of the month of an address, if it is one."""
        try:
            return date.fromisoformat(f"{month}-01") if len(month) == 7 else None
        except ValueError:
            return None

    @property
    def last(self):
        return self.first.replace(day=calendar.monthrange(*self.first.timetuple()[:2])[1])

    @property
    def title(self):
        return date_format(self.first, "F Y")

    def link(self, first=None, mine=None):
        mine = self.mine if mine is None else mine
        return f"?month={first or self.first:%Y-%m}" + ("&whose=mine" if mine else "")

    def before(self):
        return self.link((self.first - timedelta(days=1)).replace(day=1))

    def after(self):
        return self.link(self.last + timedelta(days=1))

    def everybody(self):
        return self.link(mine=False)

    def own(self):
        return self.link(mine=True)

    @cached_property
    def running(self):
        files = self.visible.filter(examiner=self.actor.user) if self.mine else self.visible
        span = (self.first, self.last)
        return Deadline.objects.running().filter(due__range=span, report__in=files.values("pk"))

    def weeks(self):
        """Return the weeks from Monday on, each day with its clocks. Two statements, however full it is."""
        counts = dict(
            self.running.order_by().values("due").annotate(n=Count("pk")).values_list("due", "n")
        )
        place = Window(RowNumber(), partition_by=F("due"), order_by="pk")
        shown = self.running.annotate(place=place).filter(place__lte=A_DAY)
        shown = shown.select_related("rule", "report").order_by("due", "pk")
        language = get_language() or "id"
        clocks = {}
        for deadline in shown:
            row = {"file": deadline.report, "rule": deadline.rule.label(language)}
            clocks.setdefault(deadline.due, []).append(row)
        monday = self.first - timedelta(days=self.first.weekday())
        days = [self.day(monday + timedelta(days=n), counts, clocks) for n in range(42)]
        return [days[n : n + 7] for n in range(0, 42, 7) if days[n].day <= self.last]

    @cached_property
    def work_days(self):
        return Calendars().of("", 5)

    def day(self, day, counts, clocks):
        off = self.work_days.days_off.get(day, ()) if self.inside(day) else ()
        found = clocks.get(day, [])
        return Day(
            day,
            off=", ".join(dict.fromkeys(said(o.name_id, o.name_en) for o in off)),
            inside=self.inside(day),
            tone=self.tone(day) if found else "",
            clocks=found,
            more=counts.get(day, 0) - len(found),
            link=self.list_of(on=day.isoformat()),
        )

    def inside(self, day):
        return self.first <= day <= self.last

    def tone(self, day):
        if day < self.today:
            return "late"
        return "due" if day <= self.today + timedelta(days=2) else "neutral"

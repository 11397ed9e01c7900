"""The list of a month for one agency, ready for the periodic meeting: open, late, answered, repeated.

It tells how things stood at the end of that month, or stand today if it has not ended.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.conf import settings
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from narahubung.cases import sheet
from narahubung.cases.sheet import defused
from narahubung.documents.letters import render
from narahubung.reports.tasks import LiaisonTask
from narahubung.ui.dates import long_date, short_date

MOST = 1000


def month_of(text, today) -> date:
    """Return the first day of a month written as 2026-11; any other text is this month, and so is a later one."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        first = today
    return min(first, today).replace(day=1)


@dataclass
class MonthList:
    agency: object
    first: date
    today: date
    actor: object

    @cached_property
    def end(self) -> date:
        """Return the last day of the month, or today."""
        last = (self.first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return min(last, self.today)

    @property
    def title(self):
        return date_format(self.first, "F Y")

    @property
    def code(self):
        return f"{self.first:%Y-%m}"

    @property
    def before(self):
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def next(self):
        """Return the month after, unless it is still to come."""
        later = (self.first + timedelta(days=31)).replace(day=1)
        return f"{later:%Y-%m}" if later <= self.today else ""

    @cached_property
    def tasks(self):
        """Return all that was open in this month, one statement for all parts of the list."""
        begun = Q(received_on__lte=self.end)
        unsettled = Q(settled_on__isnull=True) | Q(settled_on__gte=self.first)
        rows = LiaisonTask.objects.visible_to(self.actor).filter(begun & unsettled)
        rows = rows.filter(agency=self.agency).for_page().order_by("due", "pk")
        return list(rows[:MOST])

    def was_open(self, task):
        over = (task.answered_on, task.settled_on)
        return all(day is None or day > self.end for day in over)

    def was_late(self, task):
        return self.was_open(task) and task.due is not None and task.due < self.end

    def was_answered(self, task):
        return task.answered_on is not None and self.first <= task.answered_on <= self.end

    def is_of_the_month(self, task):
        return self.first <= task.received_on or self.was_open(task)

    @cached_property
    def parts(self) -> list[tuple]:
        """Return (title, rows); what is late stands only there."""
        late = [task for task in self.tasks if self.was_late(task)]
        open_rest = [t for t in self.tasks if self.was_open(t) and not self.was_late(t)]
        return [
            (_("Late"), late),
            (_("Open"), open_rest),
            (_("Answered in this month"), [t for t in self.tasks if self.was_answered(t)]),
            (
                _("Repeated matters"),
                [t for t in self.tasks if t.repeated and self.is_of_the_month(t)],
            ),
        ]

    def state_of(self, task):
        if self.was_late(task):
            return _("late")
        if self.was_open(task):
            return _("open")
        return _("answered on %s") % short_date(task.answered_on) if task.answered_on else _("over")

    def line(self, task) -> list[str]:
        return [
            task.reference,
            task.letter or "–",
            task.heading,
            str(task.report.substance or "–"),
            str(task.unit or "–"),
            short_date(task.received_on),
            short_date(task.due) or "–",
            str(self.state_of(task)),
        ]

    @staticmethod
    def heads() -> list[str]:
        return [
            _("Number"),
            _("Letter"),
            _("What is asked"),
            _("Substance"),
            _("Unit"),
            _("Received"),
            _("Due"),
            _("State"),
        ]

    def as_xlsx(self):
        lines = [
            [str(title), *(defused(word) for word in self.line(task))]
            for title, tasks in self.parts
            for task in tasks
        ]
        return sheet.as_xlsx(self.title, [_("Part"), *self.heads()], lines, wide=(3, 4, 5))

    def as_pdf(self) -> bytes:
        return render("reports/month", self.data())

    def data(self) -> dict:
        return {
            "language": get_language() or "id",
            "title": _("What the Ombudsman waits for, %(month)s") % {"month": self.title},
            "lines": [str(self.agency)],
            "address": settings.SITE_URL,
            "rows": [
                [_("Agency"), str(self.agency)],
                [_("Month"), self.title],
                [_("As of"), long_date(self.end)],
                *[[str(title), str(len(tasks))] for title, tasks in self.parts],
            ],
            "heads": self.heads(),
            "parts": [
                {"title": str(title), "lines": [self.line(task) for task in tasks]}
                for title, tasks in self.parts
            ],
            "nothing": _("None."),
            "foot": _("Named are letters by number and day. No reporter stands in this list."),
        }

    def file_name(self, extension):
        return f"ombudsman-{self.agency.slug}-{self.code}.{extension}"

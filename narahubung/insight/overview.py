"""The evaluations of a year as one list: who improved, who did not, whom to visit. However many there are, asked alike."""

from collections import defaultdict
from datetime import date

from django.utils.translation import gettext as _

from narahubung.agreements.periods import DAY, add_months
from narahubung.directory.models import Agency
from narahubung.figures.monthly import monthly
from narahubung.insight import sheet
from narahubung.insight.evaluation_page import TONES, said, verdicts
from narahubung.insight.evaluations import Evaluation
from narahubung.insight.sheet_paper import span_of


def year_asked(text: str, today: date) -> int:
    """Return the year that was asked for, if it is over; anything else is the last one."""
    last = today.year - 1
    return int(text) if text.isdecimal() and 2000 <= int(text) <= last else last


class Overview:
    """What one actor may see of a year."""

    def __init__(self, actor, year: int, today: date):
        self.actor, self.year, self.today = actor, year, today
        self.visible = Evaluation.objects.visible_to(actor)
        self.sheets = list(self.visible.filter(year=year).for_page())

    def years(self, path: str) -> list[dict]:
        known = set(self.visible.order_by().values_list("year", flat=True).distinct())
        return [
            {"url": f"{path}?year={year}", "label": year, "current": year == self.year}
            for year in sorted(known | {self.year, self.today.year - 1}, reverse=True)
        ]

    def rows(self) -> list[dict]:
        """Return a row for each sheet, the one that most wants a visit first."""
        counted = self.counted([one for one in self.sheets if not one.is_fixed()])
        rows = [
            row_of(one, sheet.read(one.frozen["lines"]) if one.is_fixed() else counted[one.pk])
            for one in self.sheets
        ]
        return sorted(rows, key=lambda row: (row["order"], row["evaluation"].whom))

    def counted(self, sheets) -> dict[int, list[sheet.Line]]:
        """Count all sheets that are still written, out of one reading of the sums."""
        if not sheets:
            return {}
        trees = self.trees({one.agency_id for one in sheets})
        first, last = add_months(date(self.year, 1, 1), -12), date(self.year + 1, 1, 1) - DAY
        places = frozenset().union(*trees.values())
        rows = monthly(sheet.rule().codes(), places, first, last)
        return {
            one.pk: sheet.lines(
                one.kind,
                span_of(one),
                [row for row in rows if row.month <= one.last_day],
                trees[one.agency_id],
            )
            for one in sheets
        }

    @staticmethod
    def trees(agencies: set[int]) -> dict[int, frozenset[int]]:
        """Return each of these places with all that is below it."""
        below = defaultdict(set)
        above = dict(Agency.objects.order_by().values_list("pk", "parent"))
        for pk in above:
            place = pk
            while place is not None:
                if place in agencies:
                    below[place].add(pk)
                place = above[place]
        return {pk: frozenset(found) for pk, found in below.items()}

    def parts(self) -> list[dict]:
        """Return the rows in three parts; the last of them has nothing that calls for somebody."""
        rows = self.rows()
        visit = [row for row in rows if row["visit"]]
        better = [row for row in rows if row["verdict"] == sheet.BETTER]
        rest = [row for row in rows if row not in visit and row not in better]
        return [
            {"title": _("Worth a visit"), "rows": visit, "code": "visit"},
            {"title": _("Improved"), "rows": better, "code": "better"},
            {"title": _("The others"), "rows": rest, "code": "others"},
        ]


def row_of(evaluation, lines) -> dict:
    verdict = sheet.verdict(lines)
    turns = [line.turn for line in lines]
    return {
        "evaluation": evaluation,
        "verdict": verdict,
        "label": verdicts()[verdict],
        "tone": TONES[verdict],
        "visit": sheet.wants_a_visit(lines),
        "order": turns.count(sheet.BETTER) - turns.count(sheet.WORSE),
        "why": [
            change(line)
            for line in lines
            if line.turn == verdict and verdict in (sheet.BETTER, sheet.WORSE)
        ],
    }


def change(line: sheet.Line) -> str:
    """Return what moved, in a few words: from what to what."""
    told = {
        "name": line.name,
        "before": said(line.before, line.unit),
        "now": said(line.value, line.unit),
    }
    return _("%(name)s: from %(before)s to %(now)s") % told

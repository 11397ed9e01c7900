"""The statutory figures of one office and period, counted once and laid out: for page, PDF and spreadsheet alike."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from narahubung.clocks.models import Rule
from narahubung.complaints.models import Channel
from narahubung.directory.models import Agency, Term
from narahubung.reports.counting import NONE, Stays
from narahubung.reports.lifecycle import Stage
from narahubung.reports.models import Conclusion
from narahubung.reports.periods import Scope
from narahubung.reports.statutory import PARTS


@dataclass(frozen=True)
class Cell:
    value: object
    column: str = ""
    link: str = ""
    figure: str = ""
    words: str = ""


@dataclass(frozen=True)
class Line:
    label: str
    cells: list


@dataclass(frozen=True)
class Counted:
    """One table with its numbers. `words` says of each column, or row, what it counts."""

    title: str
    head: str
    columns: list
    lines: list
    words: list


class Statutory:
    """All figures of one scope. Each is counted with one statement."""

    def __init__(self, scope: Scope):
        self.scope, self.names = scope, Names()

    def parts(self):
        return [(part.title, [self.counted(table) for table in part.tables]) for part in PARTS]

    def counted(self, table):
        words = [(figure.name, figure.words) for figure in table.figures]
        if table.rows:
            lines = [
                Line(f.name, [self.cell(f, f.total(self.scope), column=_("Files"))])
                for f in table.figures
            ]
            return Counted(table.title, "", [_("Files")], lines, words)
        return self.by_group(table, words)

    def by_group(self, table, words):
        columns, numbers = [], []
        for figure in table.figures:
            columns.append(_("Files") if len(table.figures) == 1 else figure.name)
            numbers.append((figure, figure.counts(self.scope)))
        spans, timed = {}, isinstance(table.figures[0], Stays)
        if timed:
            spans = table.figures[0].days(self.scope)
            columns += [_("Median, days"), _("Nine of ten within, days")]
        found = {group for _figure, counts in numbers for group in counts}
        names = self.names.of(table.figures[0].names, found)
        lines = []
        for group in sorted(found, key=lambda g: (-sum(c.get(g, 0) for _f, c in numbers), g)):
            cells = [
                self.cell(f, counts.get(group, 0), group, column)
                for (f, counts), column in zip(numbers, columns, strict=False)
            ]
            if timed:
                spread = zip(spans[group], columns[-2:], strict=True)
                cells += [Cell(plain(days), column) for days, column in spread]
            lines.append(Line(names.get(group) or spoken(group), cells))
        return Counted(table.title, table.head, columns, lines, words)

    def cell(self, figure, number, group="", column=""):
        link = list_of(self.scope, figure.code, group) if number or not group else ""
        return Cell(number, str(column), link, figure.code, str(figure.words))


def list_of(scope, code, group="") -> str:
    """Return the address of the register list behind a number."""
    question = {"tab": "all", "figure": code, "period": scope.period.code}
    if scope.office:
        question["office"] = scope.office.code
    if group:
        question["group"] = group
    return f"{reverse('reports:list')}?{urlencode(question)}"


def plain(days):
    return int(days) if days == int(days) else days


def spoken(group) -> str:
    return _("not named") if group == NONE else str(group)


class Names:
    """How the groups of figures are called, asked once for all of them."""

    def __init__(self):
        self.language = get_language() or "id"
        self.terms = {}
        for term in Term.objects.order_by("pk"):
            self.terms.setdefault(term.list, {})[term.code] = str(term)

    def of(self, names, found) -> dict[str, str]:
        """Return the names of the groups that were found."""
        match names:
            case "stage":
                return {code: str(label) for code, label in Stage.choices}
            case "channel":
                return {code: str(label) for code, label in Channel.choices}
            case "conclusion":
                return {code: str(label) for code, label in Conclusion.choices if code}
            case "rule":
                return {
                    r.code: f"{r.label(self.language)} ({r.source})"
                    for r in Rule.objects.order_by("pk")
                }
            case "agency":
                agencies = Agency.objects.without_tree_fields().filter(slug__in=found)
                return dict(agencies.values_list("slug", "name"))
        return self.terms.get(names, {})

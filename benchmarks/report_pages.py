"""The pages of an Ombudsman office that are measured."""

from dataclasses import asdict

from django.utils import timezone

from benchmarks.pages import Visitor, measure
from benchmarks.report_seeds import OFFICES
from benchmarks.vocabulary import EVERYWHERE, RARE, TENTH
from narahubung.reports.models import LiaisonTask, Report
from narahubung.reports.periods import last_finished

RARELY = 3


def files(visitor, number, **which):
    found = Report.objects.visible_to(visitor.actor).filter(**which).order_by("-pk")
    return [
        f"/reports/{reference}/" for reference in found.values_list("reference", flat=True)[:number]
    ]


def tasks(visitor, number):
    found = LiaisonTask.objects.visible_to(visitor.actor).waiting().order_by("-pk")
    return [
        f"/desk/{reference}/" for reference in found.values_list("reference", flat=True)[:number]
    ]


def all_pages():
    """Yield name, visitor and addresses of each page."""
    head, desk = Visitor("office_head"), Visitor("intake")
    examiner = Visitor(f"examiner0-{OFFICES[0].lower()}")
    period = last_finished(timezone.localdate()).code
    focal, watch = Visitor("focal_point"), Visitor("inspectorate")
    yield "focal point's desk", focal, ["/desk/"]
    yield "focal point's desk, all", focal, ["/desk/?tab=all"]
    yield "focal point's desk, one letter", focal, tasks(focal, 20)
    yield "letters of a whole government", watch, ["/desk/government/"]
    yield "office board", head, ["/reports/board/"]
    yield "my files", examiner, ["/reports/mine/"]
    yield "calendar of clocks", head, ["/reports/calendar/"]
    yield "conference list", head, ["/reports/conferences/"]
    yield "register, to be done", desk, ["/reports/"]
    yield "register, all, newest first", desk, ["/reports/?tab=all"]
    yield "register, by number", desk, ["/reports/?tab=all&order=number"]
    yield "search, a rare word", desk, [f"/reports/?q={RARE}"]
    yield "search, a word in each tenth", desk, [f"/reports/?q={TENTH}"]
    yield "search, a word in every report", desk, [f"/reports/?q={EVERYWHERE}"]
    yield "report file page, desk", desk, files(desk, 20)
    yield "report file page, examiner", examiner, files(examiner, 20, closed_at=None)
    yield "figures, head of an office", head, ["/figures/"]
    yield "figures, inspectorate", watch, ["/figures/"]
    yield "files behind a figure, head", head, ["/figures/reports.backlog/"]
    yield "files behind a figure, inspectorate", watch, ["/figures/tasks.received/"]
    yield "statutory figures of a quarter", head, [f"/reports/figures/?period={period}"]
    yield (
        "the list behind one of them",
        head,
        [f"/reports/?tab=all&figure=settled&period={period}&office={OFFICES[0]}"],
    )


def measured(port, pid, rounds) -> list[dict]:
    return [
        # A page that one opens once in a quarter is not asked eighty times.
        asdict(measure(*page, port, pid, RARELY if page[0].startswith("statutory") else rounds))
        for page in all_pages()
    ]

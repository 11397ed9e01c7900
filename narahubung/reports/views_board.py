"""The pages that an office begins its day with. Each reads what its reader may see, and writes nothing."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_safe

from narahubung.accounts.models import AT_AN_OFFICE, Role
from narahubung.reports.board import Board, Conferences, MyFiles
from narahubung.reports.month import Month


def only(request, *roles):
    if request.actor.role not in roles:
        raise PermissionDenied
    return request.actor


@require_safe
def report_mine(request):
    desk = MyFiles(only(request, Role.EXAMINER))
    return render(request, "reports/report_mine.html", {"desk": desk, "groups": desk.groups()})


@require_safe
def report_board(request):
    board = Board(only(request, Role.OFFICE_HEAD))
    return render(request, "reports/report_board.html", {"board": board})


@require_safe
def report_calendar(request):
    month = Month(only(request, *AT_AN_OFFICE), request.GET)
    context = {"month": month, "weeks": month.weeks()}
    return render(request, "reports/report_calendar.html", context)


@require_safe
def report_conferences(request):
    desk = Conferences(only(request, *AT_AN_OFFICE))
    context = {"desk": desk, "tables": desk.tables()}
    return render(request, "reports/report_conferences.html", context)

"""Decisions: written down at a meeting, carried out by their owner, confirmed by the office."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from narahubung.collaboration.forms import DecisionForm, DoneForm, ReasonForm
from narahubung.collaboration.meetings_lifecycle import ANYBODY, HAPPENED
from narahubung.collaboration.models import Decision, DecisionPaper
from narahubung.collaboration.pages import Decisions, back_to, clock_of, rows_of
from narahubung.collaboration.views_meetings import own_meeting
from narahubung.collaboration.views_series import form_page
from narahubung.documents import hand_out
from narahubung.ui.paging import Pager


def visible_decision(request, pk):
    return get_object_or_404(Decision.objects.visible_to(request.actor).for_list(), pk=pk)


@require_safe
def decisions(request):
    if request.actor.role not in ANYBODY:
        raise PermissionDenied
    listed = Decisions(request.actor, request.GET)
    page = listed.page()
    context = {
        "listed": listed,
        "rows": rows_of(page.rows, request.actor),
        "page": Pager(
            previous=listed.link(at=page.previous) if page.previous else "",
            next=listed.link(at=page.next) if page.next else "",
        ),
    }
    return render(request, "collaboration/decisions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decision_new(request, reference):
    meeting = own_meeting(request, reference)
    form = DecisionForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if form.is_valid():
        meeting.decide(request.actor, **form.cleaned_data)
        messages.success(request, _("Recorded: %(step)s.") % {"step": HAPPENED["decided"]})
        return redirect(back_to(meeting) + "#decisions")
    return form_page(
        request, form, meeting.heading, _("Write down a decision"), "", back_to(meeting)
    )


@require_safe
def decision(request, pk):
    found = visible_decision(request, pk)
    context = {
        "decision": found,
        "clock": clock_of(found),
        "papers": list(DecisionPaper.objects.visible_to(request.actor).filter(decision=found)),
        "may_report": found.may_be_reported_by(request.actor),
        "may_judge": found.may_be_judged_by(request.actor),
    }
    return render(request, "collaboration/decision.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decision_done(request, pk):
    found = visible_decision(request, pk)
    if not found.may_be_reported_by(request.actor):
        raise PermissionDenied
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DoneForm(*sent)
    if form.is_valid():
        found.report_done(request.actor, **form.cleaned_data)
        return recorded(request, found, "decision_reported")
    return form_page(request, form, found.text, _("It is done"), "", found.get_absolute_url())


@require_POST
def confirm(request, pk):
    found = visible_decision(request, pk)
    found.confirm(request.actor)
    return recorded(request, found, "decision_done")


@require_http_methods(["GET", "HEAD", "POST"])
def give_back(request, pk):
    found = visible_decision(request, pk)
    if not found.may_be_judged_by(request.actor):
        raise PermissionDenied
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        found.give_back(request.actor, **form.cleaned_data)
        return recorded(request, found, "decision_given_back")
    return form_page(request, form, found.text, _("Not done yet"), "", found.get_absolute_url())


def recorded(request, found, kind):
    messages.success(request, _("Recorded: %(step)s.") % {"step": HAPPENED[kind]})
    return redirect(found)


@require_safe
def proof(request, key):
    paper = get_object_or_404(DecisionPaper.objects.visible_to(request.actor), key=key)
    return hand_out(paper)

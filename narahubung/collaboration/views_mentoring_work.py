"""The work of a mentoring: steps of the plan, sessions, results, and the eight conditions."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from narahubung.collaboration.forms import ReasonForm
from narahubung.collaboration.forms_mentoring import (
    CheckForm,
    HeldForm,
    OutputForm,
    PlanStepForm,
    ScoreForm,
    SessionForm,
    StepDoneForm,
)
from narahubung.collaboration.models import (
    ConditionSheet,
    MentoringOutput,
    MentoringSession,
    MentoringStep,
)
from narahubung.collaboration.views_mentoring import (
    WAYS,
    recorded,
    sent,
    visible_mentoring,
)
from narahubung.collaboration.views_series import form_page

Moment = ConditionSheet.Moment


def planned(request, reference):
    """Return a mentoring that this actor's office plans; the agency is refused, others find nothing."""
    found = visible_mentoring(request, reference)
    if not found.may_be_planned_by(request.actor):
        raise PermissionDenied
    return found


def of(request, model, mentoring, pk):
    row = get_object_or_404(model.objects.visible_to(request.actor), mentoring=mentoring, pk=pk)
    row.mentoring = mentoring
    return row


@require_http_methods(WAYS)
def plan_new(request, reference):
    found = planned(request, reference)
    form = PlanStepForm(*sent(request)[:1])
    if form.is_valid():
        found.add_step(request.actor, **form.cleaned_data)
        return recorded(request, found, "step_added", "#plan")
    back = found.get_absolute_url()
    return form_page(request, form, found.heading, _("Add a step to the plan"), "", back)


@require_http_methods(WAYS)
def plan_done(request, reference, pk):
    found = planned(request, reference)
    row = of(request, MentoringStep, found, pk)
    form = StepDoneForm(*sent(request)[:1], initial={"done_on": found.today})
    if form.is_valid():
        found.step_done(request.actor, row, **form.cleaned_data)
        return recorded(request, found, "step_done", "#plan")
    back = found.get_absolute_url()
    return form_page(request, form, found.heading, _("This step is done"), row.title, back)


# Sessions.


@require_http_methods(WAYS)
def session_new(request, reference):
    found = planned(request, reference)
    form = SessionForm(*sent(request)[:1])
    if form.is_valid():
        found.set_session(request.actor, **form.details())
        return recorded(request, found, "session_set", "#sessions")
    lead = _("Mentor and agency are told by e-mail.")
    back = found.get_absolute_url()
    return form_page(request, form, found.heading, _("Set a session"), lead, back)


def session_ahead(request, reference, pk):
    found = planned(request, reference)
    row = of(request, MentoringSession, found, pk)
    if not row.is_ahead():
        raise PermissionDenied
    return found, row


@require_http_methods(WAYS)
def session(request, reference, pk):
    found, row = session_ahead(request, reference, pk)
    form = SessionForm(*sent(request)[:1], instance=row)
    if form.is_valid():
        found.move_session(request.actor, row, **form.details())
        return recorded(request, found, "session_moved", "#sessions")
    back = found.get_absolute_url()
    return form_page(request, form, found.heading, _("Another day or place"), row.about, back)


@require_http_methods(WAYS)
def session_held(request, reference, pk):
    found, row = session_ahead(request, reference, pk)
    if not row.has_begun():
        raise PermissionDenied
    form = HeldForm(*sent(request))
    if form.is_valid():
        found.hold_session(request.actor, row, **form.cleaned_data)
        return recorded(request, found, "session_held", "#sessions")
    back = found.get_absolute_url()
    return form_page(request, form, found.heading, _("Write down the session"), row.about, back)


@require_http_methods(WAYS)
def session_cancel(request, reference, pk):
    found, row = session_ahead(request, reference, pk)
    form = ReasonForm(*sent(request)[:1])
    if form.is_valid():
        found.cancel_session(request.actor, row, **form.cleaned_data)
        return recorded(request, found, "session_cancelled", "#sessions")
    back = found.get_absolute_url()
    label = _("Cancel the session")
    return form_page(request, form, found.heading, label, row.about, back, "danger")


# Results.


@require_http_methods(WAYS)
def output_new(request, reference):
    found = visible_mentoring(request, reference)
    if not found.takes_output_from(request.actor):
        raise PermissionDenied
    form = OutputForm(*sent(request))
    if form.is_valid():
        found.hand_in(request.actor, **form.cleaned_data)
        return recorded(request, found, "output_given", "#results")
    back = found.get_absolute_url()
    return form_page(request, form, found.heading, _("Hand in a result"), "", back)


@require_http_methods(WAYS)
def output_check(request, reference, pk):
    found = planned(request, reference)
    row = of(request, MentoringOutput, found, pk)
    if not row.may_be_checked_by(request.actor):
        raise PermissionDenied
    form = CheckForm(*sent(request)[:1])
    if form.is_valid():
        found.check_output(request.actor, row, **form.cleaned_data)
        kind = "output_accepted" if form.cleaned_data["accepted"] else "output_returned"
        return recorded(request, found, kind, "#results")
    back = found.get_absolute_url()
    return form_page(request, form, found.heading, _("Check this result"), row.title, back)


# The eight conditions.


@require_http_methods(WAYS)
def scores(request, reference, moment):
    found = visible_mentoring(request, reference)
    if moment not in Moment.values:
        raise Http404
    if not found.takes_scores_from(request.actor, moment):
        raise PermissionDenied
    sheet = found.sheets.filter(moment=moment).first()
    form = ScoreForm(*sent(request)[:1], known=sheet.scores.all() if sheet else ())
    if form.is_valid():
        found.score(request.actor, moment, form.scores())
        return recorded(request, found, "scored", "#conditions")
    labels = {"before": _("Score before we begin"), "after": _("Score what has changed")}
    lead = _("One side writes, the other agrees. Best done together, at one table.")
    back = found.get_absolute_url()
    return form_page(request, form, found.heading, labels[moment], lead, back)


@require_POST
def agree(request, reference, moment):
    found = visible_mentoring(request, reference)
    sheets = ConditionSheet.objects.visible_to(request.actor)
    found.agree(request.actor, get_object_or_404(sheets, mentoring=found, moment=moment))
    return recorded(request, found, "scores_agreed", "#conditions")

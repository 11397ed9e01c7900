"""The desk of the data protection officer: what is due first, and the requests one by one."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from narahubung.accounts.models import Role
from narahubung.protection.forms import EntryForm, form_for
from narahubung.protection.lifecycle import MOVES
from narahubung.protection.models import Breach, DataRequest, RequestEvent
from narahubung.protection.reach import files_of
from narahubung.protection.timeline import HAPPENED, knots_of

A_PAGE = 25


def at_the_desk(view):
    """Let in the officer alone. Moments are typed and shown in the zone of their office."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.actor.role != Role.DATA_PROTECTION:
            raise PermissionDenied
        with timezone.override(request.actor.agency.zone):
            return view(request, *args, **kwargs)

    return answer


@at_the_desk
@require_safe
def desk(request):
    requests = DataRequest.objects.visible_to(request.actor).for_page()
    breaches = Breach.objects.visible_to(request.actor).for_page()
    is_past = request.GET.get("tab") == "past"
    shown = (
        requests.filter(closed_at__isnull=False).order_by("-closed_at")
        if is_past
        else requests.open().order_by("due_at")
    )
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    language = get_language() or "id"
    context = {
        "page": page,
        "rows": [row_of(case, language) for case in page],
        "breaches": [row_of(case, language) for case in breaches.open()] if not is_past else (),
        "past_breaches": breaches.filter(closed_at__isnull=False)[:A_PAGE] if is_past else (),
        "is_past": is_past,
        "late": requests.late().count() + breaches.late().count(),
        "running": requests.running().count(),
        "place": request.actor.agency,
    }
    return render(request, "protection/desk.html", context)


def row_of(case, language):
    return {"case": case, "title": case.rule.label(language), "clock": clock_of(case, language)}


def clock_of(case, language):
    return case.short(language) if case.stopped_at is None else (_("The clock has stopped"), "ok")


def visible_request(request, reference):
    requests = DataRequest.objects.visible_to(request.actor).for_page()
    return get_object_or_404(requests, reference=reference)


@at_the_desk
@require_safe
def request_detail(request, reference):
    case = visible_request(request, reference)
    events = RequestEvent.objects.visible_to(request.actor).filter(request=case)
    language = get_language() or "id"
    context = {
        "case": case,
        "title": case.rule.label(language),
        "words": case.words(),
        "moves": case.moves_for(request.actor),
        "knots": knots_of(case, events.select_related("actor")),
        "clock": clock_of(case, language),
        "due": case.due_words(language),
        "sentence": case.sentence(language),
    }
    return render(request, "protection/request.html", context)


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def request_step(request, reference, name):
    case = visible_request(request, reference)
    form_class = form_for(name, case)
    if form_class is None:
        raise Http404
    label = next(move.label for move in MOVES if move.name == name)
    form = form_class(request.POST if request.method == "POST" else None, data_request=case)
    refusal = ""
    if form.is_valid():
        try:
            case.take(name, by=request.actor, **form.details())
        except PermissionDenied as error:
            refusal = str(error)
        else:
            messages.success(request, _("Recorded: %(step)s.") % {"step": HAPPENED[name]})
            return redirect(case)
    context = {"case": case, "form": form, "label": label, "refusal": refusal}
    status = 409 if refusal else 422 if form.is_bound else 200
    return render(request, "protection/step.html", context, status=status)


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def request_new(request):
    files = files_of(request.actor)
    form = EntryForm(request.POST if request.method == "POST" else None, files=files)
    if form.is_valid():
        details = form.details()
        agency = details["complaint"].agency if details["complaint"] else request.actor.agency
        try:
            case = DataRequest.objects.submit(by=request.actor, agency=agency, **details)
        except PermissionDenied as error:
            form.add_error("number", str(error))
        except IntegrityError:
            form.add_error("kind", _("The same is being asked for in this file already."))
        else:
            messages.success(request, _("Taken in. Its clock runs."))
            return redirect(case)
    status = 422 if form.is_bound else 200
    return render(request, "protection/request_new.html", {"form": form}, status=status)

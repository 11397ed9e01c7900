"""Complainant and reporter at the own file: in by number and secret words, for half an hour at a time."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from narahubung.documents import hand_out
from narahubung.portal import contact, followed, guessing, limits, puzzles, tracking
from narahubung.portal.doors import door_of
from narahubung.portal.file_pages import PAGES, STEPS
from narahubung.portal.forms import TrackForm
from narahubung.portal.plain import plain
from narahubung.portal.private import private


@private
@require_http_methods(["GET", "HEAD", "POST"])
def track(request):
    if request.method != "POST":
        number = plain(request.GET.get("nomor", ""))[:60]
        return show_door(request, TrackForm(initial={"number": number}))
    form = TrackForm(request.POST)
    if not form.is_valid():
        return show_door(request, form, status=422)
    number, words = form.cleaned_data["number"], form.cleaned_data["words"]
    if not guessing.is_let_in(request, number):
        return wait(request, form)
    owner = tracking.unlocked(number, words)
    if owner is None:
        form.add_error(
            None,
            _(
                "Number or secret words do not match. Check both and try again; small and capital letters do not matter."
            ),
        )
        return show_door(request, form, status=422)
    guessing.forgive(request, number)
    file = door_of(owner).file_of(owner)
    return tracking.hand_key(redirect("portal:file"), file.pk, owner.role)


def wait(request, form):
    """Too many tries: the number stays in the form, and a puzzle may stand in for the hour."""
    form.add_error(None, _("There were very many tries with this number or from your network."))
    response = show_door(request, form, 429, puzzles.new_puzzle())
    response["Retry-After"] = str(limits.seconds_left())
    return response


def show_door(request, form, status=200, puzzle=""):
    context = {"form": form, "puzzle": puzzle, "is_slow": status == 429}
    return render(request, "portal/track.html", context, status=status)


def with_key(view):
    """Let in who has opened a file within the last half hour, and count that time anew."""

    @private
    @wraps(view)
    def answer(request, *args, **kwargs):
        actor = tracking.actor_of(request)
        found = actor and door_of(actor).file_of(actor)
        if not found or found.erased_at:
            kept = plain(request.POST.get("note", ""))
            context = {"form": TrackForm(), "is_over": True, "kept": kept}
            return render(request, "portal/track.html", context, status=403)
        response = view(request, actor, found, *args, **kwargs)
        if found.erased_at:
            return tracking.take_key(response)
        return tracking.hand_key(response, found.pk, actor.role)

    return answer


def with_complaint(view):
    """Let in as above, to what only a complaint has."""

    @with_key
    @wraps(view)
    def answer(request, actor, file, *args, **kwargs):
        if door_of(actor).is_report:
            raise Http404
        return view(request, actor, file, *args, **kwargs)

    return answer


def own_page(request, template, actor, file, status=200, **context):
    """Show a page that both kinds of file have."""
    context = {"file": file, "door": door_of(actor), **context}
    return render(request, f"portal/{template}.html", context, status=status)


@with_key
@require_safe
def file(request, actor, file):
    template, page_of = PAGES[actor.role]
    return render(request, template, {"door": door_of(actor), **page_of(file, actor)})


@with_key
@require_http_methods(["GET", "HEAD", "POST"])
def step(request, actor, file, name):
    steps = STEPS[actor.role]
    if name not in steps.FORMS:
        raise Http404
    form = steps.FORMS[name](*((request.POST, request.FILES) if request.method == "POST" else ()))
    is_open = name in steps.open_steps(file, actor)
    if form.is_bound and is_open and form.is_valid():
        if steps.is_taken(file, name, form, actor):
            return redirect("portal:file")
        is_open = False
    status = 409 if not is_open else 422 if form.is_bound else 200
    context = {"form": form, "name": name, "is_open": is_open, **steps.about(file, name)}
    return own_page(request, "step", actor, file, status, **context)


@with_key
@require_safe
def attachment(request, actor, _file, key):
    paper = get_object_or_404(door_of(actor).visible("Attachment", actor), key=key)
    return hand_out(paper, shown=())


@with_key
@require_http_methods(["GET", "HEAD", "POST"])
def contact_page(request, actor, file):
    """Say by which way, and when, one may safely be told."""
    form = contact.ContactForm(
        request.POST if request.method == "POST" else None, person=contact.person_of(file)
    )
    if form.is_bound and form.is_valid():
        contact.change(file, actor, form.chosen())
        messages.success(request, _("Kept. It holds from the next news on."))
        return redirect("portal:file")
    return own_page(request, "contact", actor, file, 422 if form.is_bound else 200, form=form)


@private
@require_POST
def to_report(request):
    """Go over from one's complaint to the report that followed from it."""
    reporter = followed.reporter_of(tracking.actor_of(request))
    if reporter is None:
        raise Http404
    return tracking.hand_key(redirect("portal:file"), reporter.report_id, reporter.role)


@private
@require_POST
def leave(request):
    """Close the file on this device."""
    return tracking.take_key(redirect("portal:home"))

"""The complainant at the own file: in by number and secret words, for half an hour at a time."""

from functools import wraps

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from narahubung.accounts.models import Role
from narahubung.complaints.lifecycle import Stage
from narahubung.complaints.models import Attachment, Complaint, Message
from narahubung.complaints.viewers import viewers
from narahubung.documents import in_a_closed_box
from narahubung.portal import (
    contact,
    guessing,
    limits,
    ombudsman,
    puzzles,
    rights,
    steps,
    story,
    tracking,
)
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
    complaint = tracking.unlocked(number, words)
    if complaint is None:
        form.add_error(
            None,
            _(
                "Number or secret words do not match. Check both and try again; small and capital letters do not matter."
            ),
        )
        return show_door(request, form, status=422)
    guessing.forgive(request, number)
    return tracking.hand_key(redirect("portal:file"), complaint.pk)


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
        found = actor and for_page(Complaint.objects.visible_to(actor)).first()
        complaint = None if found and found.erased_at else found
        if complaint is None:
            kept = plain(request.POST.get("note", ""))
            context = {"form": TrackForm(), "is_over": True, "kept": kept}
            return render(request, "portal/track.html", context, status=403)
        response = view(request, actor, complaint, *args, **kwargs)
        if complaint.erased_at:
            return tracking.take_key(response)
        return tracking.hand_key(response, complaint.pk)

    return answer


def for_page(complaints):
    return complaints.select_related(
        "agency__region", "unit__region", "offered_to", "region", "category"
    )


@with_key
@require_safe
def file(request, actor, complaint):
    papers = Attachment.objects.visible_to(actor).filter(remedy=None)
    context = {
        "complaint": complaint.as_told(),
        "steps": steps.buttons(steps.open_steps(complaint, actor)),
        "knots": story.knots_of(complaint, actor),
        "clock": story.clock_of(complaint),
        "standing": story.standing_of(complaint),
        "is_your_turn": complaint.stage == Stage.ANSWERED,
        "remedies": complaint.remedies.select_related("kind", "unit").prefetch_related("proof"),
        "messages_of_both": complaint.as_written(Message.objects.visible_to(actor).order_by("at")),
        "papers": papers.filter(role=Role.COMPLAINANT),
        "papers_of_officers": papers.exclude(role=Role.COMPLAINANT),
        "viewers": viewers(complaint),
        "openings": story.openings_of(complaint, actor),
        "ombudsman": ombudsman.office_for(complaint),
        "safe_way": contact.told(complaint),
        **rights.of_file(actor),
    }
    return render(request, "portal/file.html", context)


@with_key
@require_http_methods(["GET", "HEAD", "POST"])
def step(request, actor, complaint, name):
    form_class = steps.FORMS[name]
    form = form_class(*((request.POST, request.FILES) if request.method == "POST" else ()))
    is_open = name in steps.open_steps(complaint, actor)
    if form.is_bound and is_open and form.is_valid():
        if steps.is_taken(complaint, name, form, actor):
            return redirect("portal:file")
        is_open = False
    context = {
        "complaint": complaint,
        "form": form,
        "name": name,
        "is_open": is_open,
        "ombudsman": ombudsman.office_for(complaint),
    }
    status = 409 if not is_open else 422 if form.is_bound else 200
    return render(request, "portal/step.html", context, status=status)


@with_key
@require_safe
def attachment(request, actor, _complaint, key):
    paper = get_object_or_404(Attachment.objects.visible_to(actor), key=key)
    response = FileResponse(
        paper.cleaned.open(),
        as_attachment=True,
        filename=paper.name,
        content_type=paper.content_type,
    )
    return in_a_closed_box(response)


@with_key
@require_http_methods(["GET", "HEAD", "POST"])
def contact_page(request, actor, complaint):
    """Say by which way, and when, one may safely be told."""
    form = contact.ContactForm(
        request.POST if request.method == "POST" else None, person=contact.person_of(complaint)
    )
    if form.is_bound and form.is_valid():
        contact.change(complaint, actor, form.chosen())
        messages.success(request, _("Kept. It holds from the next news on."))
        return redirect("portal:file")
    context = {"complaint": complaint, "form": form}
    return render(request, "portal/contact.html", context, status=422 if form.is_bound else 200)


@private
@require_POST
def leave(request):
    """Close the file on this device."""
    return tracking.take_key(redirect("portal:home"))

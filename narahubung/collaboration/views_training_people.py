"""Who comes to a training: enrolled, at the door, answering afterwards, and holding a certificate."""

from datetime import date
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from narahubung.collaboration.forms import ReasonForm
from narahubung.collaboration.forms_training import (
    AnswerForm,
    CertifyForm,
    EnrolForm,
    GuestForm,
)
from narahubung.collaboration.models import Certificate, Participant
from narahubung.collaboration.training_certificates import certificate_pdf
from narahubung.collaboration.training_page import results_page, to_answer
from narahubung.collaboration.views_people import attend_page
from narahubung.collaboration.views_series import form_page
from narahubung.collaboration.views_training import (
    done,
    no_longer,
    own_training,
    page_of,
    sent,
    visible_training,
)
from narahubung.documents import as_download


def participants_of(request, training):
    return Participant.objects.visible_to(request.actor).filter(training=training).enrolled()


@require_POST
def join(request, reference):
    """Enrol oneself, in the office that one holds now."""
    found, actor = visible_training(request, reference), request.actor
    if not found.may_join(actor):
        return no_longer(request, found)
    return done(request, found, "enrolled", found.enrol, actor, actor.user, actor.agency)


@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request, reference):
    found = enrolling(request, reference)
    form = EnrolForm(sent(request), training=found, actor=request.actor)
    if form.is_valid():
        for post in form.cleaned_data["posts"]:
            answer = done(
                request, found, "enrolled", found.enrol, request.actor, post.user, post.agency
            )
        return answer
    return page_of(request, form, found, _("Enrol people"))


@require_http_methods(["GET", "HEAD", "POST"])
def guest(request, reference):
    found = enrolling(request, reference)
    form = GuestForm(sent(request), training=found, actor=request.actor)
    if form.is_valid():
        deed = found.enrol_guest
        return done(request, found, "enrolled", deed, request.actor, **form.cleaned_data)
    return page_of(request, form, found, _("Enrol somebody without an account"))


def enrolling(request, reference):
    found = visible_training(request, reference)
    if not found.may_enrol_others(request.actor):
        raise PermissionDenied
    return found


@require_POST
def strike(request, reference, pk):
    found = visible_training(request, reference)
    one = get_object_or_404(participants_of(request, found), pk=pk)
    return done(request, found, "left", found.strike, request.actor, one)


def door_of(training, day):
    return reverse("training:door", args=[training.reference]) + f"?day={day.isoformat()}"


def day_in(training, text):
    """Return the day that was chosen, if it is one of the training, else the one that counts now."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return training.day
    return day if day in training.days else training.day


@require_safe
def door(request, reference):
    """The list at the door of one day: one press a person."""
    found = own_training(request, reference)
    day = day_in(found, request.GET.get("day", ""))
    people = list(participants_of(request, found).for_page())
    context = {
        "training": found,
        "day": day,
        "days": [{"day": d, "url": door_of(found, d), "current": d == day} for d in found.days],
        "rows": [
            {"one": one, "there": next((p for p in one.presences.all() if p.day == day), None)}
            for one in people
        ],
        "open": found.attendance_may_be_written() and day <= found.today,
    }
    return render(request, "collaboration/training_door.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def attend(request, key):
    """The page of a personal code, for those two who may use it: the person, and who runs the training."""
    seen = Participant.objects.visible_to(request.actor).enrolled()
    found = get_object_or_404(seen.for_page(), key=key)
    training = found.training
    runs = training.may_be_run_by(request.actor)
    if not (runs or found.is_of(request.actor)):
        raise Http404
    day = day_in(training, request.POST.get("day", ""))
    press = partial(training.sign_in, found, request.actor, day)
    with timezone.override(training.zone_info):
        return attend_page(request, found, training, door_of(training, day) if runs else "", press)


@require_http_methods(["GET", "HEAD", "POST"])
def certify(request, reference):
    found = own_training(request, reference)
    if not found.may_be_certified_by(request.actor):
        return no_longer(request, found)
    form = CertifyForm(sent(request), training=found)
    if form.is_valid():
        return done(request, found, "certified", found.certify, request.actor, **form.cleaned_data)
    lead = _("Who was there on each day gets one. After that the roll is closed.")
    back = found.get_absolute_url()
    return form_page(request, form, found.title, _("Issue the certificates"), lead, back)


@require_safe
def certificate(request, pk):
    """Before it is void one may have it as PDF; after that there is none."""
    seen = Certificate.objects.visible_to(request.actor).public()
    found = get_object_or_404(seen, pk=pk, voided_at=None)
    name = f"{_('certificate')}-{found.participant.training.reference}-{found.pk}.pdf"
    return as_download(certificate_pdf(found), name)


@require_http_methods(["GET", "HEAD", "POST"])
def certificate_void(request, pk):
    seen = Certificate.objects.visible_to(request.actor).public()
    found = get_object_or_404(seen, pk=pk, voided_at=None)
    training = own_training(request, found.training.reference)
    form = ReasonForm(sent(request))
    if form.is_valid():
        deed, note = training.void_certificate, form.cleaned_data["note"]
        return done(request, training, "certificate_void", deed, request.actor, found, note=note)
    return page_of(request, form, training, _("Take back the certificate"), "danger")


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, reference, name):
    """The form of one participant; a second time, or before and after its days, there is none."""
    found = visible_training(request, reference)
    mine = participants_of(request, found).filter(user=request.actor.user).first()
    if name not in [one.name for one in to_answer(found, mine)]:
        return no_longer(request, found)
    form = AnswerForm(sent(request), name=name)
    if form.is_valid():
        try:
            found.answer(request.actor, name, **form.details())
        except PermissionDenied:
            return no_longer(request, found)
        messages.success(request, _("Thank you. Your answer is kept without your name."))
        return redirect(found)
    lead = _("Nobody learns who answered what. Your own words are shown as you write them.")
    label = str(form.asked)
    return form_page(request, form, found.title, label, lead, found.get_absolute_url())


@require_safe
def results(request, reference):
    found = visible_training(request, reference)
    if not found.may_read_results(request.actor):
        raise PermissionDenied
    return render(request, "collaboration/training_results.html", results_page(found))

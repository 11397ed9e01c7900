"""Who holds which office: invite, extend, end."""

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from narahubung.accounts.forms import EndForm, ExtendForm, InvitationForm
from narahubung.accounts.invitations import appoint, invitation_url
from narahubung.accounts.letters import send_invitation
from narahubung.accounts.models import AccountEvent, Appointment, Invitation, User
from narahubung.accounts.roles import GRANTS, may_grant

PAGE = 50
LINK = "invitation_link"


def personnel(request):
    if request.actor.role not in GRANTS:
        raise PermissionDenied
    return request.actor


def governed_appointment(request, pk):
    """Return an appointment that this office may change: never one's own, never above one's own."""
    actor = personnel(request)
    appointment = get_object_or_404(Appointment.objects.visible_to(actor).for_page(), pk=pk)
    own = appointment.user_id == actor.user.pk
    if own or not may_grant(actor, appointment.role, appointment.agency):
        raise PermissionDenied
    return appointment


def people(request):
    actor = personnel(request)
    seen = Appointment.objects.visible_to(actor)
    ended = request.GET.get("state") == "ended"
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = (seen.past() if ended else seen.in_force()).matching(words).for_page()
    page = Paginator(found.order_by("user__name", "pk"), PAGE).get_page(request.GET.get("page"))
    invitations = Invitation.objects.visible_to(actor).in_force().for_page()
    context = {"page": page, "invitations": invitations, "q": words, "ended": ended}
    return render(request, "accounts/people.html", context)


def person(request, pk):
    actor = personnel(request)
    person = get_object_or_404(User.objects.visible_to(actor), pk=pk)
    offices = Appointment.objects.visible_to(actor).filter(user=person).for_page()
    rows = [
        (office, office.is_in_force() and person != actor.user
         and may_grant(actor, office.role, office.agency))
        for office in offices
    ]  # fmt: skip
    events = AccountEvent.objects.visible_to(actor).filter(person=person).for_page()[:50]
    context = {"person": person, "rows": rows, "events": events}
    return render(request, "accounts/person.html", context)


@reauthentication_required
def invite(request):
    actor = personnel(request)
    form = InvitationForm(request.POST or None, actor=actor)
    if form.is_valid():
        known = form.existing_person()
        if known:
            appoint(known, form.instance, actor)
            messages.success(request, _("%(name)s holds this office now.") % {"name": known})
            return redirect("accounts:person", known.pk)
        token = form.instance.send(actor)
        url = invitation_url(settings.SITE_URL, token)
        send_invitation(form.instance, url)
        request.session[LINK] = [form.instance.email, url]
        return redirect("accounts:invited")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/invite.html", {"form": form}, status=status)


def invited(request):
    """Show the link of a new invitation, once."""
    personnel(request)
    email, url = request.session.pop(LINK, (None, None))
    if url is None:
        raise Http404
    return render(request, "accounts/invited.html", {"email": email, "url": url})


@require_POST
def withdraw(request, pk):
    open_ones = Invitation.objects.visible_to(personnel(request)).in_force()
    invitation = get_object_or_404(open_ones, pk=pk)
    if not may_grant(request.actor, invitation.role, invitation.agency):
        raise PermissionDenied
    invitation.withdraw(request.actor)
    messages.success(request, _("The invitation is withdrawn; its link no longer works."))
    return redirect("accounts:people")


@reauthentication_required
def extend(request, pk):
    appointment = governed_appointment(request, pk)
    form = ExtendForm(request.POST or None, appointment=appointment)
    if form.is_valid():
        appointment.extend(request.actor, **form.cleaned_data)
        messages.success(request, _("The appointment is extended."))
        return redirect("accounts:person", appointment.user_id)
    status = 422 if form.is_bound else 200
    context = {"form": form, "appointment": appointment}
    return render(request, "accounts/extend.html", context, status=status)


def end(request, pk):
    appointment = governed_appointment(request, pk)
    form = EndForm(request.POST or None)
    if form.is_valid():
        appointment.end(request.actor, **form.cleaned_data)
        messages.success(request, _("The appointment is ended."))
        return redirect("accounts:person", appointment.user_id)
    status = 422 if form.is_bound else 200
    context = {"form": form, "appointment": appointment}
    return render(request, "accounts/end.html", context, status=status)

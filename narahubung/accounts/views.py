"""My offices, the way in by invitation, and the powers of operators."""

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from narahubung.accounts.forms import AcceptForm, PowersForm
from narahubung.accounts.middleware import CHOSEN
from narahubung.accounts.models import Appointment, Invitation, Powers, Role

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def offices(request):
    """List one's own offices, past ones too, and choose the one to act in."""
    mine = Appointment.objects.visible_to(request.actor).filter(user=request.user)
    if request.method == "POST":
        wanted = request.POST.get("office", "")
        chosen = get_object_or_404(mine.in_force(), pk=wanted if wanted.isdecimal() else 0)
        request.session[CHOSEN] = chosen.pk
        messages.success(request, _("You now act as %(office)s.") % {"office": office_of(chosen)})
        return redirect("accounts:offices")

    context = {
        "held": mine.in_force().for_page(),
        "past": mine.past().for_page(),
        "notes": request.actor.appointment.notes_left(),
    }
    return render(request, "accounts/offices.html", context)


def office_of(appointment):
    return ", ".join(filter(None, (appointment.get_role_display(), str(appointment.place))))


def second_factor(request):
    """Lead a person to their second lock, before any work."""
    return render(request, "accounts/second_factor.html")


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
@rate_limit(action="signup")
def invitation(request, token):
    """Let an invited person in: password first, then the second lock."""
    invited = Invitation.objects.in_force().with_token(token).for_page().first()
    if invited is None:
        return render(request, "accounts/invitation_gone.html", status=410)
    form = AcceptForm(request.POST or None, invitation=invited)
    if form.is_valid():
        data = form.cleaned_data
        person = invited.accept(request.actor, data["email"], data["name"], data["password"])
        if person is None:
            return render(request, "accounts/invitation_gone.html", status=410)
        login(request, person, BACKEND)
        reauthenticate_by_password(request)
        return redirect("accounts:second_factor")
    status = 422 if form.is_bound else 200
    context = {"form": form, "invited": invited}
    return render(request, "accounts/invitation.html", context, status=status)


def operator(request):
    if request.actor.role != Role.ADMINISTRATOR:
        raise PermissionDenied
    return request.actor


def powers(request):
    """Show all operators who used powers over files, when and why."""
    seen = Powers.objects.visible_to(operator(request)).select_related("user")
    return render(request, "accounts/powers.html", {"powers": seen[:200]})


@reauthentication_required
def powers_on(request):
    actor = operator(request)
    form = PowersForm(request.POST or None)
    if form.is_valid():
        Powers.objects.visible_to(actor).switch_on(actor, form.cleaned_data["reason"])
        messages.warning(request, _("Powers over files are on for one hour."))
        return redirect("accounts:powers")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/powers_on.html", {"form": form}, status=status)


@require_POST
def powers_off(request):
    actor = operator(request)
    Powers.objects.visible_to(actor).switch_off(actor)
    messages.success(request, _("Powers over files are off."))
    return redirect("accounts:powers")

"""Who acts on each request, in which office, and which doors are open to them."""

import time

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from narahubung.accounts.actors import Actor, Officer, Stranger
from narahubung.accounts.models import Appointment, Powers, Role

CHOSEN = "appointment"
SEEN = "seen"
# What an open page asks of itself is no sign that somebody is there.
PULSE = "X-Pulse"
MINUTE = 60
PUBLIC_APPS = {"portal", "ui"}
# The way in and out of an account, before one is signed in.
ENTRANCES = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "accounts:invitation",
}
# What a person needs to put their own account in order.
OWN_PAGES = ("account_", "mfa_", "usersessions_")
BEFORE_SECOND_FACTOR = (
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_reauthenticate",
    "accounts:second_factor",
)
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class IdleMiddleware:
    """Sign a person out who has not touched anything for half an hour.

    The moment is written at most once a minute, so that reading pages costs no write.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Without the cookie nobody asks for the session, so public pages stay the same for all.
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session and request.user.is_authenticated:
            now = int(time.time())
            idle = now - request.session.get(SEEN, now)
            if idle > settings.SESSION_IDLE_AGE:
                logout(request)
                messages.info(request, _("You were away for a while, so we signed you out."))
            elif (idle >= MINUTE or SEEN not in request.session) and PULSE not in request.headers:
                touch(request.session, now)
        return self.get_response(request)


def touch(session, now):
    session[SEEN] = now
    here = UserSession.objects.filter(session_key=session.session_key)
    here.update(last_seen_at=timezone.now())


class ActorMiddleware:
    """Put the actor on each request and keep the doors: signed in, second factor, office in force."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor = SimpleLazyObject(lambda: actor_of(request))
        response = self.get_response(request)
        if getattr(request, "behind_door", False):
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name or ""
        if is_public(request.resolver_match, view) or name in ENTRANCES:
            return None
        request.behind_door = True
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if name in BEFORE_SECOND_FACTOR:
            return None
        if not has_second_factor(request):
            return redirect("accounts:second_factor")
        if name.startswith(OWN_PAGES) or request.actor.role:
            return None
        return render(request, "accounts/office_ended.html", status=403)


def is_public(match, view):
    """Only the portal is for everybody, with the components, and what says so of itself."""
    return (
        bool(PUBLIC_APPS & set(match.app_names))
        or view.__module__.startswith("narahubung.config.")
        or not getattr(view, "login_required", True)
    )


def has_second_factor(request) -> bool:
    if request.actor.user:
        return request.actor.second_factor
    return second_factors().filter(user=request.user).exists()


def second_factors():
    return Authenticator.objects.filter(type__in=SECOND_FACTORS)


def actor_of(request) -> Actor:
    """Return the officer of this request. An ended decree makes a stranger of them at once."""
    if not request.user.is_authenticated:
        return Stranger()
    guarded = Exists(second_factors().filter(user=OuterRef("user")))
    held = Appointment.objects.in_force().filter(user=request.user).for_page()
    offices = tuple(held.annotate(second_factor=guarded))
    chosen = request.session.get(CHOSEN)
    office = next((a for a in offices if a.pk == chosen), offices[0] if offices else None)
    if office is None:
        return Stranger()
    until = powers_until(request.user) if office.role == Role.ADMINISTRATOR else None
    return Officer(
        request.user,
        office,
        has_powers=until is not None,
        powers_until=until,
        second_factor=office.second_factor,
        offices=offices,
    )


def powers_until(user):
    return Powers.objects.in_force().filter(user=user).values_list("ends_at", flat=True).first()

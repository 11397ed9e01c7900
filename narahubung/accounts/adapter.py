"""How django-allauth behaves in this house."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from narahubung.accounts import locks
from narahubung.accounts.middleware import second_factors
from narahubung.ui import navigation


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: people come by invitation, with an office."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "E-mail and password do not match. Check capital letters, then try again."
        ),
        "too_many_login_attempts": _(
            "There were too many wrong attempts on this account. Wait a quarter of an hour, then "
            "try again; colleagues at your office can go on working."
        ),
    }

    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        """Lead each office to its own desk: the first entry of its menu."""
        links = navigation.entries(request, "work")
        return links[0].url if links else super().get_login_redirect_url(request)

    def get_reauthentication_methods(self, user):
        words = {
            "reauthenticate": _("With the password"),
            "mfa_reauthenticate": _("With a code from the app"),
            "mfa_reauthenticate:webauthn": _("With a passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in methods]


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code does not match. Use the code that the app shows now."),
        "cannot_delete_authenticator": _(
            "This is your only second lock. Add another one first, then remove this one."
        ),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = second_factors().filter(user=authenticator.user_id).exclude(pk=authenticator.pk)
        return others.exists()

    def encrypt(self, text: str) -> str:
        return locks.sealed(text)

    def decrypt(self, encrypted_text: str) -> str:
        return locks.unsealed(encrypted_text)

    def _get_site_name(self):
        return settings.SITE_NAME

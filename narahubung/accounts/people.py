"""The second lock of the people of the demo, which a stranger may open to look around."""

import time

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.cache import cache

DEMO_DOMAIN = "@demo.narahubung.example"


def enrol_demo(user) -> Authenticator:
    """Give a person of the demo a second factor; one that exists is kept."""
    totp = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    return totp or TOTP.activate(user, generate_totp_secret()).instance


def demo_code(user) -> str:
    """Return the code of this moment, for people of the demo in a demo and for nobody else.

    A code is taken once. If another visitor has just used it, the next one is valid too.
    """
    if not settings.DEMO or not user.email.endswith(DEMO_DOMAIN):
        return ""
    totp = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if totp is None:
        return ""
    secret, now = decrypt(totp.data["secret"]), int(time.time()) // app_settings.TOTP_PERIOD
    codes = [format_hotp_value(hotp_value(secret, now + step)) for step in (0, 1, -1)]
    used = cache.get_many([totp.wrap()._get_used_cache_key(code) for code in codes])
    fresh = [c for c in codes if totp.wrap()._get_used_cache_key(c) not in used]
    return (fresh or codes)[0]

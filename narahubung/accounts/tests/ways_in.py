"""People with a password and a second lock, and the ways in."""

import time

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.test import Client

from narahubung.accounts.people import enrol_demo

PASSWORD = "perahu biru di sungai"


def code_of(user, step=0):
    totp = Authenticator.objects.get(user=user, type="totp")
    return code_from(decrypt(totp.data["secret"]), step)


def code_from(secret, step=0):
    counter = int(time.time()) // app_settings.TOTP_PERIOD + step
    return format_hotp_value(hotp_value(secret, counter))


def with_password(user):
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def enter(actor):
    """Return a client in which a person is signed in, second lock included."""
    user = with_password(actor.user)
    enrol_demo(user)
    client = Client()
    client.force_login(user)
    return client


def confirm(client, then):
    """Answer "is it you?" with the password."""
    return client.post(f"/accounts/reauthenticate/?next={then}", {"password": PASSWORD})


def enter_confirmed(actor):
    """Return a client of somebody who has just shown again who they are, as dangerous steps ask."""
    client = enter(actor)
    confirm(client, "/work/")
    return client

"""The second locks of staff lie sealed: a copy of the database opens no account."""

import importlib
import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import decrypt
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from narahubung.accounts import locks
from narahubung.accounts.models import LockKey
from narahubung.accounts.people import enrol_demo
from narahubung.accounts.tests.ways_in import code_from, code_of, confirm, with_password
from narahubung.vault import Tampered

PLAIN = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def stored():
    """Return the authenticators as the database has them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        return " ".join(str(row[0]) for row in cursor.fetchall())


def test_no_secret_and_no_seed_stands_in_the_database(world):
    user = world.rina.user
    enrol_demo(user)
    codes = RecoveryCodes.activate(user)
    secret = decrypt(Authenticator.objects.get(type="totp").data["secret"])
    seed = decrypt(codes.instance.data["seed"])
    for plain in (secret, seed, *codes.generate_codes()):
        assert len(plain) >= 8
        assert plain not in stored()
    assert stored().count(locks.MARK) == 2


def test_a_second_lock_set_up_on_the_page_is_sealed_and_opens_the_door(world, client):
    user = with_password(world.rina.user)
    client.force_login(user)
    activate = reverse("mfa_activate_totp")
    confirm(client, activate)
    client.get(activate)
    secret = client.session["mfa.totp.secret"]
    client.post(activate, {"code": code_from(secret)})
    assert secret not in stored()
    assert decrypt(Authenticator.objects.get(type="totp").data["secret"]) == secret

    other = Client()
    other.post("/accounts/login/", {"login": user.email, "password": "perahu biru di sungai"})
    assert other.post("/accounts/locks/authenticate/", {"code": code_of(user, 1)}).url == "/home/"


def test_the_migration_seals_what_was_plain_and_can_be_undone(world):
    user = world.rina.user
    made = Authenticator.objects.create
    totp = made(user=user, type="totp", data={"secret": PLAIN})
    codes = made(user=user, type="recovery_codes", data={"seed": "a1b2" * 20, "used_mask": 5})
    key = made(user=user, type="webauthn", data={"name": "Kunci", "credential": {}})
    move = importlib.import_module("narahubung.accounts.migrations.0003_second_locks_are_sealed")

    move.seal(apps, None)
    assert PLAIN not in stored()
    assert "a1b2" * 20 not in stored()
    for row in (totp, codes, key):
        row.refresh_from_db()
    assert decrypt(totp.data["secret"]) == PLAIN
    assert codes.data["used_mask"] == 5
    assert key.data == {"name": "Kunci", "credential": {}}

    before = json.dumps(totp.data)
    move.seal(apps, None)
    totp.refresh_from_db()
    assert json.dumps(totp.data) == before
    move.unseal(apps, None)
    totp.refresh_from_db()
    assert totp.data == {"secret": PLAIN}


def test_a_plain_secret_that_somebody_puts_there_is_refused(db):
    with pytest.raises(Tampered):
        locks.unsealed(PLAIN)
    sealed = locks.sealed(PLAIN)
    with pytest.raises(Tampered):
        locks.unsealed(sealed[:-8] + "AAAAAAA=")


def test_all_locks_lie_under_one_key(db):
    assert locks.unsealed(locks.sealed(PLAIN)) == PLAIN
    assert locks.sealed(PLAIN) != locks.sealed(PLAIN)
    assert LockKey.objects.count() == 1

"""What every answer carries, whoever asks and whatever goes wrong; what a cookie may be; what asks again."""

import os
import stat
import subprocess
import sys

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from narahubung.accounts.tests.ways_in import PASSWORD, confirm, enter, with_password
from narahubung.complaints.models import Attachment
from narahubung.portal import figures, guessing, limits, receipts
from narahubung.portal.models import Draft
from tests.test_visibility_matrix import (
    FILE,
    FILES,
    KEY,
    OWN,
    STAFF,
    SURFACES,
    every_address,
    filed,
    walk,
)

OURS = {"'none'", "'self'", "data:", "blob:"}
STRICT = {
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
REFERRERS = ("same-origin", "no-referrer")
SWITCHED_OFF = """accelerometer bluetooth browsing-topics camera display-capture microphone payment
    usb serial hid midi gyroscope magnetometer screen-wake-lock""".split()


def faults(answer, url=""):
    """Say what an answer lacks of what every answer must carry."""
    policy = parsed(answer.headers.get("Content-Security-Policy", ""))
    allowed = answer.headers.get("Permissions-Policy", "")
    found = [
        f"{k}: {answer.headers.get(k)}" for k, v in ALWAYS.items() if answer.headers.get(k) != v
    ]
    if policy.get("default-src") != ["'none'"]:
        found.append(f"default-src: {policy.get('default-src')}")
    if not ("sandbox" in policy or policy.items() >= STRICT.items()):
        found.append(f"policy: {policy}")
    sources = {source for values in policy.values() for source in values}
    found += [f"allows {source}" for source in sources - OURS]
    if answer.headers.get("Referrer-Policy") not in REFERRERS:
        found.append(f"referrer: {answer.headers.get('Referrer-Policy')}")
    found += [f"allows {name}" for name in SWITCHED_OFF if f"{name}=()" not in allowed]
    return [f"{url}: {fault}" for fault in found]


@pytest.fixture
def files(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return {kind: filed(world, kind) for kind in FILES}


def kept_by_a_browser(answer, address, url):
    """Say whether a private page may be kept."""
    told_not_to = "no-store" in answer.headers.get("Cache-Control", "")
    is_private = SURFACES[address] in (STAFF, FILE, OWN, KEY) and answer.status_code != 404
    return [f"{url}: may be kept"] if is_private and not told_not_to else []


@pytest.mark.parametrize("name", ("stranger", "sari", "rina", "adi"))
def test_every_answer_carries_all_of_them_and_no_browser_keeps_what_is_private(world, files, name):
    wrong, asked = [], set()
    for address, url, client in walk(name, world, files):
        asked.add(address)
        answer = client.get(url)
        wrong += faults(answer, url) + kept_by_a_browser(answer, address, url)
        wrong += faults(client.delete(url), f"DELETE {url}")
    assert not wrong
    assert asked == set(SURFACES)


def test_the_register_carries_them_too(world):
    client = enter(world.adi)
    urls = [u for u in register() if client.get(u).status_code == 200]
    assert len(urls) > 5
    wrong = [fault for url in urls for fault in faults(client.get(url), url)]
    assert not wrong


def register():
    for name in {a for a in every_address() if a.startswith(("admin:", "mfa_"))}:
        try:
            yield reverse(name)
        except NoReverseMatch:  # It wants a key.
            continue


def parsed(policy):
    parts = (part.split() for part in policy.split(";"))
    return {name: values for name, *values in filter(None, parts)}


def errors():
    quiet = Client(raise_request_exception=False)
    strict = Client(enforce_csrf_checks=True)
    yield 404, quiet.get("/tidak-ada/")
    yield 403, strict.post("/lapor/", {"text": "x"})
    yield 405, quiet.delete("/lapor/")
    yield 400, quiet.get("/", HTTP_HOST="orang-lain.example")
    fields = "&".join(f"f{n}=1" for n in range(2000))
    yield 400, quiet.generic("POST", "/lapor/", fields, "application/x-www-form-urlencoded")
    yield (
        400,
        quiet.generic(
            "POST", "/lapor/", "text=" + "x" * 6_000_000, "application/x-www-form-urlencoded"
        ),
    )


def test_pages_of_errors_carry_them_too(world, monkeypatch):
    monkeypatch.setattr(guessing, "BY_ADDRESS", limits.Limit("track address", 0))
    many = Client().post("/lacak/", {"number": "1", "words": "x"})
    for status, answer in [*errors(), (429, many)]:
        assert answer.status_code == status
        assert not faults(answer, str(status))


def test_so_does_the_page_that_says_that_we_failed(world, monkeypatch):
    def fail():
        raise RuntimeError

    monkeypatch.setattr(figures, "whole", fail)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert not faults(answer, "500")


def test_so_do_the_redirect_to_https_and_the_styles(world, settings):
    settings.SECURE_SSL_REDIRECT = True
    answer = Client().get("/lapor/")
    assert answer.status_code == 301
    assert not faults(answer, "redirect")
    sheet = Client().get("/static/ui/css/app.css", secure=True)
    assert not faults(sheet, "sheet")
    assert "Access-Control-Allow-Origin" not in sheet.headers


def set_by(answer):
    return {morsel.key: morsel for morsel in answer.cookies.values()}


def cookies_of_https(world, settings):
    """Collect every cookie that a complainant and an officer are given where HTTPS is on."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.LANGUAGE_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME = "__Host-session"
    settings.CSRF_COOKIE_NAME = "__Host-csrf"
    settings.LANGUAGE_COOKIE_NAME = "__Host-language"
    world.submit()
    citizen, officer = Client(), Client()
    opened = {"number": world.queue.reference, "words": world.secret}
    yield from set_by(citizen.post("/lacak/", opened, secure=True)).values()
    yield from set_by(citizen.get("/lapor/", secure=True)).values()
    yield from set_by(citizen.post("/ui/language/", {"language": "en"}, secure=True)).values()
    with_password(world.rina.user)
    entry = {"login": world.rina.user.email, "password": PASSWORD}
    yield from set_by(officer.get("/accounts/login/", secure=True)).values()
    yield from set_by(officer.post("/accounts/login/", entry, secure=True)).values()
    answer = receipts.hand_over(HttpResponse(), Draft(token="x"))
    yield from set_by(answer).values()


def test_every_cookie_is_bound_to_this_host_and_closed_to_others(world, settings):
    cookies = list(cookies_of_https(world, settings))
    names = {"session", "csrf", "language", "lacak", "tanda-terima"}
    assert {c.key.removeprefix("__Host-") for c in cookies} == names
    for cookie in cookies:
        assert cookie.key.startswith("__Host-")
        assert cookie["secure"] and cookie["path"] == "/" and not cookie["domain"]
        assert cookie["samesite"] in ("Lax", "Strict")
        assert cookie["httponly"] or cookie.key in ("__Host-csrf", "__Host-language")


def test_the_setting_of_https_names_the_cookies_and_the_secrets_are_for_their_owner(tmp_path):
    """Asked of the settings themselves, in a process of their own, at a first start."""
    ask = (
        "from narahubung.config import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, "
        "s.LANGUAGE_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS)"
    )
    env = {**os.environ, "NARAHUBUNG_HOME": str(tmp_path), "NARAHUBUNG_HTTPS": "true"}
    said = subprocess.run(
        [sys.executable, "-c", ask], env=env, capture_output=True, text=True, check=True
    )
    names = ["__Host-session", "__Host-csrf", "__Host-language", "True", "True", "31536000"]
    assert said.stdout.split() == names
    secret = tmp_path / "secrets" / "django"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert stat.S_IMODE(secret.parent.stat().st_mode) == 0o700
    assert len(secret.read_text()) >= 64


# What would do lasting harm in the hands of somebody who finds an open screen.
DANGEROUS = """accounts:powers_on accounts:invite accounts:extend complaints:original
    mfa_activate_totp mfa_deactivate_totp mfa_add_webauthn mfa_generate_recovery_codes""".split()


@pytest.mark.parametrize("address", DANGEROUS)
def test_a_dangerous_step_asks_again_who_one_is(world, files, address):
    person = world.rina if address == "complaints:original" else world.adi
    client = enter(person)
    url = address_of(address, world)
    for answer in (client.get(url), client.post(url, {"reason": "x"})):
        assert answer.status_code == 302, url
        assert answer.url.startswith("/accounts/reauthenticate/"), url
    confirm(client, url)
    assert not client.get(url).headers.get("Location", "").startswith("/accounts/reauthenticate/")


def address_of(address, world):
    if address == "complaints:original":
        return reverse(address, args=[Attachment.objects.first().key])
    if address == "accounts:extend":
        return reverse(address, args=[world.people["budi"].pk])
    return reverse(address)

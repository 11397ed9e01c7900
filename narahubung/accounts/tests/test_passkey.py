"""A passkey in a real browser, under the strict policy, with an authenticator that presses itself."""

import pytest

from narahubung.accounts.people import demo_code
from narahubung.accounts.tests.ways_in import PASSWORD, enrol_demo, with_password

TOUCH = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_added_and_then_opens_the_door_alone(browser, live_server, world, settings):
    # Only here: the test server speaks plain HTTP.
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    settings.DEMO = True
    user = with_password(world.hana.user)
    enrol_demo(user)
    home = live_server.url.replace("127.0.0.1", "localhost")
    page = browser.new_page(locale="id", viewport={"width": 360, "height": 800})
    wrong = []
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    authenticator = page.context.new_cdp_session(page)
    authenticator.send("WebAuthn.enable")
    authenticator.send("WebAuthn.addVirtualAuthenticator", {"options": TOUCH})

    page.goto(f"{home}/accounts/login/?next=/accounts/offices/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button >> nth=0")
    page.fill("[name=code]", demo_code(user))
    page.click("main form button >> nth=0")
    page.goto(f"{home}/accounts/locks/webauthn/add/")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button >> nth=0")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")

    page.goto(f"{home}/accounts/logout/")
    page.click("main form button")
    page.goto(f"{home}/accounts/login/?next=/accounts/offices/")
    page.click("#passkey_login")
    page.wait_for_url(f"{home}/accounts/offices/")
    assert wrong == []
    page.context.close()

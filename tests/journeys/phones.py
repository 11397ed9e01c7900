"""Real browsers in hands: a small phone without script, one with it, and the desk of an officer."""

from django.core import mail

from narahubung.accounts.people import enrol_demo
from narahubung.accounts.tests.ways_in import PASSWORD, code_of, with_password
from narahubung.notify.jobs import work_the_outbox
from tests.browser_watch import Hand

PHONE = {
    "viewport": {"width": 360, "height": 740},
    "java_script_enabled": False,
    "is_mobile": True,
    "has_touch": True,
    "locale": "id-ID",
}


def told():
    """Let the worker tell people; return who got a mail since last time."""
    before = len(mail.outbox)
    work_the_outbox()
    return sorted(letter.to[0].partition("@")[0] for letter in mail.outbox[before:])


class Phones:
    def __init__(self, browser, home, world):
        self.browser, self.home, self.world = browser, home, world
        self.contexts = []

    def hand(self, **options):
        self.contexts.append(self.browser.new_context(**PHONE | options))
        return Hand(self.contexts[-1], self.home)

    def citizen(self):
        return self.hand()

    def officer(self, key, **options):
        """Sign in for real: password, then the code of the app."""
        user = with_password(getattr(self.world, key).user)
        enrol_demo(user)
        hand = self.hand(**options).goes_to("/work/")
        assert hand.path == "/accounts/login/"
        hand.page.fill("[name=login]", user.email)
        hand.page.fill("[name=password]", PASSWORD)
        hand.presses("Masuk")
        hand.page.fill("[name=code]", code_of(user))
        hand.presses("Masuk")
        assert hand.path == "/work/"
        return hand

    def close(self):
        for context in self.contexts:
            context.close()

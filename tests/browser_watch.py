"""Looks over the shoulder of a page in Chromium: what it asks for, what it complains of, whether it fits."""

import re
from urllib.parse import urlsplit

OURS = ("data:", "blob:", "about:")
WIDTH = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Watch:
    """Keeps what goes wrong on a page. The status of a page asked for by name is no complaint."""

    def __init__(self, page, home):
        self.page, self.home, self.wrong = page, home, []
        page.on("console", self.heard)
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("request", self.asked)
        page.on("requestfailed", self.failed)
        page.on("response", self.answered)

    def heard(self, line):
        if line.type == "error" and "Failed to load resource" not in line.text:
            self.wrong.append(f"console: {line.text}")

    def asked(self, request):
        ours = request.url.startswith((*OURS, f"{self.home}/"))
        if not ours:
            self.wrong.append(f"third party: {request.url}")

    def failed(self, request):
        # A download ends its navigation, which Chromium calls a failure.
        if request.failure != "net::ERR_ABORTED":
            self.wrong.append(f"failed: {request.url} {request.failure}")

    def answered(self, response):
        is_page = response.request.is_navigation_request()
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self.wrong.append(f"{response.status}: {response.url}")

    def take(self):
        """Return what went wrong since last time."""
        wrong, self.wrong = self.wrong, []
        return wrong

    def overflow(self):
        """Say by how much, and what, is wider than the screen; empty if nothing is."""
        # A page that has just been asked for has no root yet.
        self.page.wait_for_load_state()
        if self.page.evaluate(WIDTH) <= 0:
            return ""
        return "too wide: " + ", ".join(self.page.evaluate(WIDEST))


# The innermost elements that reach beyond the right edge.
WIDEST = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .filter((e, _n, all) => !all.some(o => o !== e && e.contains(o)))
  .slice(0, 5).map(e => `${e.tagName.toLowerCase()}.${e.className} “${e.textContent.trim().slice(0, 40)}”`)"""


class Hand:
    """Somebody who reads and taps; after each tap the page must fit and complain of nothing."""

    def __init__(self, context, home):
        self.page, self.home = context.new_page(), home
        self.page.set_default_timeout(30_000)
        self.watch = Watch(self.page, home)

    def looks(self):
        wrong = [*self.watch.take(), self.watch.overflow()]
        assert not any(wrong), (self.path, wrong)
        return self

    @property
    def path(self):
        return urlsplit(self.page.url).path

    @property
    def main(self):
        return self.page.locator("main")

    def goes_to(self, path):
        self.page.goto(self.home + path)
        return self.looks()

    def follows(self, text):
        self.main.get_by_role("link", name=text).first.click()
        return self.looks()

    def presses(self, text):
        self.main.get_by_role("button", name=text, exact=True).click()
        return self.looks()

    def field(self, label):
        return self.main.get_by_label(re.compile(rf"^\s*{re.escape(label)}")).first

    def writes(self, label, text):
        self.field(label).fill(text)
        return self

    def chooses(self, label, option):
        box = self.field(label)
        value = box.locator("option", has_text=option).first.get_attribute("value")
        box.select_option(value)
        return self

    def unfolds(self, text):
        self.main.locator("summary", has_text=text).click()
        return self.looks()

    def ticks(self, label):
        self.field(label).check()
        return self

    def attaches(self, label, path):
        self.field(label).set_input_files(path)
        return self

    def reads(self, *texts):
        shown = " ".join(self.main.text_content().split())
        missing = [text for text in texts if text not in shown]
        assert not missing, (self.path, missing, shown)
        return self

    def hides(self, *texts):
        """The whole page as it was served says none of these."""
        page = self.page.content()
        found = [text for text in texts if text in page]
        assert not found, (self.path, found)
        return self

    def fetches(self, text):
        """Return the bytes behind a link, as this person is given them."""
        address = self.main.get_by_role("link", name=text).first.get_attribute("href")
        answer = self.page.context.request.get(self.home + address)
        assert answer.ok
        return answer.body()

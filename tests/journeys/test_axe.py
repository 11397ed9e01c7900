"""Every page of the house under the eyes of axe, on a phone and on a desk, in light and in dark.

Beside that: one heading, a title of its own, no sideways scrolling, a skip link that can be seen, and
not one complaint of the browser. A new address without a row in `every_page` fails.
"""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from narahubung.portal import guessing, limits, stamps
from tests.browser_watch import Watch
from tests.journeys.every_page import CITIZENS, NO_PAGE, OFFICERS, PAGES, SENT, Full, rows
from tests.test_visibility_matrix import SURFACES

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
AXE = Axe().axe_script
RUN = """rules => axe.run(document, {preload: false, resultTypes: ['violations'], ...rules}).then(found =>
  found.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' ¦ ')}`))"""
COLOURS = {"runOnly": ["color-contrast"]}
FACTS = """() => ({lang: document.documentElement.lang, title: document.title.trim(),
  heads: document.querySelectorAll('h1').length, skips: document.querySelectorAll('.skip').length,
  free: document.activeElement === document.body})"""
RING = """() => { const at = document.activeElement, s = getComputedStyle(at), box = at.getBoundingClientRect();
  return at.className === 'skip' && s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2
    && box.top >= 0 && box.width > 1 && box.height > 1; }"""


def test_every_address_is_looked_at_or_is_no_page():
    assert set(PAGES) | NO_PAGE == set(SURFACES)
    assert not set(PAGES) & NO_PAGE


@pytest.mark.browser
def test_the_eyes_see(browser):
    """So that the tests below cannot pass because axe looks at nothing."""
    context = browser.new_context(viewport=PHONE)
    context.add_init_script(AXE)
    page = context.new_page()
    page.goto("data:text/html,<img src='x'><p style='color:silver;background:white'>pudar</p>")
    found = " ".join(page.evaluate(RUN, {}))
    context.close()
    assert "image-alt" in found and "color-contrast" in found and "html-has-lang" in found


class Inspector:
    """Opens pages as one person and writes down all that is wrong."""

    def __init__(self, browser, home, town, who):
        self.client, self.town, self.home = town.enter(who), town, home
        self.context = browser.new_context(viewport=PHONE, locale="id-ID", reduced_motion="reduce")
        self.context.add_init_script(AXE)
        self.page = self.context.new_page()
        self.watch = Watch(self.page, home)
        self.titles, self.wrong = {}, []
        self.be_signed_in()

    def be_signed_in(self):
        host = urlsplit(self.home).hostname
        cookies = [
            {"name": m.key, "value": m.value, "domain": host, "path": m["path"] or "/"}
            for m in self.client.cookies.values()
        ]
        self.context.clear_cookies()
        self.context.add_cookies(cookies)

    def opens(self, url):
        url = self.town.address(url, self.client)
        self.answer = self.page.goto(self.home + url)
        if urlsplit(self.page.url).path != urlsplit(url).path:
            self.wrong.append(f"{url}: leads to {self.page.url}")
        return url

    def looks(self, name):
        found = [*self.facts(name), *self.first_tab(), *self.sizes(), *self.watch.take()]
        self.wrong += [f"{name}: {what}" for what in found if what]

    def facts(self, name):
        facts = self.page.evaluate(FACTS)
        path = name.partition("?")[0].partition(" ")[0]
        other = self.titles.setdefault(facts["title"], path) if self.answer.ok else path
        yield facts["lang"] != "id" and f"lang={facts['lang']}"
        yield facts["heads"] != 1 and f"{facts['heads']} h1"
        yield not facts["title"] and "no title"
        yield other != path and f"title “{facts['title']}” as on {other}"

    def first_tab(self):
        """The skip link comes first and can be seen, unless the page has put the focus on a message.

        Before it comes only the way out, where there is one.
        """
        if not self.page.evaluate(FACTS)["free"]:
            return
        self.page.keyboard.press("Tab")
        if self.page.evaluate("document.activeElement.closest('.exit-bar') !== null"):
            self.page.keyboard.press("Tab")
        yield not self.page.evaluate(RING) and "the first Tab shows no skip link"
        self.page.evaluate("document.activeElement.blur()")

    def sizes(self):
        yield from self.page.evaluate(RUN, {})
        yield self.watch.overflow()
        self.page.emulate_media(color_scheme="dark")
        yield from (f"dark {found}" for found in self.page.evaluate(RUN, COLOURS))
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size(DESK)
        yield from (f"desk {found}" for found in self.page.evaluate(RUN, {}))
        yield self.watch.overflow() and f"desk {self.watch.overflow()}"
        self.page.set_viewport_size(PHONE)

    def sends(self, url, written, form):
        url = self.opens(url)
        for field, value in written.items():
            box = self.page.locator(field)
            box.check() if value is True else box.fill(value)
        with self.page.expect_navigation():
            self.page.locator(form).first.evaluate(
                "f => { f.noValidate = true; f.requestSubmit(); }"
            )
        self.looks(f"{url} ({self.page.title()})")

    def ends(self):
        self.context.close()
        assert not self.wrong, "\n" + "\n".join(self.wrong)


@pytest.fixture
def town(world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return Full(world)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["stranger", *CITIZENS, *OFFICERS])
def test_no_page_shuts_anybody_out(browser, live_server, town, who):
    inspector = Inspector(browser, live_server.url, town, who)
    for url in [url for name, url in rows() if name == who]:
        inspector.looks(inspector.opens(url))
    for url, written, form in [row[1:] for row in SENT if row[0] == who]:
        inspector.sends(url, written, form)
    inspector.ends()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_no_page_between_form_and_receipt_shuts_anybody_out(
    browser, live_server, town, monkeypatch
):
    monkeypatch.setattr(stamps, "LEAST_SECONDS", 0)
    sari = Inspector(browser, live_server.url, town, "stranger")
    sari.opens("/lapor/")
    sari.page.fill("[name=text]", "Antrean lima jam, loket tutup sebelum dipanggil.")
    for button in ("preview", "send"):
        with sari.page.expect_navigation():
            sari.page.click(f"button[value={button}]")
        sari.looks(button)
    assert sari.page.url.endswith(reverse("portal:receipt"))
    sari.ends()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_page_that_asks_for_patience_shuts_nobody_out(browser, live_server, town, monkeypatch):
    monkeypatch.setattr(guessing, "BY_ADDRESS", limits.Limit("track address", 0))
    sari = Inspector(browser, live_server.url, town, "stranger")
    sari.sends("/lacak/", {"[name=number]": "6469", "[name=words]": "salah"}, "main form")
    assert "sering dicoba" in sari.page.inner_text("main")
    sari.ends()

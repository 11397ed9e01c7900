"""In a real browser: leaving at once, by link, by keys and without script; and a puzzle that solves itself."""

import pytest

from narahubung.complaints.models import Complaint
from narahubung.portal import pressure, stamps
from narahubung.portal.limits import Limit
from tests.browser_watch import Hand

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"viewport": {"width": 360, "height": 740}, "locale": "id-ID"}
STORY = "Loket tutup sebelum saya dipanggil."


@pytest.fixture
def phone(browser, live_server, world, weather, settings):
    contexts = []

    def new(**options):
        contexts.append(browser.new_context(**PHONE, **options))
        return Hand(contexts[-1], live_server.url)

    yield new
    for context in contexts:
        context.close()


def opens(sari, world):
    sari.goes_to("/lacak/").writes("Nomor", world.queue.reference)
    return sari.writes("Kata rahasia", world.secret).presses("Buka berkas").reads(world.queue.text)


def tells_nobody(sari, weather):
    """The other site is asked, and does not learn from where. (It is its own referrer for its icon.)"""
    assert weather.asked
    assert not any(asked.get("Referer", "").startswith(sari.home) for asked in weather.asked)


def is_gone(sari, weather, settings):
    """The browser is elsewhere, and holds nothing of us."""
    sari.page.wait_for_url(settings.EXIT_URL)
    tells_nobody(sari, weather)
    assert [c["name"] for c in sari.page.context.cookies(sari.home + "/lacak/")] == []
    sari.page.goto(sari.home + "/lacak/berkas/")
    assert sari.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert "Loket tutup" not in sari.page.content()


def test_without_script_the_link_closes_the_file_and_leads_away(phone, world, weather, settings):
    world.submit(text=STORY)
    sari = opens(phone(java_script_enabled=False), world)
    sari.page.get_by_role("link", name="Keluar cepat").click()
    sari.page.wait_for_url(settings.EXIT_URL)
    tells_nobody(sari, weather)
    assert sari.page.context.cookies(sari.home + "/lacak/") == []
    sari.page.go_back()
    assert STORY not in sari.page.content()


def test_escape_three_times_leaves_no_draft_and_no_way_back(phone, weather, settings):
    sari = phone().goes_to("/lapor/").writes("Apa yang terjadi?", STORY)
    sari.page.get_by_text("Draf tersimpan di perangkat ini.").wait_for()
    before = sari.page.evaluate("history.length")
    sari.field("Apa yang terjadi?").press_sequentially(" Lalu")
    for _ in range(3):
        sari.page.keyboard.press("Escape")
    sari.page.wait_for_url(settings.EXIT_URL)
    assert sari.page.evaluate("history.length") == before
    is_gone(sari, weather, settings)


def test_two_escapes_or_slow_ones_stay(phone, settings):
    sari = phone().goes_to("/lapor/")
    for key in ("Escape", "Escape", "a", "Escape"):
        sari.page.keyboard.press(key)
    sari.page.wait_for_timeout(300)
    assert sari.path == "/lapor/"


def test_by_keyboard_it_comes_first_and_enter_leaves(phone, world, weather, settings):
    world.submit(text=STORY)
    sari = opens(phone(), world)
    sari.goes_to("/lacak/berkas/")
    sari.page.keyboard.press("Tab")
    assert sari.page.evaluate("document.activeElement.textContent.trim()") == "Keluar cepat"
    sari.page.keyboard.press("Enter")
    is_gone(sari, weather, settings)


@pytest.mark.parametrize("path", ["/lapor/", "/lacak/"])
def test_it_stays_in_sight_and_covers_nothing_that_has_the_focus(phone, path):
    sari = phone().goes_to(path)
    bar = sari.page.locator(".exit-bar")
    sari.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert bar.evaluate("e => Math.abs(e.getBoundingClientRect().top)") < 1
    assert bar.locator("quick-exit a").bounding_box()["height"] >= 44
    field = sari.main.locator("input:visible, textarea:visible").first
    field.focus()
    field.evaluate("e => e.scrollIntoView({block: 'start'})")
    assert field.bounding_box()["y"] >= bar.bounding_box()["height"]
    # At the top of the page it has a place of its own: the header begins below it.
    sari.page.evaluate("scrollTo(0, 0)")
    head = sari.page.locator(".site-head").bounding_box()
    assert head["y"] >= bar.bounding_box()["height"] - 1


def test_a_puzzle_solves_itself_while_one_reads_and_nothing_else_is_loaded(
    phone, settings, monkeypatch
):
    settings.PROOF_OF_WORK = True
    monkeypatch.setattr(pressure, "BY_ALL", Limit("submit all", 0))
    monkeypatch.setattr(pressure, "FLOOD", 0)
    monkeypatch.setattr(pressure, "EASY_FOR_AN_ADDRESS", 0)
    sari = phone().goes_to("/lapor/").writes("Apa yang terjadi?", STORY)
    sari.chooses("Instansi mana?", "Dinas Kesehatan")
    sari.page.wait_for_timeout(stamps.LEAST_SECONDS * 1000 + 500)
    for button in ("Lihat dulu", "Kirim"):
        sari.page.locator("solve-puzzle[data-solved]").wait_for(state="attached", timeout=20_000)
        sari.presses(button)
    sari.reads("Pengaduan Anda sudah kami terima")
    assert Complaint.objects.count() == 1

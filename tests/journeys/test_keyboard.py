"""Hands on the keys: the work list, the way past the header, the choice cards, and a draft that stays."""

from urllib.parse import urlsplit

import pytest

from narahubung.accounts.tests.ways_in import enter
from narahubung.portal.stamps import LEAST_SECONDS
from tests.browser_watch import Hand

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK = {"viewport": {"width": 1280, "height": 900}, "locale": "id-ID", "reduced_motion": "reduce"}
PICKED = "document.querySelector('[data-picked] .row-title')?.textContent"


@pytest.fixture
def desk(browser, live_server, world, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    context = browser.new_context(**DESK)
    yield Hand(context, live_server.url)
    context.close()


@pytest.fixture
def rina(desk, world):
    """Rina at her desk with three files, the oldest of which comes first."""
    for title in ("Antrean pertama", "Antrean kedua", "Antrean ketiga"):
        world.submit(title=title)
    home = urlsplit(desk.home)
    cookie = enter(world.rina).cookies["session"]
    desk.page.context.add_cookies(
        [{"name": "session", "value": cookie.value, "domain": home.hostname, "path": "/"}]
    )
    return desk.goes_to("/work/")


def picked(hand):
    return hand.page.evaluate(PICKED)


def test_the_list_is_walked_with_j_and_k_and_opened_with_o(rina):
    assert picked(rina) is None
    rina.page.keyboard.press("j")
    assert picked(rina) == "Antrean pertama"
    rina.page.keyboard.press("j")
    rina.page.keyboard.press("j")
    rina.page.keyboard.press("j")
    assert picked(rina) == "Antrean ketiga"
    rina.page.keyboard.press("k")
    assert picked(rina) == "Antrean kedua"
    with rina.page.expect_navigation():
        rina.page.keyboard.press("o")
    rina.looks()
    assert rina.page.locator("h1").text_content() == "Antrean kedua"


def test_a_slash_leads_to_the_search_and_letters_are_letters_there(rina):
    rina.page.keyboard.press("/")
    rina.page.keyboard.type("jok")
    assert rina.page.input_value("#q") == "jok"
    assert picked(rina) is None


def test_the_skip_link_leads_past_the_header(rina):
    rina.page.keyboard.press("Tab")
    assert rina.page.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    rina.page.keyboard.press("Enter")
    rina.page.keyboard.press("Tab")
    assert rina.page.evaluate("document.activeElement.closest('main') !== null")


def test_a_choice_card_is_chosen_with_the_arrows(desk):
    desk.goes_to("/lapor/")
    desk.page.focus("[name=shield][value=open]")
    desk.page.keyboard.press("ArrowDown")
    assert desk.page.locator("[name=shield]:checked").get_attribute("value") == "secret"
    card = desk.page.locator(".choice:has(:focus)")
    assert card.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_a_draft_that_comes_back_opens_the_fold_in_which_it_lies(desk):
    desk.goes_to("/lapor/").unfolds("Tentang seseorang yang bekerja di sana")
    desk.ticks("Tentang kepalanya").writes("Di mana mereka bekerja?", "Puskesmas Kuaro")
    desk.page.get_by_text("Draf tersimpan di perangkat ini.").wait_for()
    desk.goes_to("/lapor/").reads("Draf Anda sudah kembali.")
    assert desk.field("Di mana mereka bekerja?").is_visible()
    assert desk.page.locator("details[open]").count() == 1


def test_a_draft_outlives_a_lost_page_and_ends_with_the_sending(desk):
    desk.goes_to("/lapor/").writes("Apa yang terjadi?", "Antrean lima jam.")
    desk.writes("Nama Anda", "Sari Melati")
    desk.page.get_by_text("Draf tersimpan di perangkat ini.").wait_for()
    desk.goes_to("/lapor/").reads("Draf Anda sudah kembali.")
    assert desk.field("Apa yang terjadi?").input_value() == "Antrean lima jam."
    assert desk.field("Nama Anda").input_value() == "", "a name is never kept on a device"

    desk.page.wait_for_timeout(LEAST_SECONDS * 1000 + 500)
    desk.presses("Lihat dulu").presses("Kirim").reads("Pengaduan Anda sudah kami terima")
    desk.goes_to("/lapor/")
    assert desk.field("Apa yang terjadi?").input_value() == ""
    assert desk.page.evaluate("localStorage.length") == 0

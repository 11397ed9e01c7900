"""Four clauses as in Kalimantan Barat: begun from a template, signed, in force, and judged without any report.

Each click and each field is counted. A careful hand needs ten seconds for one; ten minutes are sixty of them.
"""

import pytest

from narahubung.accounts.tests.ways_in import enter
from narahubung.agreements.jobs import judge_all
from narahubung.agreements.models import Agreement
from narahubung.agreements.tests.papers import letter_confirmed
from narahubung.figures.rolling import roll_all
from narahubung.operations.ombudsman import Ombudsman

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DESK = {"viewport": {"width": 1280, "height": 900}, "locale": "id-ID", "reduced_motion": "reduce"}
SECONDS, TEN_MINUTES = 10, 600


class Hand:
    """One person at a browser, whose steps are counted."""

    def __init__(self, page):
        self.page, self.steps = page, 0

    def click(self, words, role="link"):
        self.steps += 1
        self.page.get_by_role(role, name=words, exact=True).first.click()

    def press(self, words):
        self.click(words, "button")

    def fill(self, name, words):
        self.steps += 1
        self.page.locator(f"[name={name}]").fill(words)

    def choose(self, name, label):
        self.steps += 1
        self.page.locator(f"[name={name}]").select_option(label=label)


@pytest.fixture
def hand_of(browser, live_server):
    opened = []

    def hand(actor):
        context = browser.new_context(**DESK)
        opened.append(context)
        cookie = enter(actor).cookies["session"].value
        context.add_cookies([{"name": "session", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(f"{live_server.url}/agreements/")
        return Hand(page)

    yield hand
    for context in opened:
        context.close()


def test_four_clauses_are_entered_and_judge_themselves(world, hand_of, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    office = Ombudsman(world)
    today = office.today.isoformat()

    bayu = hand_of(office.bayu)
    bayu.click("Mulai kesepakatan")
    bayu.fill("title", "Nota kesepakatan Dinas Kesehatan dan Ombudsman")
    bayu.choose("agencies", "Dinas Kesehatan")
    bayu.press("Mulai konsepnya")
    assert bayu.page.locator("article h3").count() == 4
    # One threshold is agreed otherwise than the template proposes.
    bayu.click("Pengaduan dijawab tepat waktu")
    bayu.click("Ubah komitmen ini")
    bayu.fill("threshold", "75")
    bayu.press("Ubah komitmen ini")
    for n, (name, title) in enumerate(
        (("Sinta Maharani", "Kepala Perwakilan"), ("dr. Hana Prasetya", "Kepala Dinas"))
    ):
        bayu.steps += 1
        bayu.page.get_by_role("link", name="Siapa yang menandatangani?").nth(n).click()
        bayu.fill("signatory", name)
        bayu.fill("signatory_title", title)
        bayu.press("Siapa yang menandatangani?")
    bayu.press("Serahkan untuk telaah hukum")
    bayu.page.get_by_text("Diserahkan untuk telaah hukum").first.wait_for()

    sinta = hand_of(office.sinta)
    sinta.click("Sedang disiapkan")
    sinta.click("Nota kesepakatan Dinas Kesehatan dan Ombudsman")
    sinta.click("Catat penandatanganan")
    sinta.fill("number", "1/NK/2026")
    sinta.fill("signed_on", today)
    sinta.fill("place", "Balikpapan")
    sinta.press("Catat penandatanganan")
    sinta.press("Nyatakan berlaku")
    sinta.page.get_by_text("Hanya di atas kertas").first.wait_for()

    steps = bayu.steps + sinta.steps
    assert steps == 25
    assert steps * SECONDS < TEN_MINUTES

    world.submit()
    world.answer()
    letter_confirmed(world, office)
    roll_all()
    judge_all()
    sinta.page.reload()
    sinta.page.get_by_text("4 dari 7 komitmen punya bukti yang masih baru.").wait_for()
    sinta.page.get_by_text("Hidup", exact=True).first.wait_for()
    owed = Agreement.objects.get().commitments.get(figure="complaints.answered_in_time")
    assert (owed.state, owed.reason, owed.threshold) == ("on_track", "figure_fine", 75)
    confirmed = Agreement.objects.get().commitments.get(figure="tasks.acknowledged_in_time")
    assert (confirmed.state, confirmed.numbers["value"]) == ("on_track", "100.0")

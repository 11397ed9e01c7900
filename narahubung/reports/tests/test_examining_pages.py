"""The pages of an examination in a browser without script: rows that grow, what is written down, who may open them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from narahubung.accounts.tests.ways_in import enter
from narahubung.operations.ombudsman import TO_EXAMINATION, TO_RESULT
from narahubung.operations.ombudsman_letters import letter_of
from narahubung.reports.deeds import DEEDS
from narahubung.reports.examining import MAY
from narahubung.reports.models import Product
from narahubung.reports.timeline import HAPPENED


def text(response):
    return response.content.decode()


def rows(*given):
    """Return what a browser sends for these rows and one that was left empty."""
    sent = {"rows-TOTAL_FORMS": len(given) + 1, "rows-INITIAL_FORMS": 0}
    for n, row in enumerate([*given, {}]):
        sent |= {f"rows-{n}-{name}": row.get(name, "") for name in ("text", "other", "due_on")}
        sent[f"rows-{n}-owner"] = row.get("owner", "reported")
    return sent


@pytest.fixture
def conference(office):
    report = office.submit()
    office.go(f"{TO_EXAMINATION} confer")
    return report


def the_result(office):
    """Return the key of the letter with which a result is issued, written once."""
    kept = office.report.letters.filter(kind="findings").first()
    return (kept or letter_of(office, office.report, "findings", office.bayu, office.today)).pk


def found(office, **more):
    kind = office.term("maladministration", "undue_delay")
    return {
        "letter": the_result(office),
        "conclusion": "found",
        "found": [kind.pk],
        "note": "Terbukti.",
        **more,
    }


def test_the_result_asks_for_points_with_text_owner_and_day(office, world, sign_in, conference):
    sinta = sign_in("sinta")
    address = reverse("reports:move", args=[conference.reference, "issue"])
    page = text(sinta.get(address))
    assert page.count("rows-2-text") and "rows-3-text" not in page
    empty = sinta.post(address, {**found(office), **rows()})
    assert empty.status_code == 422 and "Terbukti." in text(empty)
    day = (office.today + timedelta(days=20)).isoformat()
    points = rows(
        {"text": "Terbitkan akta."},
        {"text": "Bina petugas.", "owner": "superior", "due_on": day},
        {"text": "Perbaiki jalan.", "owner": "related", "other": "dinkes"},
    )
    wrong = {**points, "rows-2-other": "tidak ada"}
    assert sinta.post(address, {**found(office), **wrong}).status_code == 422
    assert sinta.post(address, {**found(office), **points}).status_code == 302
    items = list(conference.product("findings").items.order_by("seq"))
    owners = [item.agency.slug for item in items]
    assert owners == ["disdukcapil", "kutai-raya", "dinkes"]
    assert [str(item.due_on or "") for item in items] == ["", day, ""]


def test_one_more_row_keeps_what_was_typed_and_judges_nothing(office, sign_in, conference):
    sinta = sign_in("sinta")
    address = reverse("reports:move", args=[conference.reference, "issue"])
    typed = found(office, letter="", **rows({"text": "Satu"}, {"text": "", "owner": "superior"}))
    answer = sinta.post(address, {**typed, "more": "1"})
    page = text(answer)
    assert answer.status_code == 200 and 'role="alert"' not in page
    assert "Satu" in page and "Terbukti." in page and "rows-3-text" in page
    assert answer.context["form"].rows.forms[1].initial["owner"] == "superior"
    conference.refresh_from_db()
    assert conference.stage == "case_conference"
    again = sinta.post(address, {**typed, **rows(*[{}] * 70), "more": "1"})
    assert len(answer.context["form"].rows.forms) == 4
    assert len(again.context["form"].rows.forms) == 40


def test_a_result_without_findings_needs_no_rows(office, sign_in, conference):
    address = reverse("reports:move", args=[conference.reference, "issue"])
    given = {"conclusion": "not_found", "note": "Tidak terbukti.", **rows()}
    given["letter"] = the_result(office)
    assert sign_in("sinta").post(address, given).status_code == 302
    assert not conference.product("findings").items.exists()


def test_every_deed_has_its_question_and_its_words():
    assert set(DEEDS) == set(MAY)
    kinds = {"agree": "agreed", "clause": "clause_checked", "ask_back": "asked_back"}
    kinds["supply"] = "supplied"
    assert {kinds.get(name, name) for name in DEEDS} <= set(HAPPENED)


def test_talks_on_their_pages_until_they_are_settled(office, sign_in, photo):
    report = office.submit()
    office.go(f"{TO_EXAMINATION} mediate")
    bayu = sign_in("bayu")

    def deed(name):
        return reverse("reports:deed", args=[report.reference, name])

    page = text(bayu.get(report.get_absolute_url()))
    assert deed("sitting") in page and deed("agree") in page and deed("missed") not in page
    today = office.today.isoformat()
    sat = {"held_on": today, "people": "Semua", "note": "Rukun", "place": "Balai"}
    assert bayu.post(deed("sitting"), {**sat, "people": ""}).status_code == 422
    assert bayu.post(deed("sitting"), sat).status_code == 302
    clause = {"rows-0-text": "Akta diserahkan", "rows-0-owner": "agency", "rows-0-due_on": ""}
    signed = {"signed_on": today, "agreement": "Sepakat damai", **clause}
    total = {"rows-TOTAL_FORMS": 1, "rows-INITIAL_FORMS": 0}
    assert bayu.post(deed("agree"), {**signed, **total}).status_code == 422
    grown = bayu.post(deed("agree"), {**signed, **total, "more": "1"})
    assert grown.status_code == 200 and "Akta diserahkan" in text(grown)
    assert bayu.post(deed("agree"), {**signed, **total, "files": [photo()]}).status_code == 302
    only = report.talks_now().clauses.get()
    checked = {"clause": only.pk, "done_on": today, "note": "Dilihat"}
    assert bayu.post(deed("clause"), checked).status_code == 302
    page = text(bayu.get(report.get_absolute_url()))
    assert "Sepakat damai" in page and "Akta diserahkan" in page and "Rukun" in page
    assert bayu.get(deed("agree")).status_code == 302
    again = bayu.post(deed("agree"), {**signed, **total, "files": [photo()]})
    assert again.status_code == 409 and "Sepakat damai" in text(again)
    assert sign_in("eka").post(deed("sitting"), sat).status_code == 409
    assert sign_in("mira").get(deed("sitting")).status_code == 404
    assert bayu.get(deed("dance")).status_code == 404


def test_advice_is_written_delivered_and_listed(office, world, sign_in):
    bayu = sign_in("bayu")
    dinkes = world.place("dinkes")
    given = {
        "kind": "advice",
        "agency": dinkes.pk,
        "title": "Saran loket lansia",
        "number": "B/9/2026",
        "issued_on": office.today.isoformat(),
        "text": "Loket dilihat tiga kali.",
        "rows-TOTAL_FORMS": 1,
        "rows-INITIAL_FORMS": 0,
        "rows-0-kind": "improvement",
    }
    address = reverse("reports:product_new")
    assert bayu.post(address, given).status_code == 422
    more = bayu.post(address, {**given, "rows-0-text": "Ubah SOP", "more": "1"})
    assert more.status_code == 200 and "Ubah SOP" in text(more)
    assert bayu.post(address, {**given, "rows-0-text": "Ubah SOP"}).status_code == 302
    product = Product.objects.get()
    hana, page = enter(world.hana), product.get_absolute_url()
    assert hana.get(page).status_code == 404
    deliver = reverse("reports:product_deliver", args=[product.reference])
    assert deliver in text(bayu.get(page))
    early = {"delivered_on": office.today.isoformat(), "due_on": office.today.isoformat()}
    assert bayu.post(deliver, early).status_code == 422
    due = (office.today + timedelta(days=30)).isoformat()
    assert bayu.post(deliver, {**early, "due_on": due}).status_code == 302
    assert "Ubah SOP" in text(hana.get(page))
    assert hana.get(deliver).status_code == hana.get(address).status_code == 403
    listed = text(hana.get(reverse("reports:products")))
    assert "Saran loket lansia" in listed
    assert sign_in("mira").get(page).status_code == 404
    assert enter(world.rina).get(reverse("reports:products")).status_code == 403


def test_one_of_three_is_a_picture_on_the_page(office, world, sign_in):
    report = office.submit()
    office.go(f"{TO_RESULT} deliver")
    office.carry_out(report.product("findings").items.get(seq=1))
    for client, url in (
        (sign_in("bayu"), report.get_absolute_url()),
        (enter(world.agus), report.product("findings").get_absolute_url()),
        (enter(world.wati), reverse("reports:products")),
    ):
        page = text(client.get(url))
        assert "1 dari 3" in page
        drawn = page.partition("1 dari 3")[2]
        assert drawn.count('data-state="done"') >= 1 and drawn.count('data-state="promised"') >= 2


def test_the_list_and_the_page_cost_the_same_for_many_as_for_few(office, world):
    agus = enter(world.agus)

    def cost(url):
        with CaptureQueriesContext(connection) as asked:
            assert agus.get(url).status_code == 200
        return len(asked)

    first = office.submit()
    office.go(f"{TO_RESULT} deliver", first)
    url = reverse("reports:products")
    few, page = cost(url), first.product("findings").get_absolute_url()
    lone = cost(page)
    for _n in range(4):
        office.go(f"{TO_RESULT} deliver", office.submit())
    for item in first.product("findings").items.all():
        office.carry_out(item)
    assert cost(url) <= few
    assert cost(page) <= lone + 1

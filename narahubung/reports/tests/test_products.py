"""Findings with action points, recommendations and advice: who asks, who reports, who checks, what follows."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse

from narahubung.accounts.actors import Officer
from narahubung.accounts.models import Role
from narahubung.accounts.tests.ways_in import enter
from narahubung.complaints.models import ReportedParty
from narahubung.operations.ombudsman import POINTS, PROOF, TO_EXAMINATION, TO_RESULT
from narahubung.reports.models import Product, ProductEvent, ProductItem, ProductPaper, Report


def names(report, actor):
    report.refresh_from_db()
    return [move.name for move in report.moves_for(actor)]


@pytest.fixture
def delivered(office):
    report = office.submit()
    office.go(f"{TO_RESULT} deliver")
    return report


@pytest.fixture
def fitri(world):
    """The focal point of the agency that is reported."""
    world.appoint("fitri", "Fitri Handayani", Role.FOCAL_POINT, "disdukcapil")
    letter = world.people["fitri"]
    return Officer(letter.user, letter)


def point(report, n=1):
    return report.product("findings").items.get(seq=n)


def test_the_time_of_the_law_is_the_day_of_each_point_unless_it_has_its_own(office):
    report = office.submit()
    office.go(f"{TO_EXAMINATION} confer")
    items = office.asked(report, "corrective", *POINTS)
    items[2]["due_on"] = own = office.today + timedelta(days=10)
    office.go("issue", items=items)
    assert not report.product("findings").due_on
    office.go("deliver")
    due = report.deadlines.running().get(rule__code="ori.corrective.v2023").due
    days = [i.due_on for i in report.product("findings").items.order_by("seq")]
    assert days == [due, due, own]
    assert report.product("findings").due_on == due


def test_one_of_three_is_done_and_it_cannot_be_closed_but_goes_up_when_time_is_over(
    office, delivered, pass_days
):
    office.carry_out(point(delivered, 1))
    office.carry_out(point(delivered, 2), "partly")
    assert "corrected" not in names(delivered, office.bayu)
    assert "resolve" not in names(delivered, office.joko)
    pass_days(90)
    assert "corrected" not in names(delivered, office.bayu)
    assert "resolve" in names(delivered, office.joko)
    found = delivered.compliance_with("findings")
    assert (found.done, found.partly, found.open, found.late) == (1, 1, 1, 2)


def test_when_all_is_done_it_is_closed_as_corrected_and_does_not_go_up(
    office, delivered, pass_days
):
    office.go("carry_out")
    pass_days(90)
    assert "resolve" not in names(delivered, office.joko)
    assert "corrected" in names(delivered, office.bayu)
    office.go("corrected")
    assert delivered.closing_reason.code == "corrective_done"


def test_a_recommendation_ends_carried_out_or_published_with_what_was_not_done(
    office, delivered, pass_days
):
    pass_days(90)
    office.go("resolve draft recommend")
    product = delivered.product("recommendation")
    assert [i.agency for i in product.items.all()] == [delivered.superior] * 2
    office.go("received_above")
    product.refresh_from_db()
    assert product.due_on == delivered.deadlines.get(rule__code="ori.recommend_report").due
    assert not {"carried_out", "publish"} & set(names(delivered, office.laras))
    office.carry_out(product.items.get(seq=1))
    pass_days(61)
    assert "carried_out" not in names(delivered, office.laras)
    office.go("publish")
    assert delivered.publications.get().undone == [2]
    assert delivered.events.get(kind="publish").facts["undone"] == [2]


def test_the_recommendation_is_carried_out_only_when_every_item_is(office, delivered, pass_days):
    pass_days(90)
    office.go("resolve draft recommend received_above carry_out")
    pass_days(61)
    assert "publish" not in names(delivered, office.laras)
    office.go("carried_out")
    assert delivered.closing_reason.code == "recommendation_done"


def test_what_was_refused_above_may_be_published_before_the_sixty_days(
    office, delivered, pass_days
):
    pass_days(90)
    office.go("resolve draft recommend received_above")
    assert "publish" not in names(delivered, office.laras)
    item = delivered.product("recommendation").items.first()
    item.check_off(office.joko, "not_done", "Bupati menolak dengan surat.")
    assert "publish" in names(delivered, office.laras)


def test_the_agency_reports_with_proof_on_its_page_and_the_examiner_checks(
    office, delivered, fitri, sign_in, photo
):
    item, client = point(delivered), enter(fitri)
    page = client.get(reverse("reports:product", args=[item.product.reference]))
    report, check = (
        reverse("reports:item", args=[item.product.reference, 1, deed])
        for deed in ("report", "check")
    )
    assert report in page.content.decode() and check not in page.content.decode()
    assert client.post(report, {"words": "Sudah terbit."}).status_code == 422
    answer = client.post(report, {"words": "Sudah terbit.", "files": [photo()]})
    assert answer.url == item.product.get_absolute_url()
    item.refresh_from_db()
    assert (item.state, item.awaits_check, item.reported_by) == ("open", True, fitri.user)
    paper = item.papers.get()
    address = reverse("reports:product_paper", args=[paper.key])
    bayu = sign_in("bayu")
    assert client.get(address).status_code == bayu.get(address).status_code == 200
    assert client.get(check).status_code == 403
    assert bayu.post(check, {"verdict": "done", "words": "Akta dilihat."}).status_code == 302
    item.refresh_from_db()
    assert item.state == "done"
    kinds = delivered.events.filter(kind__startswith="item_").values_list("kind", "role")
    assert list(kinds) == [("item_reported", "focal_point"), ("item_checked", "examiner")]
    assert client.post(report, {"words": "Lagi.", "files": [photo()]}).status_code == 409


SEEN = (
    # who      sees it
    ("eka", True),
    ("bayu", True),
    ("yoga", False),
    ("mira", False),
    ("joko", True),
    ("agus", True),
    ("wati", True),
    ("hana", False),
    ("rina", False),
    ("dewi", False),
    ("tono", False),
    ("nadia", False),
    ("adi", False),
)


@pytest.mark.parametrize(("name", "sees"), SEEN)
def test_who_sees_what_was_asked(world, office, name, sees):
    office.people.update(world.people)
    actor = getattr(office, name)
    report = office.submit()
    office.go(TO_RESULT)
    if actor.office is None:
        assert not Product.objects.visible_to(actor).exists(), "before it was delivered"
    office.go("deliver")
    point(report).report(office.eka, "Sudah.", files=[PROOF])
    for model in (Product, ProductItem, ProductPaper):
        assert model.objects.visible_to(actor).exists() is sees, model
    assert Report.objects.visible_to(actor).exists() is (sees and actor.office is not None)


def test_a_related_agency_sees_its_own_point_and_no_other(office, world, fitri):
    report = office.submit()
    office.go(f"{TO_EXAMINATION} confer")
    items = office.asked(report, "corrective", *POINTS)
    items[1]["agency"] = world.place("dinkes")
    office.go("issue", items=items)
    office.go("deliver")
    point(report, 1).report(fitri, "Sudah.", files=[PROOF])
    hana = world.hana
    assert [i.seq for i in ProductItem.objects.visible_to(hana)] == [2]
    assert not ProductPaper.objects.visible_to(hana).exists()
    with pytest.raises((PermissionDenied, ProductItem.DoesNotExist)):
        point(report, 1).report(hana, "Bukan kami.")
    with pytest.raises(PermissionDenied):
        point(report, 2).report(world.wati, "Inspektorat hanya melihat.")
    point(report, 2).report(hana, "Sudah.", files=[PROOF])


def test_whom_the_complaint_is_about_sees_nothing_of_what_came_of_it(world, office, delivered):
    complaint = world.submit()
    Report.objects.filter(pk=delivered.pk).update(complaint=complaint)
    assert Product.objects.visible_to(world.agus).exists()
    ReportedParty.objects.create(complaint=complaint, agency=world.place("kutai-raya"))
    assert not Product.objects.visible_to(world.agus).exists()
    assert not ProductItem.objects.visible_to(world.agus).exists()


def test_after_an_objection_was_upheld_the_newest_findings_count(office, delivered, pass_days):
    first = delivered.product("findings")
    office.go("carry_out corrected object uphold declare confer issue")
    second = delivered.product("findings")
    assert second != first and second.compliance().done == 0
    assert first.compliance().is_complete


def test_a_result_without_findings_asks_for_nothing(office):
    report = office.submit()
    office.go(f"{TO_EXAMINATION} confer")
    office.go("issue", conclusion="not_found")
    product = report.product("findings")
    assert (product.conclusion, product.items.count()) == ("not_found", 0)
    assert not report.compliance_with("findings").is_complete


def test_a_date_that_is_counted_again_moves_what_hangs_on_it(delivered):
    product = delivered.product("findings")
    before, after = product.due_on, product.due_on + timedelta(days=1)
    delivered.due_moved(before, after)
    product.refresh_from_db()
    assert {product.due_on, *product.items.values_list("due_on", flat=True)} == {after}


def advice(office, world, by=None, **more):
    agency = world.place("dinkes")
    items = [
        {"text": text, "kind": "advice", "agency": agency, "due_on": None}
        for text in ("Loket lansia", "Papan biaya")
    ]
    about = {
        "kind": "rapid_assessment",
        "agency": agency,
        "title": "Kajian antrean",
        "number": "B/7/PC.01/XI/2026",
        "issued_on": office.today,
        "text": "Tiga puskesmas dilihat.",
    }
    by = by or office.bayu
    return Product.objects.submit(by=by, office=by.office, items=items, **{**about, **more})


def test_advice_that_prevents_has_its_own_journal_and_reaches_the_agency_when_delivered(
    office, world
):
    product = advice(office, world, files=[PROOF])
    assert not Product.objects.visible_to(world.hana).exists()
    assert not Product.objects.visible_to(office.mira).exists()
    due = office.today + timedelta(days=60)
    product.deliver(office.bayu, office.today, due)
    assert Product.objects.visible_to(world.hana).get() == product
    item = product.items.get(seq=1)
    assert item.due_on == due
    item.report(world.hana, "Loket dibuka.", files=[PROOF])
    with pytest.raises(PermissionDenied):
        item.check_off(world.hana, "done", "Sudah.")
    item.check_off(office.yoga, "done", "Dilihat.")
    kinds = [e.kind for e in ProductEvent.objects.visible_to(office.bayu)]
    assert kinds == ["product_written", "product_delivered", "item_reported", "item_checked"]
    with pytest.raises(PermissionDenied):
        product.deliver(office.bayu, office.today, due)
    call_command("verify", stdout=(out := io.StringIO()))
    assert "verified" in out.getvalue()


def test_the_compliance_of_an_agency_counts_what_reached_it_and_all_below(office, world, delivered):
    advice(office, world)
    asked = ProductItem.objects.of_agency(world.place("kutai-raya"))
    assert asked.count() == 3
    assert not ProductItem.objects.of_agency(world.place("dinkes")).exists()
    advice(office, world).deliver(office.bayu, office.today, office.today + timedelta(days=9))
    assert ProductItem.objects.of_agency(world.place("dinkes")).count() == 2

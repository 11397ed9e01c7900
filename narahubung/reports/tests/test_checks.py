"""The checklists, from data: what each kind of report must have, and what may be set aside."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from narahubung.directory.models import Term
from narahubung.operations.ombudsman import TO_FORMAL
from narahubung.reports.rules import items, items_of

FORMAL = ("identity", "account", "earlier_effort", "two_years")


def codes(report, name):
    return tuple(item.code for item in items_of(report, name))


def test_each_kind_of_report_has_its_list(office):
    assert codes(office.submit(), "formal") == FORMAL
    assert "proxy" in codes(office.submit(is_represented=True), "formal")
    assert codes(office.submit(kind="iaps", person=None), "formal") == ("account", "two_years")
    assert codes(office.submit(), "material") == (
        *("competence", "court", "not_handled", "reasonable_time"),
    )


def test_every_requirement_names_its_article_and_a_reason_that_exists(world):
    reasons = set(Term.objects.filter(list="closing_reason").values_list("code", flat=True))
    assert {item.closes for item in items()} <= reasons
    assert all(item.basis for item in items())


def test_what_is_missing_keeps_the_report_where_it_is(office):
    report = office.submit()
    office.go(TO_FORMAL)
    office.verify(report, "formal", account=("missing", "Tidak ada tanggal.", None))
    assert "check_material" not in [m.name for m in report.moves_for(office.eka)]
    with pytest.raises(PermissionDenied):
        report.take("check_material", by=office.eka)
    office.go("formal check_material")
    assert report.stage == "material"


def test_an_earlier_effort_may_be_set_aside_on_a_recorded_ground(office):
    report = office.submit()
    office.go(TO_FORMAL)
    ground = office.term("waiver_ground", "uu25_46_2")
    office.verify(report, "formal", earlier_effort=("waived", "Takut dibalas.", ground))
    office.go("check_material")
    check = report.checks.get(item="earlier_effort")
    assert (check.ground.basis, check.reason) == ("UU 25/2009 Pasal 46 ayat (2)", "Takut dibalas.")
    assert (
        report.events.filter(kind="checked").get().facts["verdicts"]["earlier_effort"] == "waived"
    )


def test_a_rapid_response_waives_the_earlier_effort_by_itself(office):
    report = office.submit()
    office.go("respond_at_once declare contact")
    assert (report.kind, report.stage) == ("rco", "examination")
    assert report.checks.get(item="earlier_effort").ground.code == "rco"
    assert "/RCO/" in report.number
    assert not report.deadlines.running().filter(rule__code="local.rco_contact").exists()


def test_only_the_desk_checks_and_only_the_list_whose_turn_it_is(office):
    report = office.submit()
    office.go(TO_FORMAL)
    for by, name in ((office.sinta, "formal"), (office.eka, "material")):
        with pytest.raises(PermissionDenied):
            office.verify(report, name, by=by)


def test_the_page_asks_for_reason_and_ground(office, sign_in):
    report = office.submit(happened_on=office.today - timedelta(days=900))
    office.go(TO_FORMAL)
    eka, address = sign_in("eka"), reverse("reports:check", args=[report.reference, "formal"])
    assert report.age_limit_passed()
    assert "dua tahun" in eka.get(address).content.decode()
    given = dict.fromkeys(FORMAL, "met") | {"earlier_effort": "waived", "two_years": "missing"}
    answer = eka.post(address, given)
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert set(errors) == {"earlier_effort_reason", "earlier_effort_ground", "two_years_reason"}
    given |= {
        "earlier_effort_reason": "Takut.",
        "earlier_effort_ground": office.term("waiver_ground", "uu25_46_2").pk,
        "two_years_reason": "Lewat enam bulan.",
    }
    assert eka.post(address, given).status_code == 302
    assert report.checks.get(item="two_years").verdict == "missing"
    assert "Lewat enam bulan." in eka.get(report.get_absolute_url()).content.decode()

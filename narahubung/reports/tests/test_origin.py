"""A complaint that came up becomes a report, with its log and consent, and learns number and outcome."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from narahubung.accounts.actors import System
from narahubung.cases.erasure import Kept, Reason
from narahubung.complaints.models import Complaint
from narahubung.operations.ombudsman import TO_PLENARY
from narahubung.reports.models import Identity, Report
from narahubung.reports.origin import take_over


@pytest.fixture
def escalate(world, office, time_machine):
    def up(**details):
        now = timezone.now()
        time_machine.move_to(now - timedelta(days=40))
        file = world.submit(**details)
        time_machine.move_to(now)
        file.take("escalate", by=world.sari, note="Tidak ada kabar.")
        return file

    return up


def opened(office, complaint):
    report, _secret = take_over(Report, complaint, office.eka, office.term("access_kind", "lm"))
    return report


def test_words_log_and_name_go_over_when_the_complainant_brought_it(world, office, escalate):
    complaint = escalate()
    report = opened(office, complaint)
    assert (report.text, report.reported, report.office.code) == (
        complaint.text,
        complaint.agency,
        "BPN",
    )
    assert report.origin["consent"]["given"]
    step = complaint.events.get(kind="escalate")
    assert report.origin["consent"]["hash"] == step.hash
    log = {clock["rule"]: clock["kept"] for clock in report.origin["clocks"]}
    assert log["sp4n.verify"] is False
    assert report.identity.person().name == world.sari_person.name
    assert [e["step"] for e in report.origin["steps"]][0] == "received"


@pytest.mark.parametrize(
    "details", [{"shield": "anonymous"}, {"reported": "dinkes", "about_head": True}]
)
def test_without_consent_no_name_goes_over(world, office, escalate, details):
    if "reported" in details:
        details = {**details, "reported": world.place("inspektorat"), "about_head": True}
        complaint = world.submit(**details)
    else:
        complaint = escalate(**details)
    assert complaint.stage == "escalated"
    report = opened(office, complaint)
    assert not report.origin["consent"]["given"]
    assert not Identity.objects.filter(report=report).exists()


def test_a_secret_name_stays_secret(office, escalate):
    report = opened(office, escalate(shield="secret"))
    assert report.secret_identity
    assert not Identity.objects.visible_to(office.eka).exists()


def test_the_complaint_learns_number_and_outcome(office, escalate):
    complaint = escalate()
    report = opened(office, complaint)
    office.go(f"{TO_PLENARY} close_intake", report)
    told = complaint.events.filter(kind__in=("at_ombudsman", "ombudsman_outcome")).order_by("seq")
    first, second = told
    assert first.note == report.number
    assert second.facts["outcome"] == "out_of_scope"
    assert report.closing_reason.name_id in second.note


def test_a_complaint_becomes_one_report_only(office, escalate):
    complaint = escalate()
    opened(office, complaint)
    with pytest.raises(PermissionDenied):
        opened(office, complaint)


def test_what_did_not_come_up_cannot_be_taken_and_is_not_seen(world, office):
    complaint = world.submit()
    with pytest.raises(Complaint.DoesNotExist):
        opened(office, complaint)


def test_while_the_ombudsman_works_on_it_neither_is_erased(office, escalate):
    complaint = escalate()
    report = opened(office, complaint)
    with pytest.raises(Kept):
        complaint.erase(System(), Reason.ASKED)
    complaint.refresh_from_db()
    assert complaint.text and not complaint.erased_at
    office.go("register withdraw", report)
    complaint.refresh_from_db()
    complaint.erase(System(), Reason.ASKED)
    report.refresh_from_db()
    assert report.erased_at and not report.text
    assert not Identity.objects.filter(report=report).exists()


def test_the_page_offers_it_once_to_the_desk_alone(world, office, escalate, sign_in):
    complaint = escalate()
    eka, address = sign_in("eka"), reverse("reports:of", args=[complaint.reference])
    assert address in eka.get(complaint.get_absolute_url()).content.decode()
    assert eka.post(address).url == reverse("reports:receipt")
    report = Report.objects.get()
    assert report.reference in eka.get(reverse("reports:receipt")).content.decode()
    assert report.get_absolute_url() in eka.get(address).content.decode()
    assert eka.post(address).url == address
    assert sign_in("bayu").get(address).status_code == 404
    assert "sp4n.verify" in eka.get(report.get_absolute_url()).content.decode()

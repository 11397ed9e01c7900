"""To another office, after they have spoken about it: nobody loses the file on the way."""

import pytest
from django.db import IntegrityError, transaction

from narahubung.operations.ombudsman import THERE, TO_FORMAL, TO_PLENARY
from narahubung.reports.models import Report


@pytest.mark.parametrize("steps", ["register", TO_FORMAL, TO_PLENARY])
def test_the_other_office_takes_it_up_and_begins_anew(office, steps):
    report = office.submit()
    office.go(f"{steps} transfer")
    assert report.holder == office.offices[THERE]
    office.go("take_up")
    assert (report.stage, report.office) == ("registered", office.offices[THERE])
    assert not Report.objects.visible_to(office.eka).exists()
    way = report.transfers.get()
    assert (way.accepted, way.coordinated_with) == (True, "Mira Anggraini")
    assert report.deadlines.running().get().rule.code == "ori.formal_verify"


def test_or_sends_it_back(office):
    report = office.submit()
    number = office.go("register").number
    office.go("transfer send_back")
    assert (report.stage, report.office, report.number) == (
        "registered",
        office.report.office,
        number,
    )
    assert report.transfers.get().accepted is False
    assert not Report.objects.visible_to(office.mira).exists()


def test_only_the_other_office_takes_it_up(office):
    report = office.submit()
    office.go("register transfer")
    assert [m.name for m in report.moves_for(office.eka)] == ["withdraw"]
    assert "take_up" in [m.name for m in report.moves_for(office.mira)]


def test_it_goes_nowhere_but_to_another_office(office):
    report = office.submit()
    office.go("register")
    details = {**office.usual(report)["transfer"], "to_office": report.office}
    with pytest.raises(IntegrityError), transaction.atomic():
        report.take("transfer", by=office.eka, **details)

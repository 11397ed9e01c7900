"""The page of a reporter names exactly those who see the report."""

import pytest

from narahubung.operations.ombudsman import TO_EXAMINATION
from narahubung.reports.identity import Identity
from narahubung.reports.models import Report
from narahubung.reports.viewers import viewers


@pytest.mark.parametrize("secret", [True, False])
@pytest.mark.parametrize("steps", ["", "register transfer", TO_EXAMINATION])
def test_it_names_exactly_those_who_see_it(office, steps, secret):
    report = office.submit(secret_identity=secret)
    office.go(steps)
    if steps == TO_EXAMINATION:
        report.step_aside(office.joko.user, office.laras, "")
    told = viewers(report)
    actors = [getattr(office, key) for key in office.people]
    seeing = {a.user.name for a in actors if Report.objects.visible_to(a).filter(pk=report.pk)}
    assert {viewer.name for viewer in told} == seeing
    knowing = {a.user.name for a in actors if Identity.objects.visible_to(a).exists()}
    assert {viewer.name for viewer in told if viewer.knows_name} == knowing
    opening = {a.user.name for a in actors if report.may_be_opened_by(a)}
    assert {viewer.name for viewer in told if viewer.may_open} == opening

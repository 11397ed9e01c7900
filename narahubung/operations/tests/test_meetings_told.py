"""The year of meetings that a visitor of the demo finds: in order, verified, and with one decision late."""

import pytest
from django.core import mail

from narahubung.collaboration.models import Decision, Meeting
from narahubung.journal.verification import Tally, faults
from narahubung.notify.jobs import work_on_meetings
from narahubung.operations.meetings_told import tell_meetings
from narahubung.operations.ombudsman import Ombudsman
from narahubung.operations.regency import Regency


@pytest.fixture
def told(db):
    regency = Regency().build()
    regency.people.update(Ombudsman(regency).people)
    return regency, tell_meetings(regency)


def test_a_year_of_meetings_is_told_and_one_decision_is_late(told):
    regency, meetings = told
    stages = [m.stage for m in Meeting.objects.order_by("starts_at")]
    assert stages[:4] == ["closed", "closed", "approved", "approved"] and "invited" in stages
    assert len(meetings) == len(stages)
    [late] = [d for d in Decision.objects.all() if d.is_late()]
    assert str(late.owner) == "Dinas Kependudukan dan Pencatatan Sipil"
    for name in ("sinta", "hana", "agus"):
        assert Meeting.objects.visible_to(getattr(regency, name)).count() == len(meetings)
    assert not list(faults(Tally(), {}))
    mail.outbox.clear()
    work_on_meetings()
    assert mail.outbox == []


def test_its_history_reads_in_the_order_of_its_days(told):
    _regency, meetings = told
    for meeting in meetings:
        days = [event.at for event in meeting.events.order_by("seq")]
        assert days == sorted(days)

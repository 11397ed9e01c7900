"""The mentoring that a visitor of the demo finds: three asked, eleven are to follow, and all of it verifies."""

import pytest
from django.core import mail

from narahubung.collaboration.mentoring_list import Pipeline
from narahubung.collaboration.models import Mentoring
from narahubung.journal.verification import Tally, faults
from narahubung.notify.jobs import work_on_mentorings
from narahubung.operations import mentoring_told
from narahubung.operations.meetings_told import tell_meetings
from narahubung.operations.ombudsman import Ombudsman
from narahubung.operations.regency import Regency


@pytest.fixture
def told(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    regency = Regency().build()
    regency.people.update(Ombudsman(regency).people)
    tell_meetings(regency)
    return regency, mentoring_told.tell(regency)


def test_three_asked_and_eleven_are_to_follow(told):
    regency, mentorings = told
    work = Pipeline(regency.sinta, {})
    assert (work.asked(), work.waiting) == (3, 11)
    stages = {str(m.agency): m.stage for m in Mentoring.objects.select_related("agency")}
    assert sorted(stages.values()) == ["asked", "done", "running"]
    assert stages["Dinas Kesehatan"] == "done" and len(mentorings) == 3
    done = Mentoring.objects.get(stage="done")
    assert done.missing() == [] and done.outputs.count() == 3


def test_its_history_verifies_reads_in_order_and_tells_nobody(told):
    for mentoring in told[1]:
        days = [event.at for event in mentoring.events.order_by("seq")]
        assert days == sorted(days)
    assert not list(faults(Tally(), {}))
    mail.outbox.clear()
    work_on_mentorings()
    assert mail.outbox == []

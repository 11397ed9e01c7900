"""The trainings that a visitor of the demo finds: one with all that became of it, one to come, one speaker asked for."""

import pytest
from django.core import mail

from narahubung.collaboration.jobs import follow_training
from narahubung.collaboration.models import Certificate, Training
from narahubung.journal.verification import Tally, faults
from narahubung.notify.jobs import work_on_trainings
from narahubung.operations.ombudsman import Ombudsman
from narahubung.operations.regency import Regency
from narahubung.operations.training_told import tell_training


@pytest.fixture
def told(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    regency = Regency().build()
    regency.people.update(Ombudsman(regency).people)
    return regency, tell_training(regency)


def test_a_training_with_both_forms_one_to_come_and_a_request(told):
    regency, trainings = told
    assert [t.stage for t in trainings] == ["closed", "announced", "asked"]
    spring = trainings[0]
    assert spring.participants.who_came().count() == Certificate.objects.count() == 12
    after, later = spring.rounds.all()
    assert (after.answers.count(), later.answers.count()) == (11, 9)
    assert after.results()[0].mean > 4 and later.results()[1].words
    assert trainings[2].may_be_answered_by(regency.sinta)
    assert Training.objects.visible_to(regency.sinta).count() == 3
    assert follow_training() == 0


def test_its_chains_hold_in_the_order_of_their_days_and_nobody_is_written_to(told):
    _regency, trainings = told
    assert not list(faults(Tally(), {}))
    for training in trainings:
        days = [event.at for event in training.events.order_by("seq")]
        assert days == sorted(days)
    mail.outbox.clear()
    work_on_trainings()
    assert mail.outbox == []

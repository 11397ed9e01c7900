"""Who is told of a mentoring: whoever has to act on it, once, and never the one who did it."""

import pytest
from django.core import mail

from narahubung.collaboration.mentoring_lifecycle import HAPPENED
from narahubung.collaboration.tests.conftest import files_of_tests, office, ship  # noqa: F401
from narahubung.notify.jobs import work_on_mentorings
from narahubung.notify.mentorings import MENTORING_RECIPIENTS


def post():
    """Let the worker do two rounds and return who was written to."""
    mail.outbox.clear()
    work_on_mentorings()
    work_on_mentorings()
    return sorted(sent.to[0].partition("@")[0] for sent in mail.outbox)


def test_it_is_settled_for_every_event_who_is_told():
    assert set(MENTORING_RECIPIENTS) == set(HAPPENED)


def test_what_is_asked_reaches_the_head_of_the_office(ship):  # noqa: F811
    ship.asked()
    assert post() == ["sinta"]
    assert post() == []


def test_what_is_offered_reaches_the_focal_point_and_the_answer_the_office(world, ship):  # noqa: F811
    offer = ship.offered()
    assert post() == ["fitri"]
    offer.take("accept", by=world.hana)
    assert post() == ["sinta"]


def test_a_plan_and_a_session_reach_both_sides(world, ship):  # noqa: F811
    found = ship.planned()
    assert post() == ["bayu", "fitri", "sinta"]
    session = ship.session(found, days=3)
    assert post() == ["fitri"]
    found.cancel_session(world.sinta, session, "Banjir di jalan poros.")
    assert post() == ["bayu", "fitri"]
    assert all("Banjir" in sent.body for sent in mail.outbox)


def test_the_mail_of_a_session_says_day_hour_and_place(ship):  # noqa: F811
    found = ship.planned()
    post()
    ship.session(found, days=3)
    post()
    [sent] = mail.outbox
    assert "09.00, Aula Dinas Kesehatan" in sent.body and found.get_absolute_url() in sent.body
    assert "Pengaduan di puskesmas belum tercatat" not in sent.body


@pytest.mark.parametrize("by, told", [("fitri", ["bayu"]), ("bayu", ["fitri"])])
def test_scores_reach_the_other_side(world, ship, by, told):  # noqa: F811
    found = ship.planned()
    post()
    ship.measure(found, "before", by=getattr(world, by), agree=False)
    assert post() == told


def test_a_result_reaches_the_mentor_and_the_verdict_the_agency(world, ship):  # noqa: F811
    found = ship.running()
    post()
    output = ship.output(found, check=False)
    assert post() == ["bayu"]
    found.check_output(world.bayu, output, accepted=False, remark="Belum ada tenggat.")
    assert post() == ["fitri"]


def test_who_wants_no_mails_gets_none(world, ship):  # noqa: F811
    ship.offered()
    fitri = world.people["fitri"]
    fitri.revoked_at = "2026-01-01T00:00Z"
    fitri.save(update_fields=["revoked_at"])
    assert "fitri" not in post()

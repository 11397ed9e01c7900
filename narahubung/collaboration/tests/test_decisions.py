"""What was decided: its owner reports it done with proof, the office confirms, and what is late is noticed once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from narahubung.collaboration.jobs import notice_late
from narahubung.collaboration.models import Decision, DecisionPaper
from narahubung.documents import CleanFile

PROOF = CleanFile("loket.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", None)


def kinds(decision):
    return [e.kind for e in decision.meeting.events.all() if e.kind.startswith("decision")]


def test_the_owner_reports_and_the_office_confirms(world, decision):
    decision.report_done(world.fitri, "Loket kedua melayani.", [PROOF])
    with pytest.raises(PermissionDenied):
        decision.confirm(world.fitri)
    decision.confirm(world.eka)
    assert decision.progress == "done"
    assert kinds(decision) == ["decision_reported", "decision_done"]


def test_given_back_it_is_open_again_and_the_reason_stands_in_the_history(world, decision):
    decision.report_done(world.hana, "Sudah.")
    decision.give_back(world.sinta, "Loket masih tutup siang hari.")
    assert decision.progress == "open"
    assert decision.meeting.events.last().note == "Loket masih tutup siang hari."
    decision.report_done(world.fitri, "Sekarang sungguh.")


@pytest.mark.parametrize("name", ["dewi", "eka", "budi"])
def test_nobody_else_reports_it_done(world, decision, name):
    with pytest.raises((PermissionDenied, type(decision.meeting).DoesNotExist)):
        decision.report_done(getattr(world, name), "Sudah.")


def test_what_is_late_is_noticed_once_and_after_a_week_once_more(decision, time_machine):
    time_machine.move_to(decision.meeting.starts_at + timedelta(days=14))
    assert notice_late() == 0
    time_machine.move_to(decision.meeting.starts_at + timedelta(days=15))
    assert [notice_late(), notice_late()] == [1, 0]
    time_machine.move_to(decision.meeting.starts_at + timedelta(days=21))
    assert notice_late() == 0
    time_machine.move_to(decision.meeting.starts_at + timedelta(days=22))
    assert [notice_late(), notice_late()] == [1, 0]
    assert kinds(decision) == ["decision_late", "decision_still_late"]


def test_what_was_reported_in_time_is_not_late_while_the_office_looks(
    world, decision, time_machine
):
    decision.report_done(world.fitri, "Sudah.")
    time_machine.move_to(decision.meeting.starts_at + timedelta(days=40))
    assert notice_late() == 0


def test_the_database_knows_no_done_without_proof(decision):
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(progress="done")


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("fitri", True),
        ("hana", True),
        ("wati", True),
        ("eka", True),
        ("dewi", False),
        ("mira", False),
    ],
)
def test_proof_is_between_the_owner_and_the_office(world, decision, name, sees):
    decision.report_done(world.fitri, "Sudah.", [PROOF])
    assert DecisionPaper.objects.visible_to(getattr(world, name)).exists() is sees


def test_all_members_see_what_was_decided(world, decision):
    for name in ("fitri", "dewi", "eka", "agus"):
        assert Decision.objects.visible_to(getattr(world, name)).exists()
    assert not Decision.objects.visible_to(world.mira).exists()
    assert not Decision.objects.visible_to(world.dewi).owned_by(world.dewi).exists()

"""Who sees a complaint, its papers, and who it was that complained."""

import pytest

from narahubung.accounts.actors import Officer, Stranger
from narahubung.accounts.models import Powers
from narahubung.complaints.identity import Identity
from narahubung.complaints.models import Attachment, Complaint, Event, Message


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        #  who      as received   once with the clinic
        ("sari", True, True),
        ("rina", True, True),
        ("hana", True, True),
        ("wati", True, True),
        ("agus", True, True),
        ("budi", False, True),
        ("tono", False, False),
        ("dewi", False, False),
        ("adi", False, False),
        ("system", True, True),
    ],
)
def test_who_sees_a_complaint(world, name, before, after):
    world.submit()
    actor = getattr(world, name)
    assert Complaint.objects.visible_to(actor).exists() is before

    world.dispose()
    assert Complaint.objects.visible_to(actor).exists() is after


def test_a_stranger_sees_nothing(world):
    world.answer()
    for model in (Complaint, Identity, Event, Message, Attachment):
        assert not model.objects.visible_to(Stranger()).exists()


def test_a_liaison_without_a_unit_does_not_see_files_that_have_none(world):
    world.submit()
    budi = world.budi
    budi.appointment.agency = None
    assert not Complaint.objects.visible_to(budi).exists()


@pytest.mark.parametrize(
    ("shield", "rina", "budi"),
    [("open", True, True), ("secret", False, False), ("anonymous", False, False)],
)
def test_who_learns_the_name(world, shield, rina, budi):
    world.submit(shield=shield)
    world.dispose()
    assert Identity.objects.visible_to(world.rina).exists() is rina
    assert Identity.objects.visible_to(world.budi).exists() is budi
    assert not Identity.objects.visible_to(world.tono).exists()
    assert Identity.objects.visible_to(world.sari).get().person() == world.sari_person


def test_a_word_among_officers_is_not_for_the_complainant(world):
    world.dispose()
    world.queue.say("Kepala puskesmas sedang cuti.", by=world.budi, side="internal")
    world.queue.say("Kami sudah menerima laporan Anda.", by=world.budi)
    assert Message.objects.visible_to(world.sari).count() == 1
    assert Message.objects.visible_to(world.rina).count() == 2
    assert not Event.objects.visible_to(world.sari).filter(kind="remark").exists()


def test_a_message_sent_again_stands_there_once(world, time_machine):
    time_machine.move_to("2026-11-20 09:00+08:00", tick=False)
    world.dispose()
    first = world.queue.say("Apakah sudah ada petugas?", by=world.sari)
    assert world.queue.say("Apakah sudah ada petugas?", by=world.sari) == first
    assert world.queue.say("Apakah sudah ada petugas?", by=world.budi) != first
    assert world.queue.say("Apakah sudah ada petugas?", by=world.sari) != first
    time_machine.move_to("2026-11-20 09:11+08:00", tick=False)
    world.queue.say("Apakah sudah ada petugas?", by=world.sari)
    assert world.queue.messages.count() == 4
    assert world.queue.events.filter(kind="message").count() == 4


def test_an_operator_sees_files_only_with_powers_switched_on(world):
    world.submit()
    assert not Complaint.objects.visible_to(world.adi).exists()
    powerful = Officer(world.adi.user, world.adi.appointment, has_powers=True)
    assert Complaint.objects.visible_to(powerful).exists()
    assert not powerful_moves(world, powerful)
    assert Powers.DURATION.total_seconds() == 3600


def powerful_moves(world, actor):
    return world.queue.moves_for(actor)


def test_what_is_public_names_nobody_and_quotes_nothing(world):
    world.submit()
    row = dict(Complaint.objects.public().get())
    assert set(row) == {
        "agency__name",
        "category__name_id",
        "region__name",
        "stage",
        "outcome",
        "received_on",
    }
    world.submit(shield="secret")
    assert Complaint.objects.public().count() == 1

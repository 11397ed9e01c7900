from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from narahubung.accounts.actors import Complainant
from narahubung.complaints.models import Event, Message
from narahubung.documents import CleanFile
from narahubung.protection.jobs import tell_one, tell_people
from narahubung.protection.letters import (
    authority_letter,
    notice_words,
    people_letter,
    to_authority,
    to_people,
)
from narahubung.protection.models import Breach, BreachFile
from narahubung.protection.tests.conftest import FRIDAY


@pytest.fixture
def files(world):
    return [world.submit(), world.submit()]


def told(breach, world, files):
    breach.take("add_files", by=world.nadia, keys=[file.pk for file in files])
    breach.take("tell_people", by=world.nadia)
    tell_people()
    breach.refresh_from_db()
    return breach


def test_the_clock_runs_from_the_hour_in_which_it_was_known(breach):
    assert breach.due_at == FRIDAY + timedelta(hours=72)
    assert "72 jam sejak Jumat 20 November 2026 pukul 16.30 WITA" in breach.sentence("id")
    assert "UU 27/2022 Pasal 46" in breach.sentence("id")


def test_only_the_officer_sees_it(world, breach):
    assert Breach.objects.visible_to(world.nadia).exists()
    for name in ("rina", "hana", "budi", "wati", "agus", "adi"):
        assert not Breach.objects.visible_to(getattr(world, name)).exists()
    assert not Breach.objects.visible_to(Complainant(1)).exists()


def test_each_person_is_told_once_on_the_page_of_their_own_file(world, breach, files):
    told(breach, world, files)
    tell_people()
    tell_one(BreachFile.objects.first().pk)
    for file in files:
        assert (
            Event.objects.visible_to(Complainant(file.pk)).filter(kind="data_breach").count() == 1
        )
        message = Message.objects.visible_to(Complainant(file.pk)).get()
        assert "Cadangan basis data" in message.text
        assert "Nama dan nomor telepon." in message.text
    assert breach.people_told_at


def test_the_clock_stops_when_people_and_authority_are_told(world, breach, files, friday):
    told(breach, world, files)
    assert breach.stopped_at is None
    friday.move_to(FRIDAY + timedelta(hours=2))
    breach.take("tell_authority", by=world.nadia, note="Resi 17", sent_at=timezone.now())
    assert breach.stopped_at
    assert not breach.is_late()


def test_it_cannot_be_closed_before_all_are_told(world, breach, files):
    with pytest.raises(PermissionDenied):
        breach.take("close", by=world.nadia, note="Selesai.")
    told(breach, world, files)
    breach.take("tell_authority", by=world.nadia, note="Resi 17", sent_at=timezone.now())
    breach.take("close", by=world.nadia, note="Laptop dienkripsi.")
    assert breach.closed_at
    kinds = "found add_files tell_people people_told tell_authority close".split()
    assert [event.kind for event in breach.events.all()] == kinds


def test_without_a_file_people_are_told_in_another_way_and_at_once(world, breach):
    breach.take("tell_people", by=world.nadia, note="Pengumuman di koran, 21 November.")
    breach.refresh_from_db()
    assert breach.people_told_at


def test_a_file_that_was_told_cannot_be_taken_off_nor_added_later(world, breach, files):
    told(breach, world, files)
    with pytest.raises(PermissionDenied):
        breach.take("add_files", by=world.nadia, keys=[file.pk for file in files])


def test_the_letter_to_a_person_says_what_the_law_wants_and_names_nobody(world, breach, files):
    words = str(to_people(breach, files[0].reference))
    assert people_letter(breach, files[0].reference).startswith(b"%PDF")
    for said in ("Cadangan basis data", "Nama dan nomor telepon", "Kunci sudah diganti",
                 "20 November 2026 pukul 16.30 WITA", "Nadia Safitri", "UU 27/2022 Pasal 46",
                 files[0].reference):  # fmt: skip
        assert said in words
    assert "Sari" not in words
    assert "Sari" not in notice_words(breach)


def test_the_letter_to_the_authority_says_extent_and_number(world, breach):
    words = str(to_authority(breach))
    assert authority_letter(breach).startswith(b"%PDF")
    for said in ("Tabel identitas", "Kunci sudah diganti", breach.reference):
        assert said in words


def test_a_proof_is_kept_cleaned_and_sealed(world, breach, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    proof = CleanFile("resi.pdf", "pdf", "application/pdf", 4, "0" * 64, b"%PDF", b"%PDF asli")
    breach.take("tell_authority", by=world.nadia, note="Resi", sent_at=FRIDAY, proof=proof)
    paper = breach.papers.get()
    assert paper.step == "tell_authority"
    assert paper.unsealed_original() == b"%PDF asli"


def test_two_workers_end_a_breach_once(world, breach, files):
    told(breach, world, files)
    tell_people()
    assert breach.events.filter(kind="people_told").count() == 1


def test_what_becomes_known_later_is_an_event_that_names_the_fields(world, breach):
    known = {
        f: getattr(breach, f) for f in ("what", "data", "extent", "people", "measures", "advice")
    }
    breach.take("describe", by=world.nadia, **known, cause="Laptop tidak dienkripsi.")
    assert breach.events.last().facts["changed"] == ["cause"]


def test_who_was_erased_meanwhile_holds_up_nobody(world, breach, files):
    breach.take("add_files", by=world.nadia, keys=[file.pk for file in files])
    breach.take("tell_people", by=world.nadia)
    files[0].erase(by=Complainant(files[0].pk), reason="asked")
    tell_people()
    breach.refresh_from_db()
    assert breach.people_told_at
    assert breach.files.get().complaint == files[1]

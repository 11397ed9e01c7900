"""The files of an office: the handover packet, and the load map of a government."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from narahubung.accounts.models import Appointment, Role
from narahubung.accounts.tests.ways_in import enter
from narahubung.complaints.loads import load_map
from narahubung.complaints.models import Complaint
from narahubung.complaints.packets import Packet, receivers

R = Role


def words_of(office, receiver, by):
    """Return what stands in the letter, in the language of its receiver."""
    office.refresh_from_db()
    with override("id"):
        return str(Packet(office, receiver, by).data())


def make(client, office, receiver, **fields):
    path = f"/work/offices/{office.pk}/packet/"
    return client.post(path, {"receiver": receiver.pk, **fields})


@pytest.fixture
def rani(world):
    """Rani comes after Rina."""
    world.appoint("rani", "Rani Puspita", R.MANAGER, "dinkes")
    return world.people["rani"]


def test_a_packet_says_all_that_the_successor_must_know(world, rani):
    file = world.answer()
    file.remedies.update(effective_on="2027-02-01")
    other = world.submit(title="Rahasia judul")
    office = world.people["rina"]
    answer = make(enter(world.rina), office, rani, note="Hubungi Bu Sari dulu.")
    assert answer.content.startswith(b"%PDF") and answer["Content-Type"] == "application/pdf"
    text = words_of(office, rani, world.rina)
    for word in (
        "Rina Wulandari", office.decree_number, "Rani Puspita", "Hubungi Bu Sari dulu.",
        file.reference, other.reference, "2 berkas terbuka", "1 Februari 2027", "dr. Hana",
    ):  # fmt: skip
        assert word in text, word
    assert "Rahasia judul" not in text and "Sari Melati" not in text


def test_that_it_was_made_stands_in_the_journal(world, rani):
    world.submit()
    make(enter(world.rina), world.people["rina"], rani)
    event = world.rina.user.events.get(kind="handed_over")
    assert event.facts["receiver"] == str(rani.pk)
    assert event.facts["files"] == 1


def test_looking_at_the_page_makes_none(world, rani):
    assert enter(world.rina).get(f"/work/offices/{rani.pk}/packet/").status_code == 200
    assert not world.rina.user.events.exists()


def test_a_file_that_the_receiver_may_not_see_is_not_in_it(world, rani):
    hidden, open_one = world.submit(), world.submit()
    hidden.reported.create(agency=world.place("puskesmas-kuaro"), user=rani.user)
    text = words_of(world.people["rina"], rani, world.rina)
    assert open_one.reference in text
    assert hidden.reference not in text


def test_nor_one_that_its_maker_may_not_see(world, rani):
    hidden = world.submit()
    hidden.reported.create(agency=world.place("puskesmas-kuaro"), user=world.rina.user)
    office = world.people["rina"]
    assert hidden.reference not in words_of(office, rani, world.rina)
    assert hidden.reference in words_of(office, rani, world.rani)


@pytest.mark.parametrize(
    "name, status",
    [("rina", 200), ("rani", 200), ("adi", 200), ("hana", 200), ("budi", 404), ("dewi", 404),
     ("wati", 404), ("tono", 404)],
)  # fmt: skip
def test_who_may_make_it(world, rani, name, status):
    client = enter(getattr(world, name))
    assert client.get(f"/work/offices/{world.people['rina'].pk}/packet/").status_code == status


def test_the_successor_makes_it_after_the_end_and_does_not_write_the_note(world, rani):
    office = world.people["rina"]
    office.end(world.adi, timezone.localdate(), "800/1", "Pindah.", "Tiga berkas terbuka.")
    world.submit()
    answer = make(enter(world.rani), office, rani, note="Diubah.")
    assert answer.content.startswith(b"%PDF")
    assert "Tiga berkas terbuka." in words_of(office, rani, world.rani)
    assert office.handover_note == "Tiga berkas terbuka."
    assert (
        f"/work/offices/{office.pk}/packet/"
        in enter(world.rani).get("/accounts/offices/").content.decode()
    )


def test_it_goes_to_the_successor_else_the_deputy_else_the_head(world):
    office = world.people["budi"]
    assert [a.user.name for a in receivers(office)] == ["dr. Hana Prasetya"]
    world.appoint("mira", "Mira", R.LIAISON, "puskesmas-kuaro")
    assert [a.user.name for a in receivers(office)] == ["Mira"]


def test_a_receiver_of_another_office_is_refused(world, rani):
    answer = make(enter(world.rina), world.people["rina"], world.people["dewi"])
    assert answer.status_code == 422


def test_a_liaison_hands_over_what_lies_with_the_unit(world):
    world.appoint("mira", "Mira", R.LIAISON, "puskesmas-kuaro")
    with_unit, at_desk = world.dispose(), world.submit()
    packet = Packet(world.people["budi"], world.people["mira"], world.budi)
    assert list(packet.files) == [with_unit]
    assert at_desk not in packet.files


# The load map.


def loads(world, actor):
    rows = load_map(actor, timezone.localdate())
    return {
        row.post.user.name if row.post else str(row.place): (row.open, row.late) for row in rows
    }


def test_files_count_for_who_has_them_in_hand(world):
    world.dispose()
    world.submit()
    late = world.submit()
    Complaint.objects.filter(pk=late.pk).update(next_due=timezone.localdate() - timedelta(days=1))
    found = loads(world, world.wati)
    assert found["Budi Santoso"] == (1, 0)
    assert found["Rina Wulandari"] == (2, 1)
    assert found["Tono Haryadi"] == (0, 0)


def test_files_where_nobody_is_in_office_are_seen(world):
    world.dispose()
    Appointment.objects.filter(pk=world.people["budi"].pk).update(revoked_at=timezone.now())
    assert loads(world, world.agus)["UPT Puskesmas Kuaro Hulu"] == (1, 0)
    assert "belum ada pejabatnya" in enter(world.agus).get("/work/load/").content.decode()


def test_a_file_hidden_from_the_viewer_is_not_counted(world):
    file = world.submit()
    file.reported.create(agency=world.place("puskesmas-kuaro"), user=world.wati.user)
    assert loads(world, world.wati)["Rina Wulandari"] == (0, 0)
    assert loads(world, world.agus)["Rina Wulandari"] == (1, 0)


@pytest.mark.parametrize(
    "name, status", [("wati", 200), ("agus", 200), ("rina", 403), ("hana", 403), ("adi", 403)]
)
def test_who_looks_at_the_load_map(world, name, status):
    assert enter(getattr(world, name)).get("/work/load/").status_code == status


def test_the_load_map_costs_the_same_for_many(world, django_assert_max_num_queries):
    world.dispose()
    for n in range(40):
        world.appoint(f"orang-{n}", f"Orang {n}", R.LIAISON, "puskesmas-kuaro")
    client = enter(world.wati)
    with django_assert_max_num_queries(12):
        client.get("/work/load/")

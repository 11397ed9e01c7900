"""The agenda in one click: what is counted for whom, what stays when it is made again, and what nobody learns."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from narahubung.collaboration.agenda import SOURCES, Found, source
from narahubung.collaboration.agenda_sources import places_of
from narahubung.collaboration.meetings_agenda import make_agenda, place_point
from narahubung.collaboration.models import AgendaPoint
from narahubung.collaboration.pages import elsewhere
from narahubung.complaints.intake import Person
from narahubung.operations.ombudsman import TO_EXAMINATION

CANARIES = ("isiburung", "judulburung", "tempatburung", "namaburung")


def canary(world, **details):
    return world.submit(
        text=CANARIES[0],
        title=CANARIES[1],
        place=CANARIES[2],
        person=Person(name=CANARIES[3], phone="0812-5555-0909"),
        **details,
    )


def numbers(meeting, name):
    return {str(p.agency): p.number for p in meeting.points.filter(source=name)}


def test_open_files_are_counted_for_the_member_they_belong_to(world, meeting):
    canary(world)
    canary(world, agency=world.place("disdukcapil"))
    canary(world, agency=world.place("disdukcapil"))
    make_agenda(meeting, world.eka)
    assert numbers(meeting, "open_complaints") == {
        "Dinas Kependudukan dan Pencatatan Sipil": 2,
        "Dinas Kesehatan": 1,
    }


def test_late_files_and_files_that_came_back_are_points_of_their_own(world, meeting, time_machine):
    world.answer()
    world.queue.take("reply", by=world.sari, note="Loket masih satu.")
    late = canary(world)
    time_machine.move_to(meeting.starts_at - timedelta(hours=20))
    late.next_due = timezone.localdate() - timedelta(days=1)
    late.save(update_fields=["next_due"])
    make_agenda(meeting, world.eka)
    assert numbers(meeting, "came_back") == {"Dinas Kesehatan": 1}
    assert numbers(meeting, "late_complaints")["Dinas Kesehatan"] >= 1


def test_reports_that_wait_for_an_agency_are_counted(world, office, meeting):
    office.submit(title=CANARIES[1], text=CANARIES[0])
    office.go(f"{TO_EXAMINATION} ask_explanation")
    make_agenda(meeting, world.eka)
    found = numbers(meeting, "waiting_reports")
    assert found == {"Dinas Kependudukan dan Pencatatan Sipil": 1}


def test_decisions_of_the_last_meeting_come_back_until_they_are_done(world, series, held, decision):
    later = series.meetings.filter(starts_at__gt=held.starts_at).order_by("starts_at").first()
    make_agenda(later, world.eka)
    assert numbers(later, "decisions") == {"Dinas Kesehatan": 1}
    decision.report_done(world.fitri, "Sudah.")
    decision.confirm(world.eka)
    make_agenda(later, world.eka)
    assert numbers(later, "decisions") == {}


def test_a_file_counts_once_although_government_and_department_are_both_members(
    world, series, meeting
):
    series.members.add(world.place("kutai-raya"), world.place("inspektorat"))
    places = places_of(series.members.with_path())
    assert str(places[world.place("puskesmas-kuaro").pk]) == "Dinas Kesehatan"
    canary(world)
    make_agenda(meeting, world.eka)
    assert sum(numbers(meeting, "open_complaints").values()) == 1


def test_an_inspectorate_stands_for_its_government(world):
    places = places_of([world.place("inspektorat")])
    assert places[world.place("dinkes").pk] == world.place("inspektorat")


def test_files_about_officers_of_a_place_are_not_counted(world, meeting):
    canary(world, reported=world.place("puskesmas-kuaro"))
    make_agenda(meeting, world.eka)
    assert numbers(meeting, "open_complaints") == {}


def test_no_point_holds_a_word_of_a_file_or_a_name(world, office, meeting):
    canary(world)
    canary(world, shield="secret")
    canary(world, shield="anonymous", agency=world.place("disdukcapil"))
    office.submit(title=CANARIES[1], text=CANARIES[0])
    office.go(f"{TO_EXAMINATION} ask_explanation")
    make_agenda(meeting, world.eka)
    points = list(meeting.points.all())
    assert len(points) >= 3
    kept = " ".join(f"{p.words} {p.link} {p.title}" for p in points)
    assert not [word for word in CANARIES if word in kept]
    assert not [e for e in meeting.events.all() for word in CANARIES if word in str(e.facts)]


def test_a_member_reads_its_own_points_and_of_the_others_only_sums(world, meeting):
    canary(world)
    canary(world, agency=world.place("disdukcapil"))
    make_agenda(meeting, world.eka)
    seen = AgendaPoint.objects.visible_to
    assert not seen(world.fitri).exists()  # not before the invitations are out
    meeting.take("invite", by=world.eka)
    assert {str(p.agency) for p in seen(world.fitri)} == {"Dinas Kesehatan"}
    assert {str(p.agency) for p in seen(world.eka)} == {
        "Dinas Kesehatan",
        "Dinas Kependudukan dan Pencatatan Sipil",
    }
    [words] = elsewhere(meeting, world.fitri)
    assert "1" in words and "Kependudukan" not in words
    assert elsewhere(meeting, world.eka) == []
    assert not seen(world.mira).exists()


def test_what_was_changed_or_added_by_hand_stays_when_it_is_made_again(world, meeting):
    canary(world)
    make_agenda(meeting, world.eka)
    meeting.points.filter(source="open_complaints").update(
        words="Satu pengaduan lama.", edited=True
    )
    meeting.points.create(words="Sambutan", position=1)
    make_agenda(meeting, world.eka)
    words = [p.words for p in meeting.points.in_order()]
    assert words[0] == "Sambutan" and "Satu pengaduan lama." in words
    assert meeting.points.filter(source="open_complaints").count() == 1


def test_points_are_put_higher_and_lower(world, meeting):
    a, b, c = (meeting.points.create(words=words, position=0) for words in "abc")
    place_point(meeting, world.eka, c, -1)
    place_point(meeting, world.eka, a, -1)
    place_point(meeting, world.eka, a, 1)
    assert [p.words for p in meeting.points.in_order()] == ["c", "a", "b"]
    with pytest.raises(PermissionDenied):
        place_point(meeting, world.fitri, b, -1)


def test_an_app_above_adds_its_source_without_being_known_here(world, meeting):
    @source("promises", _("Promises"), order=5)
    def promises(series, places, since):
        yield Found(world.place("dinkes"), "Dua janji terancam.", 2)

    try:
        make_agenda(meeting, world.eka)
        assert meeting.points.in_order().first().words == "Dua janji terancam."
        with pytest.raises(ValueError, match="two sources"):
            source("promises", "x")(lambda series, places, since: ())
    finally:
        del SOURCES["promises"]
    assert str(meeting.points.get(source="promises").title)


def test_a_member_makes_no_agenda(world, meeting):
    with pytest.raises(PermissionDenied):
        make_agenda(meeting, world.fitri)

"""The pages of meetings: a year from its first press to its record, without a script, in fixed numbers of statements."""

from datetime import timedelta

import pikepdf
import pytest
from django.utils import timezone

from narahubung.collaboration.meetings_agenda import make_agenda
from narahubung.collaboration.models import Decision, Meeting, Series
from narahubung.collaboration.record import contents
from narahubung.collaboration.tests.conftest import NUMBER

SERIES = {
    "name": "Pertemuan berkala",
    "place": "Aula",
    "first_month": "2026-11-20",
    "every": "3",
    "week": "2",
    "weekday": "2",
    "if_day_off": "next",
    "begins": "09:00",
    "minutes": "120",
}


def test_a_meeting_from_its_series_to_its_record(world, sign_in, time_machine):
    time_machine.move_to("2026-11-02 09:00+08:00")
    eka = sign_in("eka")
    assert eka.post("/meetings/series/new/", {}).status_code == 422
    people = {"convenor": world.eka.user.pk, "members": [world.place("dinkes").pk]}
    eka.post("/meetings/series/new/", {**SERIES, **people})
    meeting = Meeting.objects.order_by("starts_at").first()
    assert meeting.day.isoformat() == "2026-11-11"
    base = f"/meetings/{meeting.reference}/"
    world.submit()
    eka.post(f"{base}agenda/")
    eka.post(f"{base}agenda/new/", {"words": "Sambutan kepala perwakilan"})
    eka.post(f"{base}step/invite/", {"note": "Bawa daftar pengaduan."})
    shown = sign_in("fitri").get(base).text
    assert "Sambutan kepala perwakilan" in shown and 'class="qr"' in shown
    assert "agenda/new/" not in shown and "step/" not in shown

    time_machine.move_to(meeting.starts_at + timedelta(minutes=20))
    eka, fitri = sign_in("eka"), sign_in("fitri")
    fitri.post(meeting.invitations.get(user=world.fitri.user).get_absolute_url())
    eka.post(f"{base}step/hold/", {})
    eka.post(f"{base}minutes/", {"text": "Dibuka pukul sembilan.\nTiga hal dibahas."})
    due = (timezone.localdate() + timedelta(days=10)).isoformat()
    decided = {"text": "Loket kedua dibuka.", "owner": world.place("dinkes").pk, "due_on": due}
    assert eka.post(f"{base}decisions/new/", {**decided, "due_on": "2026-01-01"}).status_code == 422
    eka.post(f"{base}decisions/new/", decided)
    sign_in("sinta").post(f"{base}step/approve/", {"number": NUMBER})

    decision = Decision.objects.get()
    assert fitri.post(f"/meetings/decisions/{decision.pk}/done/", {}).status_code == 422
    fitri.post(f"/meetings/decisions/{decision.pk}/done/", {"evidence": "Sudah melayani."})
    eka.post(f"/meetings/decisions/{decision.pk}/confirm/")
    decision.refresh_from_db()
    assert decision.progress == "done"
    answer = fitri.get(f"{base}record.pdf")
    assert answer["Content-Type"] == "application/pdf" and answer.content[:5] == b"%PDF-"
    eka.post(f"{base}step/close/", {})
    meeting.refresh_from_db()
    assert meeting.stage == "closed"


def test_the_record_names_who_was_there_what_was_decided_and_who_signs(
    world, decision, time_machine, tmp_path
):
    meeting = decision.meeting
    world.submit()
    make_agenda(meeting, world.eka)
    for person in ("fitri", "eka"):
        invitation = meeting.invitations.get(user=getattr(world, person).user)
        meeting.sign_in(invitation, getattr(world, person))
    meeting.walk_in(world.eka, "Pak RT Kuaro", agency_name="RT 05")
    meeting.write_minutes(world.eka, "Dibuka = #sys.version [tanpa] markup.")
    meeting.take("approve", by=world.sinta, number=NUMBER)
    said = contents(meeting)
    assert [row[1] for row in said["people"]] == [
        "Fitri Handayani",
        "Eka Damayanti",
        "Pak RT Kuaro",
    ]
    assert [block["name"] for block in said["signatures"]] == [
        "Sinta Maharani",
        "Fitri Handayani",
        "Pak RT Kuaro",
    ]
    assert said["decisions"][0][1] == decision.text
    assert said["people"][0][2] == "Narahubung" and said["people"][2][2] == "–"
    # Sums only: the record is read by all members.
    assert not [words for words in said["agenda"] if "Dinas" in words]


def test_the_record_is_a_pdf_for_the_archive(sign_in, world, held, tmp_path):
    held.write_minutes(world.eka, "Dibuka = #sys.version [tanpa] markup.")
    assert sign_in("fitri").get(f"/meetings/{held.reference}/record.pdf").status_code == 404
    held.take("approve", by=world.sinta, number=NUMBER)
    path = tmp_path / "record.pdf"
    path.write_bytes(sign_in("fitri").get(f"/meetings/{held.reference}/record.pdf").content)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) >= 1 and "pdfaid" in str(pdf.open_metadata())


def test_another_day_comes_back_with_what_was_typed(sign_in, meeting):
    typed = {"day": "2026-11-18", "begins": "13:00", "ends": "12:00", "place": "Balai kota"}
    answer = sign_in("eka").post(f"/meetings/{meeting.reference}/day/", typed)
    assert answer.status_code == 422 and "Balai kota" in answer.text
    sign_in("eka").post(f"/meetings/{meeting.reference}/day/", {**typed, "ends": "14:30"})
    meeting.refresh_from_db()
    assert (meeting.place, f"{meeting.begins:%H:%M}") == ("Balai kota", "13:00")


@pytest.mark.parametrize(
    ("name", "status"), [("fitri", 403), ("hana", 403), ("mira", 404), ("budi", 404)]
)
@pytest.mark.parametrize("page", ["day/", "minutes/", "guests/", "attendance/", "step/invite/"])
def test_pages_that_change_a_meeting_are_for_its_office(sign_in, meeting, page, name, status):
    assert sign_in(name).get(f"/meetings/{meeting.reference}/{page}").status_code == status


def test_a_changed_series_takes_what_is_only_planned_along(sign_in, world, series, meeting):
    terms = {k: v for k, v in SERIES.items() if k not in ("first_month", "every")}
    people = {"convenor": world.sinta.user.pk, "members": [world.place("dinkes").pk]}
    sign_in("eka").post(f"/meetings/series/{series.pk}/", {**terms, **people, "begins": "13:30"})
    meeting.refresh_from_db()
    assert f"{meeting.begins:%H:%M}" == "13:30"
    assert Series.objects.get().convenor == world.sinta.user


def more(world, series, meeting, many):
    """Give the lists more to show: decisions, invitations, points."""
    for n in range(many):
        meeting.decide(world.eka, f"Keputusan {n}", world.place("dinkes"), timezone.localdate())
        meeting.walk_in(world.eka, f"Tamu {n}")
        meeting.points.create(words=f"Pokok {n}", agency=world.place("dinkes"))


@pytest.mark.parametrize(
    ("name", "path"),
    [
        *[(name, "/meetings/") for name in ("eka", "fitri")],
        *[(name, "/meetings/{held}/") for name in ("eka", "fitri")],
        *[(name, "/meetings/decisions/") for name in ("eka", "fitri")],
        ("eka", "/meetings/{held}/attendance/"),
    ],
)
def test_more_rows_ask_no_more_of_the_database(
    world, sign_in, series, held, django_assert_max_num_queries, name, path
):
    path, browser = path.format(held=held.reference), sign_in(name)
    more(world, series, held, 2)
    browser.get(path)
    with django_assert_max_num_queries(40) as first:
        assert browser.get(path).status_code == 200
    more(world, series, held, 12)
    with django_assert_max_num_queries(len(first)):
        assert browser.get(path).status_code == 200


def test_the_list_of_decisions_goes_on_by_key(world, sign_in, series, held):
    more(world, series, held, 30)
    browser = sign_in("fitri")
    first = browser.get("/meetings/decisions/")
    assert first.text.count('class="row-title"') == 25
    onward = first.context["page"].next
    assert browser.get(f"/meetings/decisions/{onward}").text.count('class="row-title"') == 5
    assert browser.get("/meetings/decisions/?tab=done").text.count('class="row-title"') == 0


def test_ours_and_those_of_all_members_are_two_lists(world, sign_in, held, decision):
    browser = sign_in("dewi")
    assert decision.text not in browser.get("/meetings/decisions/").text
    assert decision.text in browser.get("/meetings/decisions/?whose=all").text


@pytest.mark.parametrize("name", ["budi", "nadia", "adi"])
def test_the_lists_are_for_those_who_take_part(sign_in, meeting, name):
    for path in ("/meetings/", "/meetings/decisions/", "/meetings/calendar/"):
        assert sign_in(name).get(path).status_code == 403

"""Invitations as RFC 5545 knows them, read back by the library; and the calendar under a secret address."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from narahubung.accounts.models import Appointment
from narahubung.collaboration.calendars import CANCEL, REQUEST, invitation_calendar
from narahubung.collaboration.models import Feed
from narahubung.portal.views_calendar import WRONG_CALENDARS


def read(raw):
    return Calendar.from_ical(raw)


def invitation_of(world, meeting):
    meeting.take("invite", by=world.eka)
    return meeting.invitations.get(user=world.fitri.user)


def test_an_invitation_can_be_read_by_any_calendar(world, meeting):
    calendar = read(invitation_calendar(invitation_of(world, meeting), REQUEST, 0))
    [event] = calendar.events
    assert calendar["method"] == "REQUEST" and calendar["version"] == "2.0"
    assert event["uid"].startswith(str(meeting.uid)) and event["sequence"] == 0
    assert event["dtstart"].dt == datetime(2026, 11, 11, 9, tzinfo=ZoneInfo("Asia/Makassar"))
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=2)
    assert event["attendee"] == f"mailto:{world.fitri.user.email}"
    assert event["organizer"].params["CN"] == "Ombudsman RI Perwakilan Kalimantan Timur"


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_each_of_the_three_zones_is_described_within(world, meeting, zone):
    invitation = invitation_of(world, meeting)
    invitation.meeting.series.office.zone = zone
    raw = invitation_calendar(invitation, REQUEST, 0)
    calendar = read(raw)
    assert [str(tz["tzid"]) for tz in calendar.timezones] == [zone]
    assert f"DTSTART;TZID={zone}:".encode() in raw
    offset = calendar.events[0]["dtstart"].dt.utcoffset()
    assert offset == timedelta(
        hours=7 + ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"].index(zone)
    )


def test_moved_and_cancelled_it_keeps_its_uid_and_counts_up(world, meeting):
    invitation = invitation_of(world, meeting)
    first, second, last = (
        read(invitation_calendar(invitation, method, n)).events[0]
        for method, n in ((REQUEST, 0), (REQUEST, 1), (CANCEL, 2))
    )
    assert first["uid"] == second["uid"] == last["uid"]
    assert [e["sequence"] for e in (first, second, last)] == [0, 1, 2]
    assert [e["status"] for e in (first, last)] == ["CONFIRMED", "CANCELLED"]


def test_words_that_mean_something_to_calendars_come_through(world, meeting):
    invitation = invitation_of(world, meeting)
    meeting.place = "Aula; lantai 2, Jalan \\ Poros\nBEGIN:VEVENT"
    invitation.meeting = meeting
    calendar = read(invitation_calendar(invitation, REQUEST, 0))
    assert len(calendar.events) == 1
    assert calendar.events[0]["location"] == meeting.place


@pytest.fixture
def address(world, decision):
    return f"/calendar/{Feed.objects.issue(world.fitri.user)}.ics"


def test_the_calendar_shows_meetings_and_due_days_and_no_word_of_them(
    client, world, decision, address
):
    answer = client.get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"] and "noindex" in answer["X-Robots-Tag"]
    calendar = read(answer.content)
    days = [event["dtstart"].dt for event in calendar.events]
    assert decision.due_on in days
    assert datetime(2026, 11, 11, 9, tzinfo=ZoneInfo("Asia/Makassar")) in days
    assert decision.text.encode() not in answer.content
    assert len({event["uid"] for event in calendar.events}) == len(days) > 2


def test_only_the_owner_and_the_office_have_the_due_day_in_their_calendar(client, world, decision):
    for name, has in (("dewi", False), ("hana", True), ("eka", True)):
        token = Feed.objects.issue(getattr(world, name).user)
        days = [e["dtstart"].dt for e in read(client.get(f"/calendar/{token}.ics").content).events]
        assert (decision.due_on in days) is has
        assert type(decision.due_on) is date


def test_a_new_address_ends_the_old_one_and_ending_it_ends_it(client, world, address):
    newer = f"/calendar/{Feed.objects.issue(world.fitri.user)}.ics"
    assert [client.get(path).status_code for path in (address, newer)] == [404, 200]
    Feed.objects.revoke(world.fitri.user)
    assert client.get(newer).status_code == 404


def test_the_address_is_kept_as_a_fingerprint_only(world, address):
    token = address.split("/")[2].removesuffix(".ics")
    feed = Feed.objects.get()
    assert token not in feed.digest and len(feed.digest) == 64


def test_an_ended_decree_empties_the_calendar_and_a_closed_account_ends_it(client, world, address):
    post = Appointment.objects.get(pk=world.people["fitri"].pk)
    post.revoked_at = post.user.created_at
    post.save(update_fields=["revoked_at"])
    assert read(client.get(address).content).events == []
    post.user.is_active = False
    post.user.save(update_fields=["is_active"])
    assert client.get(address).status_code == 404


def test_whoever_guesses_is_stopped_and_who_asks_well_is_not_counted(client, address):
    assert client.get("/calendar/tebakan.ics").status_code == 404
    assert WRONG_CALENDARS.counted("127.0.0.1") == 1
    assert client.get(address).status_code == 200
    assert WRONG_CALENDARS.counted("127.0.0.1") == 1
    for _n in range(WRONG_CALENDARS.most):
        client.get("/calendar/tebakan.ics")
    assert client.get("/calendar/tebakan.ics").status_code == 429


def test_the_page_shows_a_new_address_once(sign_in):
    browser = sign_in("fitri")
    shown = browser.post("/meetings/calendar/new/").text
    assert "/calendar/" in shown and ".ics" in shown
    assert ".ics" not in browser.get("/meetings/calendar/").text
    browser.post("/meetings/calendar/end/")
    assert not Feed.objects.in_force().exists()

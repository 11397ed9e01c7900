"""Who was there: by the own code, confirmed at the door, or without an invitation."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from narahubung.collaboration.models import Attendance


@pytest.fixture
def invited(world, meeting):
    meeting.take("invite", by=world.eka)
    return meeting.invitations.get(user=world.fitri.user)


def at(time_machine, meeting, **more):
    time_machine.move_to(meeting.starts_at + timedelta(**more))


@pytest.mark.parametrize(
    ("more", "open_to_her"),
    [
        ({"hours": -3}, False),
        ({"minutes": -30}, True),
        ({"minutes": 60}, True),
        ({"hours": 2, "minutes": 59}, True),
        ({"hours": 4}, False),
    ],
)
def test_one_signs_in_by_oneself_in_the_hours_of_the_meeting(
    sign_in, invited, time_machine, more, open_to_her
):
    at(time_machine, invited.meeting, **more)
    browser = sign_in("fitri")
    browser.post(invited.get_absolute_url())
    assert Attendance.objects.filter(invitation=invited, way="herself").exists() is open_to_her


def test_the_convenor_confirms_with_one_press(sign_in, invited, time_machine):
    at(time_machine, invited.meeting, minutes=-10)
    browser = sign_in("eka")
    page = browser.get(invited.get_absolute_url())
    assert "Fitri Handayani" in page.text
    for _press in range(2):
        browser.post(invited.get_absolute_url())
    assert Attendance.objects.get(invitation=invited).way == "confirmed"
    assert invited.meeting.events.filter(kind="attended").count() == 1


@pytest.mark.parametrize("name", ["hana", "rina", "dewi", "mira", "budi", "adi"])
def test_the_code_of_somebody_else_opens_nothing(sign_in, invited, time_machine, name):
    at(time_machine, invited.meeting)
    browser = sign_in(name)
    assert browser.get(invited.get_absolute_url()).status_code == 404
    assert browser.post(invited.get_absolute_url()).status_code == 404
    assert not Attendance.objects.exists()


def test_a_code_without_signing_in_opens_nothing(client, invited, time_machine):
    at(time_machine, invited.meeting)
    assert client.post(invited.get_absolute_url()).status_code == 302
    assert not Attendance.objects.exists()


def test_who_came_without_an_invitation_is_added_by_hand(sign_in, world, invited, time_machine):
    at(time_machine, invited.meeting)
    browser = sign_in("eka")
    url = f"/meetings/{invited.meeting.reference}/attendance/"
    answer = browser.post(url, {"name": ""})
    assert answer.status_code == 422
    browser.post(url, {"name": "Pak RT Kuaro", "agency_name": "RT 05"})
    there = Attendance.objects.get()
    assert (there.way, there.whose) == ("walk_in", "RT 05")
    with pytest.raises(PermissionDenied):
        invited.meeting.walk_in(world.fitri, "Hantu")


def test_after_the_minutes_are_approved_nobody_is_added(world, held):
    held.write_minutes(world.eka, "Dibuka.")
    held.take("approve", by=world.sinta, number="BA-1")
    with pytest.raises(PermissionDenied):
        held.walk_in(world.eka, "Terlambat")


def test_the_own_code_is_shown_to_nobody_else(sign_in, invited):
    path = f"/meetings/{invited.meeting.reference}/"
    assert "<svg" in sign_in("fitri").get(path).text.split('class="qr"')[1][:200]
    assert 'class="qr"' not in sign_in("hana").get(path).text
    assert str(invited.key) not in sign_in("hana").get(path).text

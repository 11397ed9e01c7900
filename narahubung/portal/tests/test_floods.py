"""Floods of complaints: from one address, from many, from one carrier. Whoever is stopped keeps the text."""

import pytest
from django.test import Client

from narahubung.complaints.models import Complaint
from narahubung.portal import pressure, puzzles
from narahubung.portal.tests.conftest import STORY, hidden, photo, shows, words_in
from narahubung.portal.tests.test_puzzles import puzzle_on, solved

OFFICE, CARRIER = "192.0.2.1", "100.64.7"


class Person:
    """A citizen with a browser and an address of their own."""

    def __init__(self, citizen, address):
        self.citizen, self.client = citizen, Client(REMOTE_ADDR=address)
        self.page = self.client.get("/lapor/")

    def post(self, step, **given):
        fields = {"stamp": hidden(self.page, "stamp"), "text": STORY, "shield": "open", **given}
        fields["agency"] = self.citizen.world.place("dinkes").pk
        self.page = self.client.post("/lapor/", {"step": step, **fields})
        return self.page

    def complains(self):
        """Look at it, and send it a minute after having begun."""
        assert self.post("preview").status_code == 200
        return self.post("send").status_code == 303


def flood(limit, who="", many=None):
    """Let a program post: each post is counted as the door counts it."""
    for _ in range(many or limit.most):
        limit.count(who)


def people(citizen, addresses):
    found = [Person(citizen, address) for address in addresses]
    citizen.time.shift(pressure.PATIENCE)
    return found


def is_slowed(response, most=3600):
    return (
        response.status_code == 429
        and 0 < int(response["Retry-After"]) <= most
        and shows(response, STORY)
    )


def test_sixty_citizens_behind_one_address_complain_in_an_hour(citizen):
    assert all(person.complains() for person in people(citizen, [OFFICE] * 60))
    assert Complaint.objects.count() == 60


def test_a_program_at_one_address_is_shut_out_and_slows_nobody_else(citizen):
    flood(pressure.BY_ADDRESS, "203.0.113.66")
    robot, neighbour = people(citizen, ["203.0.113.66", "203.0.113.67"])
    for _ in range(5):
        assert is_slowed(robot.post("send"))
    assert not Complaint.objects.exists()
    assert pressure.BY_ALL.counted("") == 0
    assert neighbour.complains()


def test_past_the_easy_part_of_an_address_a_quick_one_waits_a_minute_and_loses_nothing(citizen):
    flood(pressure.BY_ADDRESS, OFFICE, pressure.EASY_FOR_AN_ADDRESS)
    quick = Person(citizen, OFFICE)
    citizen.time.shift(10)
    assert quick.post("preview", files=[photo()]).status_code == 200
    slow = quick.post("send")
    assert is_slowed(slow, pressure.PATIENCE)
    assert shows(slow, "loket.jpg")
    citizen.time.shift(int(slow["Retry-After"]))
    assert quick.post("send").status_code == 303
    assert Complaint.objects.get().attachments.count() == 1


def test_a_flood_from_many_addresses_slows_everybody_a_little_and_nobody_for_good(citizen):
    flood(pressure.BY_ALL)
    quick = Person(citizen, "203.0.113.9")
    citizen.time.shift(10)
    slow = quick.post("send")
    assert is_slowed(slow, pressure.PATIENCE)
    citizen.time.shift(int(slow["Retry-After"]))
    assert quick.post("send").status_code == 303
    # Who writes for longer than a minute does not even notice.
    assert all(person.complains() for person in people(citizen, ["198.51.100.1", "198.51.100.2"]))


def test_a_flood_from_one_carrier_spares_the_citizens_behind_the_same_network(citizen):
    flood(pressure.BY_NETWORK, f"{CARRIER}.0/24")
    addresses = [f"{CARRIER}.{n % 3}" for n in range(30)]
    assert all(person.complains() for person in people(citizen, addresses))
    quick = Person(citizen, f"{CARRIER}.9")
    citizen.time.shift(10)
    assert is_slowed(quick.post("send"), pressure.PATIENCE)


@pytest.mark.parametrize("minutes", [61])
def test_the_next_hour_begins_anew(citizen, minutes):
    flood(pressure.BY_ADDRESS, OFFICE)
    [person] = people(citizen, [OFFICE])
    assert is_slowed(person.post("send"))
    citizen.time.shift(minutes * 60)
    assert person.post("send").status_code == 303


@pytest.fixture
def asked(settings, monkeypatch):
    settings.PROOF_OF_WORK = True
    monkeypatch.setattr(puzzles, "MOST", 500)


def test_a_solved_puzzle_waits_for_nothing(asked, citizen):
    flood(pressure.BY_ALL)
    quick = Person(citizen, "203.0.113.9")
    citizen.time.shift(10)
    look = quick.post("preview", puzzle=solved(puzzle_on(quick.page)))
    assert quick.post("send", puzzle=solved(puzzle_on(look))).status_code == 303


def test_with_puzzles_far_more_than_sixty_get_through_behind_one_address(asked, citizen):
    flood(pressure.BY_ADDRESS, OFFICE)
    [person] = people(citizen, [OFFICE])
    assert is_slowed(person.post("send"))
    assert person.post("send", puzzle=solved(puzzle_on(person.page))).status_code == 303
    assert pressure.BY_ADDRESS.counted(OFFICE) == pressure.BY_ADDRESS.most + 1


def test_without_script_one_gets_through_a_flood_by_taking_a_minute(asked, citizen):
    flood(pressure.BY_ALL)
    [person] = people(citizen, ["203.0.113.9"])
    assert "solve-puzzle" in words_in(person.page)
    assert person.complains()


def test_in_a_deluge_only_solved_puzzles_are_let_in_and_the_text_is_kept(asked, citizen):
    flood(pressure.BY_ALL, many=pressure.FLOOD)
    [person] = people(citizen, ["203.0.113.9"])
    assert is_slowed(person.post("send"))
    assert person.post("send", puzzle=solved(puzzle_on(person.page))).status_code == 303

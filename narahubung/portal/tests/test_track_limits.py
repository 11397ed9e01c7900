"""Who guesses, who gets in: each attack beside the owner, and beside sixty others behind one address."""

import pytest
from django.test import Client

from narahubung.portal import guessing
from narahubung.portal.guessing import guesses_a_year, guesses_of_an_address, one_in
from narahubung.portal.tests.conftest import shows

ATTACKER, OWNER, OFFICE = "203.0.113.66", "198.51.100.7", "192.0.2.1"


@pytest.fixture
def door(citizen):
    citizen.world.submit()
    return Door(citizen.world.queue.reference, citizen.world.secret, citizen)


class Door:
    def __init__(self, number, words, citizen):
        self.number, self.words, self.citizen = number, words, citizen

    def tries(self, address, words="salah", number=None, **given):
        data = {"number": number or self.number, "words": words, **given}
        return Client(REMOTE_ADDR=address).post("/lacak/", data)

    def is_open(self, address):
        return self.tries(address, self.words).status_code == 302


def addresses(many):
    return [f"10.{n // 62500 % 250}.{n // 250 % 250}.{n % 250}" for n in range(many)]


def test_one_address_has_ten_tries_an_hour_and_locks_out_only_itself(door):
    assert {door.tries(ATTACKER).status_code for _ in range(10)} == {422}
    slow = door.tries(ATTACKER, door.words)
    assert slow.status_code == 429
    assert 0 < int(slow["Retry-After"]) <= 3600
    assert shows(slow, door.number)
    for _ in range(500):
        guessing.is_within_limits(request_from(ATTACKER), door.number)
    assert door.is_open(OWNER)
    door.citizen.time.shift(3600)
    assert door.is_open(ATTACKER)


def request_from(address):
    return Client(REMOTE_ADDR=address).get("/lacak/").wsgi_request


def test_many_addresses_on_one_number_lock_out_no_owner(door):
    for address in addresses(50):
        request = request_from(address)
        for _ in range(10):
            guessing.is_within_limits(request, door.number)
    assert guessing.BY_NUMBER.counted(door.number) <= 100 + 3 * 50
    # The owner mistypes twice and is in at the third try.
    assert [door.tries(OWNER).status_code for _ in range(2)] == [422, 422]
    assert door.is_open(OWNER)


def test_the_fourth_try_of_a_line_waits_while_a_number_is_under_attack(door):
    for address in addresses(40):
        request = request_from(address)
        for _ in range(3):
            guessing.is_within_limits(request, door.number)
    assert [door.tries(OWNER).status_code for _ in range(4)] == [422, 422, 422, 429]


def test_one_address_on_many_numbers_is_slowed_and_no_owner_elsewhere(door):
    request = request_from(ATTACKER)
    let_in = [guessing.is_within_limits(request, f"6469-26-{n:05}-0") for n in range(700)]
    assert sum(let_in) == 600
    assert door.tries(ATTACKER, door.words).status_code == 429
    assert door.is_open(OWNER)


def test_sixty_citizens_behind_one_address_get_in_although_each_mistypes(citizen):
    files = [(citizen.world.submit().reference, citizen.world.secret) for _n in range(60)]
    door = Door("", "", citizen)
    for number, _words in files:
        for _ in range(5):
            assert door.tries(OFFICE, number=number).status_code == 422
    assert {door.tries(OFFICE, words, number).status_code for number, words in files} == {302}


def test_sixty_citizens_behind_one_address_get_in_while_a_number_is_attacked(door):
    request = request_from(OFFICE)
    while guessing.is_within_limits(request, door.number):
        pass
    citizen = door.citizen
    files = [(citizen.world.submit().reference, citizen.world.secret) for _n in range(60)]
    assert {door.tries(OFFICE, words, number).status_code for number, words in files} == {302}


def test_right_words_are_no_guess(door):
    assert all(door.is_open(OWNER) for _ in range(15))
    assert guessing.BY_NUMBER.counted(door.number) == 0


def test_an_ipv6_customer_is_one_line_however_many_addresses_they_have(door):
    for n in range(10):
        assert door.tries(f"2001:db8:1:{n:x}::{n}").status_code == 422
    assert door.tries("2001:db8:1:ff::9", door.words).status_code == 429
    assert door.is_open("2001:db8:1:100::1")


def test_an_ipv4_address_in_ipv6_clothes_is_the_same_line(door):
    for _ in range(10):
        door.tries(f"::ffff:{ATTACKER}")
    assert door.tries(ATTACKER, door.words).status_code == 429


@pytest.mark.parametrize(
    ("lines", "an_hour", "chance"),
    [
        (1, 10, 12_542_911),
        (10, 100, 1_254_291),
        (100, 400, 313_572),
        (1_000, 3_100, 40_461),
        (100_000, 10_000, 12_542),
    ],
)
def test_what_a_guesser_may_expect_in_a_year(lines, an_hour, chance):
    """The figures of SECURITY.md."""
    assert guesses_a_year(lines) == an_hour * 8766
    assert one_in(guesses_a_year(lines)) == chance


def test_puzzles_add_sixty_guesses_an_hour_for_a_number_whoever_solves_them():
    assert guesses_a_year(1, with_puzzles=True) == 70 * 8766
    assert one_in(guesses_a_year(1, with_puzzles=True)) == 1_791_844


def test_one_address_over_all_numbers_finds_one_file_in_two_hundred_thousand_years():
    assert one_in(guesses_of_an_address()) == 209_048


@pytest.mark.parametrize("lines", [1, 7, 33])
def test_the_sum_is_no_lower_than_what_the_door_really_lets_in(door, lines):
    let_in = 0
    for address in addresses(lines):
        request = request_from(address)
        let_in += sum(guessing.is_within_limits(request, door.number) for _ in range(12))
    assert let_in * 8766 <= guesses_a_year(lines)
    assert let_in >= min(10 * lines, 100)

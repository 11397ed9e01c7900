"""Proof of work, checked with a second implementation of the same protocol."""

import base64
import json

import pytest
from django.test import Client

from narahubung.portal import guessing, puzzles
from narahubung.portal.tests.conftest import words_in
from narahubung.portal.tests.test_track_limits import ATTACKER, OWNER, Door

altcha = pytest.importorskip("altcha", reason="the second implementation is absent")


@pytest.fixture
def asked(settings, monkeypatch):
    settings.PROOF_OF_WORK = True
    monkeypatch.setattr(puzzles, "MOST", 500)


def solved(puzzle, **forged):
    """Solve it as anybody's library does."""
    given = json.loads(puzzle)
    found = altcha.solve_challenge_v1(given["challenge"], given["salt"], "SHA-256", 500)
    payload = {name: given[name] for name in puzzles.FIELDS}
    return packed({**payload, "number": found.number, **forged})


def packed(payload):
    return base64.b64encode(json.dumps(payload).encode()).decode()


def post(rf, payload):
    return rf.post("/lacak/", {"puzzle": payload})


def test_off_by_default(settings, rf):
    assert settings.PROOF_OF_WORK is False
    assert puzzles.new_puzzle() == ""


@pytest.mark.django_db
def test_another_librarys_solution_is_right_and_opens_once(asked, rf):
    payload = solved(puzzles.new_puzzle())
    assert puzzles.is_solved(post(rf, payload))
    assert not puzzles.is_solved(post(rf, payload))


@pytest.mark.django_db
def test_the_same_solution_written_differently_opens_nothing_more(asked, rf):
    payload = solved(puzzles.new_puzzle())
    assert puzzles.is_solved(post(rf, payload))
    again = {"took": 5, **json.loads(base64.b64decode(payload))}
    assert not puzzles.is_solved(post(rf, packed(again)))


def test_our_puzzle_is_right_for_another_library(asked):
    payload = solved(puzzles.new_puzzle())
    key = puzzles.signing_key().decode()
    assert altcha.verify_solution_v1(payload, key, check_expires=True)[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "forged",
    [
        {"number": -1},
        {"number": 501},
        {"number": "x"},
        {"number": None},
        {"signature": "0" * 64},
        {"signature": "é"},
        {"challenge": "0" * 64},
        {"challenge": "\ud800"},
        {"algorithm": "SHA-1"},
        {"salt": "a?expires=99999999999&"},
        {"salt": ""},
    ],
)
def test_a_forged_solution_opens_nothing(asked, rf, forged):
    assert not puzzles.is_solved(post(rf, solved(puzzles.new_puzzle(), **forged)))


@pytest.mark.django_db
@pytest.mark.parametrize("payload", ["", "x", "e30=", "W10=", "bnVsbA==", "1" * 5000, "W1tb" * 400])
def test_what_cannot_be_read_opens_nothing(asked, rf, payload):
    assert not puzzles.is_solved(post(rf, payload))


@pytest.mark.django_db
def test_the_digits_of_the_number_cannot_lengthen_the_time(asked, rf, time_machine):
    time_machine.move_to("2026-11-16 09:00+08:00", tick=False)
    payload = json.loads(base64.b64decode(solved(puzzles.new_puzzle())))
    number = str(payload["number"])
    payload["salt"] = payload["salt"].rstrip("&") + number[0]
    payload["number"] = int(number[1:] or 0)
    assert not puzzles.is_solved(post(rf, packed(payload)))


@pytest.mark.django_db
def test_a_puzzle_lasts_half_an_hour(asked, rf, time_machine):
    time_machine.move_to("2026-11-16 09:00+08:00", tick=False)
    payload = solved(puzzles.new_puzzle())
    time_machine.shift(puzzles.LASTS)
    assert not puzzles.is_solved(post(rf, payload))


def test_a_solved_puzzle_lets_in_whose_line_a_guesser_has_used_up(asked, citizen):
    citizen.world.submit()
    door = Door(citizen.world.queue.reference, citizen.world.secret, citizen)
    for _ in range(10):
        door.tries(ATTACKER)
    slow = door.tries(ATTACKER, door.words)
    assert slow.status_code == 429
    assert door.tries(ATTACKER, door.words, puzzle=solved(puzzle_on(slow))).status_code == 302


def puzzle_on(page):
    quoted = words_in(page).partition('<solve-puzzle puzzle="')[2].partition('"')[0]
    return quoted.replace("&quot;", '"').replace("&amp;", "&")


def test_puzzles_for_one_number_end_too(asked, citizen, rf):
    citizen.world.submit()
    door = Door(citizen.world.queue.reference, citizen.world.secret, citizen)
    for _ in range(10):
        door.tries(ATTACKER)
    for _ in range(guessing.BY_PUZZLE.most):
        guessing.BY_PUZZLE.count(door.number)
    assert door.tries(ATTACKER, door.words, puzzle=solved(puzzles.new_puzzle())).status_code == 429
    assert door.is_open(OWNER)


def test_without_pressure_no_phone_works_for_nothing(asked, citizen):
    assert "solve-puzzle" not in words_in(Client().get("/lapor/"))
    assert "solve-puzzle" not in words_in(Client().get("/lacak/"))

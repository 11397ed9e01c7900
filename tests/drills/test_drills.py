"""A short drill on the engine of this run: a sample of the points, and a few kills at any moment."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from drills.checks import compared
from drills.sums import summed

ROOT = Path(__file__).parents[2]
SHORT = "--only file,answer,tell,count --every 11 --rounds 4 --storms 1".split()


@pytest.fixture
def drilled(tmp_path):
    """Run a drill in processes and a database of its own; return its figures."""
    engine = "postgres" if connection.vendor == "postgresql" else "sqlite"
    into = tmp_path / "figures.json"
    command = [sys.executable, "-m", "drills.engine", engine, into, *SHORT]
    run = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True)
    assert into.exists(), run.stderr
    return json.loads(into.read_text())


def environment():
    ours = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "NARAHUBUNG_HOME", "NARAHUBUNG_ENV")
    return {key: value for key, value in os.environ.items() if key not in ours}


def test_nothing_is_lost_doubled_or_told_twice_whoever_is_killed(drilled):
    assert drilled["faults"] == []
    points, rounds = drilled["points"], drilled["rounds"]
    assert points["kills"] >= 6 and sum(rounds["killed"].values()) == 4
    assert points["acknowledged"] >= 20 and rounds["acknowledged"] >= 8


def test_what_is_gone_there_twice_or_unasked_is_a_fault():
    found = compared(Counter(["a", "b"]), {"a", "b"}, Counter(["b", "b", "c"]))
    assert found == {"lost": ["a"], "doubled": ["b"], "unasked": ["c"]}


def test_drills_of_one_engine_are_added_up_and_of_two_are_not():
    first = {"engine": "A", "faults": ["x"], "rounds": {"lost": 1, "drained_in": 2.0}}
    second = {"engine": "A", "faults": ["y"], "rounds": {"lost": 2, "drained_in": 1.0}, "storm": {}}
    other = {"engine": "B", "faults": []}
    assert summed([first, second, other]) == [
        {
            "engine": "A",
            "faults": ["x", "y"],
            "rounds": {"lost": 3, "drained_in": 2.0},
            "storm": {},
        },
        other,
    ]

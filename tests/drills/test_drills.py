"""Short drills on the engine of this run: a few kills at any moment, and a sample of the points."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from drills.checks import compared

ROOT = Path(__file__).parents[2]
SHORT = {
    "a few rounds": ["--only", "none", "--rounds", "3", "--storms", "1"],
    "a sample of points": [
        "--only",
        "file,answer,tell",
        "--rounds",
        "0",
        "--storms",
        "0",
        "--every",
        "11",
    ],
}


@pytest.fixture(params=SHORT)
def drilled(request, tmp_path):
    """Run a drill in processes and a database of its own; return its figures."""
    engine = "postgres" if connection.vendor == "postgresql" else "sqlite"
    into = tmp_path / "figures.json"
    command = [sys.executable, "-m", "drills.engine", engine, into, *SHORT[request.param]]
    run = subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=300
    )
    assert into.exists(), run.stderr
    return json.loads(into.read_text())


def environment():
    ours = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "NARAHUBUNG_HOME", "NARAHUBUNG_ENV")
    return {key: value for key, value in os.environ.items() if key not in ours}


def test_nothing_is_lost_doubled_or_told_twice_whoever_is_killed(drilled):
    assert drilled["faults"] == []
    drills = [drilled[name] for name in ("points", "rounds", "storm") if name in drilled]
    killed = sum(
        drill.get("kills", 0) + drill.get("rounds", 0) + drill.get("storms", 0) for drill in drills
    )
    assert killed >= 3
    assert sum(drill["acknowledged"] for drill in drills) >= 10
    for drill in drills:
        assert (drill["lost"], drill["doubled"], drill["unasked"], drill["told_twice"]) == (
            0,
            0,
            0,
            0,
        )


def test_what_is_gone_there_twice_or_unasked_is_a_fault():
    found = compared(Counter(["a", "b"]), {"a", "b"}, Counter(["b", "b", "c"]))
    assert found == {"lost": ["a"], "doubled": ["b"], "unasked": ["c"]}

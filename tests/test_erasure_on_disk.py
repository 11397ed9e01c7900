"""The files of a real SQLite database: what lies in them after an erasure, and after one that was killed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import canaries as c

ROOT = Path(__file__).parents[1]


@pytest.fixture
def drill(tmp_path):
    environment = {**os.environ, "NARAHUBUNG_HOME": str(tmp_path), "DATABASE_URL": ""}

    def step(name):
        command = [sys.executable, "-m", "tests.erasure_drill", name]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
        assert not c.found_in(done.stderr + done.stdout)
        return done.returncode

    return step


def test_killed_it_has_erased_nothing_and_done_it_has_left_nothing(drill, tmp_path):
    assert drill("migrate") == drill("file") == 0
    everything = c.in_files(tmp_path)
    assert {word for _name, word in everything} >= {
        w.encode() for w in (c.TITLE, c.TEXT, c.SAID, c.NOTE, c.PLACE, c.PAPER)
    }
    kept = sorted(path.name for path in (tmp_path / "files").rglob("*"))

    assert drill("kill") == -9
    assert {word for _name, word in c.in_files(tmp_path)} == {word for _name, word in everything}
    assert sorted(path.name for path in (tmp_path / "files").rglob("*")) == kept

    assert drill("erase") == drill("after") == 0
    assert c.in_files(tmp_path) == set()
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]

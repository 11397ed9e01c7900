import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SUPERVISED = """
import sys
from narahubung.operations.supervisor import Supervisor

commands = {name: [sys.executable, "-c", CHILD, PLACE + "/" + name, name] for name in ("server", "worker")}
sys.exit(Supervisor(commands, print).run())
"""
CHILD = """
import os, signal, subprocess, sys, time

place, name = sys.argv[1:]
if os.environ.get("STUBBORN"):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
with open(place + ".part", "w") as file:
    file.write(f"{os.getpid()} {grandchild.pid}")
os.rename(place + ".part", place)
time.sleep(0.3 if os.environ.get("SHORT_LIVED") == name else 60)
sys.exit(3)
"""


def running(pid: int) -> bool:
    """A zombie that nobody has collected yet counts as gone."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_for(condition, seconds):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it took too long"
        time.sleep(0.05)


@pytest.fixture
def start(tmp_path):
    started = []

    def start(**environment):
        program = f"CHILD = {CHILD!r}\nPLACE = {str(tmp_path)!r}\n{SUPERVISED}"
        process = subprocess.Popen(
            [sys.executable, "-c", program],
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            text=True,
        )
        places = [tmp_path / "server", tmp_path / "worker"]
        wait_for(lambda: all(place.exists() for place in places), 20)
        pids = [int(pid) for place in places for pid in place.read_text().split()]
        started.extend([process.pid, *pids])
        return process, pids

    yield start
    for pid in started:
        if running(pid):
            os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_being_asked_to_stop_ends_everyone_and_is_no_failure(start, number):
    process, pids = start()

    process.send_signal(number)

    assert process.wait(timeout=5) == 0
    assert not [pid for pid in pids if running(pid)]


def test_a_child_that_will_not_listen_is_ended_within_five_seconds(start):
    process, pids = start(STUBBORN="yes")

    process.send_signal(signal.SIGINT)

    assert process.wait(timeout=5) == 0
    assert not [pid for pid in pids if running(pid)]


@pytest.mark.parametrize("stubborn", ["", "yes"])
def test_nobody_outlives_a_supervisor_that_was_killed(start, stubborn):
    process, pids = start(STUBBORN=stubborn)
    assert all(running(pid) for pid in pids)

    process.kill()
    process.wait()

    wait_for(lambda: not any(running(pid) for pid in pids), 6)


@pytest.mark.parametrize("name", ["server", "worker"])
def test_when_one_ends_by_itself_the_other_ends_too_and_it_is_a_failure(start, name):
    process, pids = start(SHORT_LIVED=name)

    assert process.wait(timeout=8) == 1
    assert not [pid for pid in pids if running(pid)]
    assert f"The {name} ended by itself (exit 3)" in process.stdout.read()

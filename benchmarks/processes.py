"""Servers of the run: started as `serve` starts them, ended by their process ids, and what they used."""

import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

from narahubung.operations.management.commands.serve import server

TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 30


def cpu_seconds(pids) -> float:
    """Return the processor time, user and system, of these processes and of all below them."""
    return sum(used(pid) for pid in with_children(pids)) / TICKS


def used(pid: int) -> int:
    """Return ticks, with those of children that have ended already."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return sum(map(int, fields[11:15]))


def with_children(pids) -> set[int]:
    found, waiting = set(), list(pids)
    while waiting:
        pid = waiting.pop()
        found.add(pid)
        for listed in Path(f"/proc/{pid}/task").glob("*/children"):
            waiting += [int(child) for child in listed.read_text().split()]
    return found


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@contextmanager
def serving(settings: str):
    """Serve these settings on the loopback; give port and process id, and end the server after."""
    port = free_port()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings}
    child = subprocess.Popen(server("127.0.0.1", port), env=environment, process_group=0)
    try:
        wait_for(port, child)
        yield port, child.pid
    finally:
        os.killpg(child.pid, signal.SIGTERM)
        child.wait(PATIENCE)


def wait_for(port: int, child):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if child.poll() is not None:
            raise RuntimeError("the server ended by itself")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server does not answer")

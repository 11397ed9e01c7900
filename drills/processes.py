"""The web server and the worker, started with the same options as in service, and killed without a word.

They are forked from a process that has imported the house already, which saves a second each time. Each
leads a process group of its own, as under the supervisor of `serve`.
"""

import json
import multiprocessing
import os
import random
import signal
import socket
import time
from multiprocessing import forkserver

from django.core.management import call_command
from granian import cli

from drills import faults
from drills.kernel import children, free_port, tell
from narahubung.jobs import run_job
from narahubung.operations.management.commands.serve import server

PATIENCE = 30
forks = multiprocessing.get_context("forkserver")
forks.set_forkserver_preload(["drills.loaded"])


def lead(log: str):
    """Lead a group, and write to the log what would go to the terminal. What is started below is forked."""
    os.setpgid(0, 0)
    multiprocessing.set_start_method("fork", force=True)
    into = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(into, 1)
    os.dup2(into, 2)


def run_web(log, port):
    lead(log)
    options = server("127.0.0.1", port)[3:-1]
    cli.cli([*options, "drills.wsgi:application"], auto_envvar_prefix="GRANIAN")


def run_worker(log):
    lead(log)
    call_command("worker")


def run_alone(log, pipe, number, name, payload):
    """Do one job as the worker does it, killed at a point; tell the points that were passed."""
    lead(log)
    faults.arm(number)
    run_job(name, json.dumps(payload))
    pipe.send(faults.disarm())


class Process:
    """One server or worker that can be killed and started again."""

    def __init__(self, target, *args):
        self.target, self.args = target, args
        self.child = None

    def start(self):
        self.child = forks.Process(target=self.target, args=self.args)
        self.child.start()

    def is_alive(self):
        return self.child is not None and self.child.is_alive()

    def kill(self):
        """Kill all of its group at once."""
        if self.child is None:
            return
        try:
            os.killpg(self.child.pid, signal.SIGKILL)
        except ProcessLookupError:
            self.child.kill()
        self.child.join(PATIENCE)

    def kill_one(self, dice: random.Random):
        """Kill one process below the first, which notices it and starts another."""
        below = children(self.child.pid)
        if below:
            tell(dice.choice(below), signal.SIGKILL)

    def end(self):
        """Ask it to end, as an operator does, and insist."""
        if self.is_alive():
            self.child.terminate()
            self.child.join(5)
        self.kill()


class Web(Process):
    def __init__(self, log):
        self.port = free_port()
        super().__init__(run_web, log, self.port)

    def wait(self):
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.01)
            else:
                return self
        raise RuntimeError("the web server does not answer")


class Worker(Process):
    def __init__(self, log):
        super().__init__(run_worker, log)


def do_alone(log, name, payload, number=faults.NEVER) -> list[str] | None:
    """Run one job in a process of its own; return the points that it passed, or None if it was killed."""
    mine, its = forks.Pipe(duplex=False)
    child = forks.Process(target=run_alone, args=(log, its, number, name, payload))
    child.start()
    its.close()
    try:
        passed = mine.recv()
    except EOFError:
        passed = None
    child.join(PATIENCE)
    if passed is None and child.exitcode != -signal.SIGKILL:
        raise RuntimeError(f"{name} ended with {child.exitcode}: {log}")
    return passed


def end_forks():
    """End the fork server itself."""
    forkserver._forkserver._stop()

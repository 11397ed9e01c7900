"""Keeps the web server and the worker together: both run, or neither.

Each child leads a process group of its own. A third, small process holds them on a leash: it reads
from a pipe that only the supervisor keeps open, and ends the groups when the pipe closes. So they end
in one way, whether the supervisor was asked to stop, lost a child, or was itself killed.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence

from narahubung.operations import leash

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
NAP = 0.1


class Supervisor:
    def __init__(self, commands: Mapping[str, Sequence[str]], say: Callable[[str], object]):
        self.commands = commands
        self.say = say
        self.children: dict[str, subprocess.Popen] = {}
        self.asked_to_stop = False

    def run(self) -> int:
        """Return when nothing is left running: 0 if it was asked to stop, 1 if a child ended by itself."""
        for number in STOPPING:
            signal.signal(number, self.stop)
        holder = subprocess.Popen(
            [sys.executable, leash.__file__], stdin=subprocess.PIPE, process_group=0, text=True
        )
        for name, command in self.commands.items():
            self.children[name] = subprocess.Popen(command, process_group=0)
            holder.stdin.write(f"{self.children[name].pid}\n")
            holder.stdin.flush()

        lost = self.watch()
        if lost:
            code = self.children[lost].returncode
            self.say(f"The {lost} ended by itself (exit {code}); everything stops.")
        holder.stdin.close()
        while holder.poll() is None:
            self.ended()
            time.sleep(NAP)
        return 1 if lost else 0

    def stop(self, *_):
        self.asked_to_stop = True

    def watch(self) -> str | None:
        """Return the name of the first child that ended, or nothing when asked to stop."""
        while not self.asked_to_stop:
            for name in self.ended():
                return name
            time.sleep(NAP)
        return None

    def ended(self) -> list[str]:
        return [name for name, child in self.children.items() if child.poll() is not None]

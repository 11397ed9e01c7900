"""Killed at any moment: people file and officers answer, and in the midst of it somebody is killed."""

import random
import threading
import time

from drills.outbox import age
from drills.processes import Web, Worker

VICTIMS = ("web", "worker", "both", "one of the web", "one of the worker")
STEPS = ("verify", "dispose", "accept", "answer", "close")
AT_ONCE = 2
TALE_AFTER = 50


class Watch(threading.Thread):
    """Starts what has ended, as the system of the machine does for `serve`."""

    def __init__(self, *processes):
        super().__init__(daemon=True)
        self.processes, self.ended, self.lock = processes, threading.Event(), threading.Lock()
        self.started = 0

    def run(self):
        while not self.ended.wait(0.02):
            self.mend()

    def mend(self):
        with self.lock:
            for process in self.processes:
                if not process.is_alive():
                    process.kill()
                    process.start()
                    self.started += 1

    def end(self):
        self.ended.set()
        self.join()
        for process in self.processes:
            process.end()


class Rounds:
    def __init__(self, ground, log, seed):
        self.ground, self.dice = ground, random.Random(seed)
        self.web, self.worker = Web(log), Worker(log)
        self.watch = Watch(self.web, self.worker)
        # Files on their way, with the steps that they still have to take.
        self.waiting = [(ground.standing("verify"), list(STEPS))]
        self.usual, self.killed = 0.3, dict.fromkeys(VICTIMS, 0)
        self.cuts = 0

    def round(self):
        """Let everybody work, kill somebody meanwhile, and wait until all were answered."""
        filing = self.ground.filing(with_photo=self.dice.random() < 0.2)
        reference, names = self.waiting.pop(0)
        now, later = names[:AT_ONCE], names[AT_ONCE:]
        steps = [self.ground.step(reference, name) for name in now]
        crowd = [Person(self.web.port, [filing]), Person(self.web.port, steps)]
        start = time.monotonic()
        for person in crowd:
            person.start()
        time.sleep(self.dice.uniform(0, self.usual))
        self.kill(self.dice.choice(VICTIMS))
        for person in crowd:
            person.join()
        faults = [person.fault for person in crowd if person.fault]
        if faults:
            raise faults[0]
        cuts = sum(deed.cuts for deed in [filing, *steps])
        self.cuts += cuts
        if not cuts:
            # So that the next blow falls while they work.
            self.usual = 0.9 * self.usual + 0.1 * (time.monotonic() - start)
        self.waiting += [(reference, later)] if later else []
        self.waiting.append((filing.reference, list(STEPS)))

    def kill(self, victim):
        self.killed[victim] += 1
        with self.watch.lock:
            if victim in ("web", "both"):
                self.web.kill()
            if victim in ("worker", "both"):
                self.worker.kill()
            if victim == "one of the web":
                self.web.kill_one(self.dice)
            if victim == "one of the worker":
                self.worker.kill_one(self.dice)
        self.watch.mend()


class Person(threading.Thread):
    """Does one thing after the other, each again until it is answered."""

    def __init__(self, port, deeds):
        super().__init__(daemon=True)
        self.port, self.deeds, self.fault = port, deeds, None

    def run(self):
        try:
            for deed in self.deeds:
                deed.whole(self.port)
        except Exception as fault:  # noqa: BLE001
            self.fault = fault


def drill(ground, log, given, say) -> dict:
    rounds = Rounds(ground, log, given.seed)
    rounds.watch.mend()
    rounds.web.wait()
    rounds.watch.start()
    try:
        for number in range(1, given.rounds + 1):
            rounds.round()
            if number % TALE_AFTER == 0:
                age()
                say(
                    f"round {number}, {rounds.cuts} requests cut, a round takes {rounds.usual:.2f} s"
                )
    finally:
        rounds.watch.end()
    return {"rounds": given.rounds, "cut": rounds.cuts, "killed": rounds.killed}

"""All drills on one engine, one after the other, and what they found."""

import json
import sys
import time
from collections import Counter

from django.conf import settings
from django.db import connection

from drills import checks, outbox, points, processes, rounds, storm
from drills.ground import Ground


def run(given, base, home, mail) -> dict:
    start = time.monotonic()

    def say(words):
        sys.stderr.write(f"{time.monotonic() - start:6.0f} s  {connection.vendor}: {words}\n")

    log = str(home / "log")
    say("preparing")
    (settings.HOME / "static").mkdir(exist_ok=True)
    ground, found = Ground(), {"engine": engine(), "faults": []}
    drills = {}
    if given.only != "none":
        drills["points"] = lambda: points.drill(ground, log, given, say)
    if given.rounds:
        drills["rounds"] = lambda: rounds.drill(ground, log, given, say)
    if given.storms and connection.vendor == "postgresql":
        drills["storm"] = lambda: storm.drill(ground, log, given, base, say)
    before = Counter()
    try:
        for name, drill in drills.items():
            began = time.monotonic()
            mine = drill() | {"drained_in": outbox.drained(log)}
            faults, figures = checks.counted(ground, mail)
            # Everything is counted from the beginning, and told for each drill by itself.
            mine |= {key: number - before[key] for key, number in figures.items()}
            before = Counter(figures)
            found["faults"] += [f"{name}: {fault}" for fault in faults]
            found[name] = mine | {"seconds": round(time.monotonic() - began)}
            given.into.write_text(json.dumps(found))
            say(f"{name}: {found[name]}")
    finally:
        processes.end_forks()
    for fault in found["faults"]:
        say(f"FAULT {fault}")
    return found


def engine() -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW server_version")
            return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"
        cursor.execute("SELECT sqlite_version()")
        return f"SQLite {cursor.fetchone()[0]}"

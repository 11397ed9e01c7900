"""`python -m drills [--engine sqlite|postgres|both] [--rounds 500] [--storms 25] [--every 1] [--seed N] [--write]`.

Drills of several machines or moments are put together by `--read FILES`, the figures of `python -m drills.engine`.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from drills import report
from drills.asked import numbers
from drills.sums import summed

ENGINES = {"sqlite": ["sqlite"], "postgres": ["postgres"], "both": ["sqlite", "postgres"]}


def asked():
    parser = argparse.ArgumentParser(prog="python -m drills")
    parser.add_argument("--engine", choices=ENGINES, default="both")
    numbers(parser)
    parser.add_argument("--read", type=Path, nargs="+", help="figures of drills that ran before")
    parser.add_argument("--write", action="store_true", help="rewrite docs/drills.md")
    return parser.parse_args()


def drilled(engine, given, folder) -> dict:
    into = folder / f"{engine}.json"
    command = [sys.executable, "-m", "drills.engine", engine, into]
    for name in ("rounds", "storms", "every", "only", "seed"):
        command += [f"--{name}", str(getattr(given, name))]
    child = subprocess.Popen(command)
    try:
        child.wait()
    except BaseException:
        # It must end its servers first.
        child.terminate()
        child.wait()
        raise
    if not into.exists():
        sys.exit(f"{engine}: the drill broke off")
    return json.loads(into.read_text())


def all_drilled(given) -> list[dict]:
    with tempfile.TemporaryDirectory(prefix="narahubung-drill-") as folder:
        return [drilled(engine, given, Path(folder)) for engine in ENGINES[given.engine]]


def read(paths) -> list[dict]:
    return [json.loads(path.read_text()) for path in paths]


def main():
    given = asked()
    results = summed(read(given.read) if given.read else all_drilled(given))
    text = report.whole(results)
    sys.stdout.write(f"{text}\n")
    if given.write:
        report.write(text)
    sys.exit(1 if any(result["faults"] for result in results) else 0)


if __name__ == "__main__":
    main()

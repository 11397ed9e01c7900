"""Everything that is measured on one engine. `python -m benchmarks` starts it with a database of its own."""

import json
import os
import signal
import sys
import time
from contextlib import ExitStack
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from benchmarks import intake, jobs, pages, report_pages, scores
from benchmarks.forms import weight
from benchmarks.places import Places
from benchmarks.processes import serving
from benchmarks.report_seeds import ReportSeeds
from benchmarks.seeds import Seeds
from benchmarks.task_seeds import TaskSeeds

STEPS = (
    ("migrate", {"run_syncdb": True}),
    ("createcachetable", {}),
    ("load_rules", {}),
    ("load_directory", {}),
)
POSTS = 250


class Command(BaseCommand):
    help = "Seed an empty database and measure; part of `python -m benchmarks`."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("into", type=Path)
        parser.add_argument("--sizes", required=True)
        parser.add_argument("--only-reports", action="store_true")
        parser.add_argument("--rounds", type=int, default=40)
        parser.add_argument("--seconds", type=float, default=4)
        parser.add_argument("--rows", type=int, default=5_000)
        parser.add_argument("--database-pid", type=int, default=0)

    def handle(self, into, sizes, **options):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        self.options, self.start = options, time.monotonic()
        self.prepare()
        places, result = Places(), {"engine": engine(), "pages": {}, "reports": {}}
        if not options["only_reports"]:
            self.measure_complaints(Seeds(places), sizes, result)
        self.measure_reports(ReportSeeds(places, beside=[TaskSeeds(places)]), sizes, result)
        result["load"] = os.getloadavg()[0]
        into.write_text(json.dumps(result))
        self.say("done")

    def measure_reports(self, seeds, sizes, result):
        with ExitStack() as stack:
            house = self.serve(stack, "benchmarks.settings")
            for size in map(int, sizes.split(",")):
                self.say(f"seeding {size:,} reports")
                seeds.grow(size)
                self.say("counting the figures")
                rolled = jobs.roll()
                self.say(f"{rolled['files']:,} counted in {rolled['seconds']:.0f} s")
                self.say("measuring pages of the Ombudsman")
                result["reports"][size] = report_pages.measured(*house, self.options["rounds"])
            self.say("comparing the figures with the entries")
            checked = jobs.check()
            self.say(f"{checked['differences']} differences in {checked['seconds']:.0f} s")

    def measure_complaints(self, seeds, sizes, result):
        options = self.options
        with ExitStack() as stack:
            house = self.serve(stack, "benchmarks.settings")
            bare = self.serve(stack, "benchmarks.bare")
            for size in map(int, sizes.split(",")):
                self.say(f"seeding {size:,} files")
                seeds.grow(size)
                self.say("counting the figures")
                result["rolled"] = jobs.roll()
                self.say("measuring pages")
                result["pages"][size] = pages.measured(*house, options["rounds"])
            self.say("measuring the form and the door")
            result["form"] = weight(house[0])
            seconds = options["seconds"]
            door = intake.new_door(int(POSTS * seconds * len(intake.CLIENTS)))
            result["intake_statements"] = door.statements()
            result["intake"] = intake.measured(door, house, bare, seconds)
        self.say("counting all promises again")
        result["recount"] = jobs.recount()
        self.say("comparing the figures with the entries")
        result["checked"] = jobs.check()
        self.say("scoring a country")
        result["scores"] = scores.measured()
        self.say("taking in an export")
        result["import"] = jobs.bring_in(options["rows"])

    def prepare(self):
        self.say(f"preparing {engine()}")
        for command, given in STEPS:
            call_command(command, verbosity=0, stdout=StringIO(), **given)
        if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
            call_command("messages", compile=True, verbosity=0, stdout=StringIO())
            call_command("collectstatic", interactive=False, verbosity=0, stdout=StringIO())

    def serve(self, stack, name):
        """Start a server; return its port and the processes that work for it, the database with them."""
        port, pid = stack.enter_context(serving(name))
        return port, [pid, *filter(None, [self.options["database_pid"]])]

    def say(self, words):
        self.stderr.write(f"{time.monotonic() - self.start:6.0f} s  {words}")


def engine() -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW server_version")
            return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"
        cursor.execute("SELECT sqlite_version()")
        return f"SQLite {cursor.fetchone()[0]}"

"""Finding the like, measured on one engine. `python -m benchmarks` starts it with a database of its own."""

import json
import os
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand

from benchmarks.likeness import Texts, absent, measured_at
from benchmarks.management.commands.bench_engine import engine
from benchmarks.paraphrases import measured_among


class Command(BaseCommand):
    help = "Fill an empty database with gists and measure; part of `python -m benchmarks`."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("into", type=Path)
        parser.add_argument("--sizes", required=True)
        parser.add_argument("--count", type=int, default=200)

    def handle(self, into, sizes, count, **options):
        result = {"engine": engine(), "likeness": {}, "paraphrases": {}, "absent": absent()}
        if not result["absent"]:
            call_command("migrate", verbosity=0, stdout=StringIO())
            texts = Texts()
            for size in map(int, sizes.split(",")):
                self.stderr.write(f"finding the like among {size:,}")
                result["likeness"][size] = measured_at(texts, size, count)
            result["paraphrases"] = measured_among([text for _title, text in texts.real])
        result["load"] = os.getloadavg()[0]
        into.write_text(json.dumps(result))

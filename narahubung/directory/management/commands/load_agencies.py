"""Load agencies from a spreadsheet, all rows or none. With --check, only say what would happen."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from narahubung.directory.agency_import import plan_of
from narahubung.directory.sheet import SheetError


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="read and check, but load nothing")

    def handle(self, file, check, **options):
        try:
            plan = plan_of(file.read_bytes())
        except (SheetError, OSError) as error:
            raise CommandError(str(error)) from error
        for entry in plan.refused():
            for heading, sentence in entry.problems:
                self.stdout.write(f"row {entry.line.number}, {heading}: {sentence}")
        if plan.may_be_loaded() and not check:
            plan.load()
        counts = " ".join(f"{state}={count}" for state, count in plan.counts().items())
        self.stdout.write(counts)
        if not plan.may_be_loaded():
            raise CommandError("Nothing was loaded.")

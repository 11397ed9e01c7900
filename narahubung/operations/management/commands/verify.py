"""Reads every entry again: nothing changed, nothing gone, nothing put in between."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from narahubung.journal.verification import Tally, faults

MOST_TOLD = 100


class Command(BaseCommand):
    help = "Verifies the ledger. Prints `verified N entries`, or names file, entry and reason and ends with 1."

    def add_arguments(self, parser):
        parser.add_argument(
            "--checkpoints",
            type=Path,
            metavar="DIR",
            help="published checkpoints (*.txt) that you have kept somewhere else",
        )

    def handle(self, *, checkpoints, **options):
        tally, found = Tally(), 0
        for sentence in faults(tally, kept_in(checkpoints)):
            found += 1
            if found <= MOST_TOLD:
                self.stderr.write(sentence)
        if found:
            self.stderr.write(f"The ledger does not verify: {found} faults.")
            sys.exit(1)
        self.stdout.write(f"verified {tally.entries} entries")
        if tally.erased:
            self.stdout.write(f"of {tally.erased} the words were erased; their places are intact")


def kept_in(folder: Path | None) -> dict[str, str]:
    if folder is None:
        return {}
    paths = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    if not paths:
        raise CommandError(f"There are no checkpoints (*.txt) in {folder}.")
    return {path.name: path.read_text(encoding="utf-8") for path in paths}

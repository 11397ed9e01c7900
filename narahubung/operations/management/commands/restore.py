"""Brings a backup back, or rehearses it."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from narahubung.operations.backup_archive import BadArchive
from narahubung.operations.backup_keys import restore_keys
from narahubung.operations.management.commands.backup import passphrase
from narahubung.operations.restore import restore
from narahubung.operations.restore_drill import drill as rehearse

MOST_TOLD = 100
HELD = (
    "{number} mails were waiting. Some may have been sent between backup and loss, so all are held back:"
    " see the list of undelivered messages, where they can be sent or settled."
)


class Command(BaseCommand):
    help = "Brings FILE back into an empty place and looks it over; ends with 1 and the reasons if it does not fit."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE")
        parser.add_argument(
            "--keys", type=Path, metavar="FILE", help="bring the keys back; do it first"
        )
        parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="for --keys")
        parser.add_argument(
            "--drill",
            action="store_true",
            help="into a place that is thrown away; the newest backup",
        )
        parser.add_argument(
            "--into-empty", action="store_true", help="replace a database in which nobody works yet"
        )
        parser.add_argument(
            "--without-keys", action="store_true", help="though the keys are lost for ever"
        )

    def handle(self, *, file, keys, drill, **options):
        if not (file or keys or drill):
            raise CommandError("Name the FILE that shall be brought back.")
        try:
            if keys:
                number = restore_keys(keys, passphrase(options["passphrase_file"]))
                self.stdout.write(f"{number} secrets stand in their places again.")
            elif drill:
                self.rehearse(file)
            else:
                self.bring_back(file, options["into_empty"], options["without_keys"])
        except BadArchive as error:
            raise CommandError(str(error)) from error

    def rehearse(self, file):
        done = rehearse(file)
        self.stdout.write(
            f"Drill of {done.at:%Y-%m-%d %H:%M}: {done.bytes / 1e6:.1f} MB brought back and looked over"
            f" in {done.seconds:.1f} s."
        )
        if not done.ok:
            raise CommandError(f"The backup does not come back whole:\n{done.reason}")

    def bring_back(self, file, into_empty, without_keys):
        restored = restore(file, self.stdout.write, into_empty, without_keys)
        self.stdout.write(
            f"Brought back: {restored.rows} rows and {restored.files} files as of"
            f" {restored.made_at:%Y-%m-%d %H:%M %Z}; verified {restored.entries} entries."
        )
        for name in restored.known:
            self.stdout.write(f"Was not there already when the backup was made: {name}")
        if restored.held:
            self.stdout.write(HELD.format(number=restored.held))
        for sentence in restored.faults[:MOST_TOLD]:
            self.stderr.write(sentence)
        if restored.faults:
            self.stderr.write(f"It does not fit together: {len(restored.faults)} faults.")
            sys.exit(1)

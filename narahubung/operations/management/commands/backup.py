import getpass
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from narahubung.operations.backup import daily as write_daily
from narahubung.operations.backup import write
from narahubung.operations.backup_archive import BackupFailed
from narahubung.operations.backup_keys import write_keys

APART = "Keep it apart from the backups, and the passphrase apart from both."


class Command(BaseCommand):
    help = "Writes database and files into one FILE while people go on working; with --keys the keys, apart."
    requires_system_checks = ()

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("file", nargs="?", type=Path, metavar="FILE")
        what.add_argument("--keys", type=Path, metavar="FILE", help="write the keys, sealed")
        what.add_argument(
            "--daily", action="store_true", help="write one into NARAHUBUNG_BACKUP_DIR"
        )
        parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="for --keys")

    def handle(self, *, file, keys, passphrase_file, **options):
        try:
            if keys:
                number = write_keys(keys, passphrase(passphrase_file, twice=True))
                self.stdout.write(f"{number} secrets are sealed in {keys}. {APART}")
            else:
                self.tell(write(file) if file else write_daily())
        except BackupFailed as error:
            raise CommandError(str(error)) from error

    def tell(self, result):
        self.stdout.write(
            f"{result.path}: {result.rows} rows, {result.files} files, {result.bytes / 1e6:.1f} MB"
            f" in {result.seconds:.1f} s."
        )
        for name in result.missing:
            self.stderr.write(f"Missing, and so not in the backup: {name}")
        if result.missing:
            raise CommandError(f"The backup was made, but {len(result.missing)} files are missing.")


def passphrase(file: Path | None, twice=False) -> str:
    """Read it from a file that others cannot read, or let it be typed."""
    if file is None:
        typed = getpass.getpass("Passphrase: ")
        if twice and getpass.getpass("Once more: ") != typed:
            raise CommandError("The two passphrases differ.")
        return typed
    try:
        if file.stat().st_mode & 0o077:
            raise CommandError(f"Others can read {file}. Run `chmod go= {file}`.")
        return file.read_text(encoding="utf-8").rstrip("\n")
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error

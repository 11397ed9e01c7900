"""`narahubung lapor import FILE` and `narahubung lapor export FILE`: the official spreadsheet, in and out."""

from datetime import date
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from narahubung.accounts.actors import System
from narahubung.clocks.models import Rule
from narahubung.directory.models import Agency, Region, Term
from narahubung.integrations.lapor import exporting
from narahubung.integrations.lapor.importing import begin, take_in
from narahubung.integrations.lapor.models import Import
from narahubung.integrations.lapor.sheet import UnreadableFile
from narahubung.integrations.lapor.telling import KINDS_OF_UNKNOWN, sentence_on_conflict


class Command(BaseCommand):
    help = "Exchange reports with SP4N-LAPOR! by its official spreadsheet."

    def add_arguments(self, parser):
        ways = parser.add_subparsers(dest="way", required=True)
        bring = ways.add_parser(
            "import", help="take in an XLSX or CSV export, as often as you like"
        )
        bring.add_argument("file", type=Path)
        bring.add_argument("--agency", help="slug of the agency for what we do not know")
        give = ways.add_parser(
            "export", help="write the same format; XLSX or CSV by the file's name"
        )
        give.add_argument("file", type=Path)
        give.add_argument("--agency", help="slug: only files of this agency and those below it")
        give.add_argument("--from", dest="first", type=date.fromisoformat, metavar="YYYY-MM-DD")
        give.add_argument("--to", dest="last", type=date.fromisoformat, metavar="YYYY-MM-DD")

    def handle(self, way, **options):
        self.prepare()
        agency = self.agency(options["agency"])
        if way == "import":
            self.bring(options["file"], agency)
        else:
            self.give(options["file"], agency, options["first"], options["last"])

    def prepare(self):
        """Make an empty database ready, so that a first import needs no other command before it."""
        if Import._meta.db_table not in connection.introspection.table_names():
            call_command("migrate", verbosity=0)
        if not Rule.objects.exists():
            call_command("load_rules", verbosity=0, stdout=self.stderr)
        if not Region.objects.exists() or not Term.objects.exists():
            call_command("load_directory", verbosity=0, stdout=self.stderr)

    def agency(self, slug):
        if not slug:
            return None
        found = Agency.objects.in_force().filter(slug=slug).first()
        if found is None:
            raise CommandError(
                _("There is no agency with the address “%(slug)s”.") % {"slug": slug}
            )
        return found

    def bring(self, path, agency):
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(
                _("The file cannot be opened: %(reason)s.") % {"reason": error.strerror}
            ) from error
        into = begin(data, agency=agency)
        into.save(force_insert=True)
        try:
            take_in(into, data)
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        self.tell(into)

    def tell(self, into):
        for number, key, reason in into.refused_rows():
            self.stdout.write(f"{number}\t{key}\t{reason}")
        for kind, words in into.unknown.items():
            self.stdout.write(f"{KINDS_OF_UNKNOWN[kind]}: {'; '.join(words)}")
        for key, reference, fields in into.conflicts:
            self.stdout.write(sentence_on_conflict(key, reference, fields))
        for slug, name in into.new_agencies:
            self.stdout.write(_("New agency to check: %(name)s") % {"name": f"{name} ({slug})"})
        self.stdout.write(into.summary())

    def give(self, path, agency, first, last):
        everyone = System()
        records = exporting.chosen(everyone, agency, first, last)
        table = exporting.rows(records, everyone)
        try:
            count = exporting.write_file(path, table, exporting.place_of(agency))
        except OSError as error:
            raise CommandError(
                _("The file cannot be written: %(reason)s.") % {"reason": error.strerror}
            ) from error
        self.stdout.write(f"exported={count}")

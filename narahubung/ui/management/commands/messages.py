from django.core.management.base import BaseCommand, CommandError

from narahubung.ui import catalogues


class Command(BaseCommand):
    help = "Gather the strings of every app into its Indonesian catalogue, and compile them."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="change nothing, exit 1 if work is left"
        )
        parser.add_argument("--compile", action="store_true", help="only compile what is there")

    def handle(self, *, check, compile, **options):
        if check:
            return self.check_catalogues()
        for folder in catalogues.app_folders():
            if not compile:
                catalogues.write(folder)
            catalogues.compile_catalogue(folder)
        left = catalogues.missing()
        self.stdout.write(f"Compiled. {len(left)} strings still want their Indonesian.")
        return None

    def check_catalogues(self):
        left = [f"no Indonesian: {words}" for words in catalogues.missing()]
        left += [f"stale, run manage.py messages: {path}" for path in catalogues.stale()]
        if left:
            raise CommandError("\n".join(left))
        self.stdout.write("Every string has its Indonesian.")

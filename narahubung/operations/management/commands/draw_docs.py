from django.core.management.base import BaseCommand, CommandError

from narahubung.operations.drawing import pages


class Command(BaseCommand):
    help = "Draw the pages of the documentation that follow from the code."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only say whether they are fresh")

    def handle(self, check, **_options):
        for path, text in pages().items():
            if check and (not path.exists() or path.read_text() != text):
                raise CommandError(f"{path.name} is stale: run narahubung draw_docs")
            if not check:
                path.write_text(text)

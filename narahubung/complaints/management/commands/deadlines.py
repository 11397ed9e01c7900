from django.core.management.base import BaseCommand

from narahubung.complaints.recount import recount_all


class Command(BaseCommand):
    help = "Count all running deadlines again, after a decree has changed which days are off."

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["recount"])

    def handle(self, *, action, **options):
        result = recount_all()
        self.stdout.write(f"open={result.open} moved={result.moved} files={result.files}")

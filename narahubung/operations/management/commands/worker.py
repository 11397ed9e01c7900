from django.core.management import call_command
from django.core.management.base import BaseCommand

from narahubung.jobs import sync_schedules
from narahubung.journal import guards


class Command(BaseCommand):
    help = "Does what waits in the queue and what is due by the clock: sends, reminds, counts."

    def handle(self, **options):
        # Another process may have started without them, and nobody may write without them.
        guards.restore()
        sync_schedules()
        call_command("qcluster")

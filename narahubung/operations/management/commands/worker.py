from django.core.management import call_command
from django.core.management.base import BaseCommand

from narahubung.jobs import sync_schedules


class Command(BaseCommand):
    help = "Does what waits in the queue and what is due by the clock: sends, reminds, counts."

    def handle(self, **options):
        sync_schedules()
        call_command("qcluster")

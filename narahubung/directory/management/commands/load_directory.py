"""Load the regions of Indonesia, the offices of the Ombudsman and the code lists."""

from django.core.management.base import BaseCommand

from narahubung.directory import loading


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        loading.load_regions(loading.names_of_regions())
        loading.load_offices()
        loading.load_terms()
        counts = loading.counts_of_regions()
        words = ["provinces", "regencies", "districts", "villages"]
        self.stdout.write(
            " ".join(f"{word}={counts[level]}" for level, word in enumerate(words, start=1))
        )

"""Counts the figures again: to see whether they are right, or to make all of them anew."""

import sys
import time

from django.core.management.base import BaseCommand

from narahubung.figures.checking import differences
from narahubung.figures.models import Counted, Cursor
from narahubung.figures.registry import FIGURES, SOURCES
from narahubung.figures.rolling import forget, roll_all

MOST_TOLD = 100


class Command(BaseCommand):
    help = "`figures recount --check` compares with the events and changes nothing; without --check it counts anew."

    def add_arguments(self, parser):
        deeds = parser.add_subparsers(dest="deed", required=True)
        recount = deeds.add_parser("recount", help="count every file again")
        recount.add_argument(
            "--check", action="store_true", help="only compare, and say what differs"
        )
        deeds.add_parser("list", help="name every figure with its definition")

    def handle(self, *, deed, check=False, **options):
        if deed == "list":
            self.name_all()
        elif check:
            self.check()
        else:
            self.count_anew()

    def name_all(self):
        for figure in FIGURES.values():
            self.stdout.write(f"{figure.code} ({figure.unit}): {figure.definition}")

    def check(self):
        began, found = time.monotonic(), 0
        for sentence in differences():
            found += 1
            if found <= MOST_TOLD:
                self.stderr.write(sentence)
        self.stdout.write(f"{found} differences")
        self.stderr.write(f"{Counted.objects.count()} files in {time.monotonic() - began:.1f} s")
        if found:
            sys.exit(1)

    def count_anew(self):
        began = time.monotonic()
        for source in SOURCES.values():
            Cursor.objects.filter(source=source.code).delete()
            forget(source)
            Counted.objects.filter(source=source.code).delete()
        self.stdout.write(f"{roll_all()} files counted in {time.monotonic() - began:.1f} s")

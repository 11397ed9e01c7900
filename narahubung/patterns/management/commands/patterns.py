"""What is kept for comparing can be made anew or checked, and the methods measured on anybody's texts."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from narahubung.patterns.evaluating import BadFile, evaluated
from narahubung.patterns.following import differences, rebuild
from narahubung.patterns.suggesting import Missing
from narahubung.patterns.suggestions_measured import evaluated_suggestions

MOST_TOLD = 100
DEEDS = {"evaluate": evaluated, "evaluate-suggestions": evaluated_suggestions}


class Command(BaseCommand):
    help = (
        "`patterns rebuild` makes anew what is kept of each file for comparing; --check only compares. "
        "`patterns evaluate CORPUS.csv QUERIES.csv` and `patterns evaluate-suggestions TRAIN.csv TEST.csv` measure."
    )

    def add_arguments(self, parser):
        deeds = parser.add_subparsers(dest="deed", required=True)
        again = deeds.add_parser("rebuild", help="read every file anew")
        again.add_argument(
            "--check", action="store_true", help="only compare, and name what differs"
        )
        alike = deeds.add_parser("evaluate", help="how well the like of a text is found")
        alike.add_argument("first", type=Path, metavar="CORPUS.csv", help="columns id,text")
        alike.add_argument(
            "second", type=Path, metavar="QUERIES.csv", help="columns id,text,expected"
        )
        labels = deeds.add_parser("evaluate-suggestions", help="how well a label is suggested")
        labels.add_argument("first", type=Path, metavar="TRAIN.csv", help="columns text,label")
        labels.add_argument("second", type=Path, metavar="TEST.csv", help="columns text,label")

    def handle(self, *, deed, first=None, second=None, check=False, **options):
        if deed == "rebuild":
            self.compare() if check else self.make_anew()
            return
        try:
            found = DEEDS[deed](first, second)
        except (BadFile, Missing) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))

    def compare(self):
        found = differences()
        for name in found[:MOST_TOLD]:
            self.stderr.write(name)
        self.stdout.write(f"{len(found)} differences")
        if found:
            sys.exit(1)

    def make_anew(self):
        self.stdout.write(f"{rebuild()} files read")

"""Finding the like among ten thousand, a hundred thousand and a million texts, made from real complaints.

The real ones are read from the folder NARAHUBUNG_DATA, which is not part of this repository. All others are mixed
from their sentences with other numbers and streets: harder than life, for they share whole sentences with what is
looked for. `python -m benchmarks --only-likeness --write`.
"""

import csv
import os
import random
import time
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from django.db import connection

from benchmarks import variants
from narahubung.patterns import words
from narahubung.patterns.candidates import EVERYTHING, HOUSE
from narahubung.patterns.following import count_words, write
from narahubung.patterns.gists import question, said, standing
from narahubung.patterns.landmarks import landmarks
from narahubung.patterns.measuring import measured
from narahubung.patterns.models import Gist, Kind

FILE = "lapor-2017/lapor_dev.csv"
TODAY, YEARS, LATELY = date(2026, 11, 1), 730, 170
LEAST_WORDS, BATCH = 8, 5_000
# Five hundred and four regencies, a few of them large.
AREAS = [f"{province}.{regency:02}" for province in range(11, 95, 3) for regency in range(1, 19)]
CROWDS = list(accumulate(1 / (place + 5) for place in range(len(AREAS))))
TITLES = "title only"


def absent() -> str:
    """Return why nothing can be measured here, or nothing."""
    folder = os.environ.get("NARAHUBUNG_DATA")
    if not folder:
        return "NARAHUBUNG_DATA names no folder with real texts"
    return "" if (Path(folder) / FILE).exists() else f"{FILE} is not in NARAHUBUNG_DATA"


def real() -> list[tuple[str, str]]:
    """Return title and text of each real complaint that is long enough to be varied."""
    with (Path(os.environ["NARAHUBUNG_DATA"]) / FILE).open(encoding="utf-8") as file:
        rows = [(row["judul"], variants.bare(row["isi"])) for row in csv.DictReader(file)]
    return [(title, text) for title, text in rows if len(text.split()) >= LEAST_WORDS]


class Texts:
    """The texts of a run, the same at each: real ones first, then as many mixed ones as are wanted."""

    def __init__(self):
        self.real, self.made = real(), 0
        self.dice = random.Random(20)
        pool = [variants.sentences(text) for _title, text in self.real]
        # Read once a sentence, not once a text: a million texts would take an hour.
        self.pool = [[self.part(sentence) for sentence in parts] for parts in pool if parts]

    def part(self, sentence: str):
        spoken = words.said(sentence)
        return [word.stem for word in words.carrying(spoken)], landmarks(spoken)

    def grow(self, size: int) -> float:
        """Fill the archive up to this size; return how long it took."""
        began = time.monotonic()
        while self.made < size:
            numbers = range(self.made + 1, min(self.made + BATCH, size) + 1)
            write([self.gist(number) for number in numbers])
            self.made = numbers[-1]
        count_words()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return time.monotonic() - began

    def gist(self, number: int) -> Gist:
        dice = self.dice
        is_real = number <= len(self.real)
        area = dice.choices(AREAS, cum_weights=CROWDS)[0]
        fields = self.of_real(number) if is_real else self.mixed(dice)
        return Gist(
            kind=Kind.COMPLAINT,
            file=number,
            day=TODAY - timedelta(days=dice.randrange(LATELY if is_real else YEARS)),
            **fields,
            **standing(area, None),
        )

    def of_real(self, number):
        stems, told = said("", self.real[number - 1][1], "")
        del told["seen"]
        return {"words": " ".join(stems), **told}

    def mixed(self, dice):
        """Return what several sentences say together, with other numbers, on another street."""
        stems, marks = set(), set()
        for _ in range(dice.randint(2, 5)):
            heard, at = dice.choice(dice.choice(self.pool))
            stems.update(self.other(stem, dice) for stem in heard)
            marks |= at
        street, house = dice.choice(variants.PLACES), dice.randrange(1, 30)
        stems |= {"jalan", words.stem(street), "rt", str(house)}
        marks |= {f"jalan:{street}", f"rt:{house}"}
        return {
            "words": " ".join(sorted(stems)),
            "size": len(stems),
            "landmarks": " ".join(sorted(marks)),
            "digest": f"{dice.getrandbits(128):032x}",
        }

    @staticmethod
    def other(stem, dice):
        return str(dice.randrange(10 ** len(stem))) if stem.isdecimal() else stem


def measured_at(texts: Texts, size: int, count: int) -> dict:
    seconds = texts.grow(size)
    placed = Gist.objects.filter(file__lte=len(texts.real)).values_list("file", "area")
    areas = dict(placed)
    found = {"seconds": seconds, "known": {}, "unknown": {}}
    for name in [*variants.VARIANTS, TITLES]:
        asked = list(varied(texts, name, count))
        for place in ("known", "unknown"):
            questions = [
                (question(text, TODAY, region=areas[n] if place == "known" else ""), {n})
                for n, text in asked
            ]
            found[place][name] = measured(questions, {Kind.COMPLAINT: EVERYTHING}, HOUSE)
    return found


def varied(texts: Texts, name: str, count: int):
    dice = random.Random(5)
    for _ in range(count):
        number = dice.randrange(1, len(texts.real) + 1)
        title, text = texts.real[number - 1]
        yield number, title if name == TITLES else variants.VARIANTS[name](text, dice)

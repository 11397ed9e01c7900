"""Scoring a whole country: every government with seven places and 42 items each, from answers as they are stored."""

import random
import time
from decimal import Decimal

from narahubung.assessment.reading import on_file, plain
from narahubung.assessment.scheme import build
from narahubung.assessment.scoring import Answer, score_government, score_unit

GOVERNMENTS, PLACES, ITEMS = 587, 7, 42
# What is stored of an answer: whose it is, of which item, and its value as text.
Row = tuple[int, int, str, str]


def scheme():
    """Return the instrument of 2022 to 2024 with as many items as are to be measured."""
    said = plain(on_file()["2022-2024"])
    variable = {**said["dimension"][1]["variable"][0]}
    count = sum(len(v["indicator"]) for d in said["dimension"] for v in d["variable"])
    first = variable["indicator"][0]
    more = [{**first, "code": f"bench-{n}"} for n in range(ITEMS - count)]
    variable["indicator"] = [*variable["indicator"], *more]
    said["dimension"] = [*said["dimension"]]
    said["dimension"][1] = {**said["dimension"][1], "variable": [variable]}
    return build(said)


def stored(one) -> list[Row]:
    dice = random.Random(587)
    return [
        (government, place, code, str(dice.choice((1, 2, 3, 4))))
        for government in range(GOVERNMENTS)
        for place in range(PLACES)
        for code in one.indicators
    ]


def measured() -> dict:
    """Score everybody once, the reading of each value included, and say how many green there are."""
    one = scheme()
    rows = stored(one)
    start = time.perf_counter()
    answers: dict[int, dict[int, list[Answer]]] = {}
    for government, place, code, value in rows:
        units = answers.setdefault(government, {})
        units.setdefault(place, []).append(Answer(code, Decimal(value)))
    bands = [band_of(one, government, units) for government, units in answers.items()]
    seconds = time.perf_counter() - start
    return {"answers": len(rows), "governments": len(bands), "seconds": seconds}


def band_of(one, government, units):
    scores = [score_unit(one, given, str(place)) for place, given in units.items()]
    return one.band(score_government(one, scores, str(government)).points)

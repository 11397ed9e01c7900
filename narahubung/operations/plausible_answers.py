"""Item answers for a government of which only the score was published, found by search. `python -m narahubung.operations.plausible_answers`.

Kabupaten Paser had 81.22 in 2023 (category B, green) with seven places of assessment; its answers were never published, and
those of the demo are invented. Each place has a strength in each dimension; answers are drawn around it, and then single answers
are moved by one step, at random among those that come nearer, until the score is the published one.
"""

import csv
import random
import sys
from decimal import Decimal
from fractions import Fraction
from io import StringIO

from narahubung.assessment.reading import scheme_on_file
from narahubung.assessment.scoring import Answer, score_government, score_unit

INSTRUMENT, TARGET, SEED = "2022-2024", Decimal("81.22"), 2023
GOVERNMENT = "kutai-raya"
# How strong each place is, of 1, in: input, proses, output, pengaduan.
STRENGTHS = {
    "dpmptsp": (0.90, 0.95, 0.88, 0.90),
    "disdukcapil": (0.85, 0.92, 0.84, 0.88),
    "disdikbud": (0.72, 0.80, 0.80, 0.72),
    "dinkes": (0.78, 0.85, 0.82, 0.80),
    "dinsos": (0.70, 0.78, 0.78, 0.66),
    "puskesmas-senaken": (0.80, 0.88, 0.86, 0.78),
    "puskesmas-kuaro": (0.74, 0.82, 0.80, 0.70),
}
# How much an answer differs from the strength of its place, as a part of the scale.
SPREAD = 0.18
# The mean of thirty users has a tenth between two values; an assessor gives whole steps.
TENTH = Fraction(1, 10)


def found(target=TARGET, seed=SEED) -> dict[str, dict[str, Fraction]]:
    """Return a value for each item of each place, with which the government has the score."""
    scheme, chance = scheme_on_file(INSTRUMENT), random.Random(seed)
    values = {
        unit: {
            one.code: drawn(chance, one, strength)
            for part, strength in zip(scheme.dimensions, strengths, strict=True)
            for one in part.indicators
        }
        for unit, strengths in STRENGTHS.items()
    }
    while (score := scored(scheme, values)).points != target:
        move(chance, scheme, values, score, target)
    return values


def grain(one) -> Fraction:
    return TENTH if one.respondent.code == "user" else one.scale.step


def drawn(chance, one, strength) -> Fraction:
    span, step = one.scale.highest - one.scale.lowest, grain(one)
    steps = round(chance.gauss(strength, SPREAD) * float(span / step))
    return one.scale.lowest + step * min(max(steps, 0), int(span / step))


def scored(scheme, values):
    units = [
        score_unit(scheme, [Answer(code, value) for code, value in said.items()], unit)
        for unit, said in values.items()
    ]
    return score_government(scheme, units, GOVERNMENT)


def move(chance, scheme, values, score, target) -> None:
    """Move one answer by one step, chosen at random among the moves that come nearer."""
    away = score.exact - Fraction(target)
    nearer = []
    for unit, leaf, share in score.leaves():
        one = scheme.indicators[leaf.code]
        step = -grain(one) if away > 0 else grain(one)
        gain = share * (one.scale.points(leaf.value + step) - leaf.exact)
        if one.scale.holds(leaf.value + step) and abs(away + gain) < abs(away):
            nearer.append((unit, leaf.code, step))
    unit, code, step = chance.choice(nearer)
    values[unit][code] += step


def as_csv(values) -> str:
    file = StringIO()
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(("government", "unit", "indicator", "value"))
    for unit, said in values.items():
        rows.writerows((GOVERNMENT, unit, code, f"{float(v):g}") for code, v in said.items())
    return file.getvalue()


if __name__ == "__main__":
    sys.stdout.write(as_csv(found()))

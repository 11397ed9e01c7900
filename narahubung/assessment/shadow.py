"""Shadow scoring: the same evidence under two instruments, side by side. Pure; which item stands for which is data."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from narahubung.assessment.scheme import WHOLE, Scheme
from narahubung.assessment.scoring import Answer, Score, mean_of, score_unit


@dataclass(frozen=True)
class Pair:
    """An item of the second instrument and those of the first that say the same."""

    to: str
    by: tuple[str, ...]


@dataclass(frozen=True)
class Mapping:
    first: str
    second: str
    pairs: tuple[Pair, ...]
    source: str
    confidence: str
    note_id: str
    note_en: str


@dataclass(frozen=True)
class Shadow:
    """`carried` are the items of the second instrument that had an answer to take over, `bare` those that had none."""

    first: Score
    second: Score
    carried: tuple[str, ...]
    bare: tuple[str, ...]


def carry(mapping: Mapping, first: Scheme, second: Scheme, answers: Iterable[Answer]):
    """Return answers for the second instrument: equal shares of the way from nothing to full."""
    given: dict[str, list[Answer]] = {}
    for answer in answers:
        given.setdefault(answer.indicator, []).append(answer)
    for pair in mapping.pairs:
        known = [(first.indicators[code], given[code]) for code in pair.by if code in given]
        points = [
            one.scale.points(mean) for one, said in known if (mean := mean_of(said)) is not None
        ]
        if points:
            scale = second.indicators[pair.to].scale
            share = sum(points) / len(points) / WHOLE
            value = scale.zero + share * (scale.highest - scale.zero)
            proofs = tuple(e for _one, said in known for answer in said for e in answer.evidence)
            yield Answer(pair.to, max(Fraction(value), scale.lowest), proofs)


def side_by_side(mapping: Mapping, first: Scheme, second: Scheme, answers, code="") -> Shadow:
    answers = list(answers)
    taken = list(carry(mapping, first, second, answers))
    carried = tuple(answer.indicator for answer in taken)
    return Shadow(
        score_unit(first, answers, code),
        score_unit(second, taken, code),
        carried,
        tuple(one for one in second.indicators if one not in carried),
    )

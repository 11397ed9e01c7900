"""From answers to a score that can be opened again, down to each answer. Pure.

Everything is counted exactly, with fractions, and rounded once, where it is shown: two decimals, half up. A rounded number
is never counted on with. So the order of answers and of units changes nothing, and a better answer never
lowers a score.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from narahubung.assessment.scheme import WHOLE, Indicator, Part, Scheme

NOTHING = Fraction(0)


class Unscorable(Exception):
    """What keeps a score from being counted: `kind` names it, `code` says where."""

    def __init__(self, kind: str, code: str):
        self.kind, self.code = kind, code
        super().__init__(f"{kind}: {code}")


@dataclass(frozen=True)
class Answer:
    """One answer of one respondent. None was asked and not answered; what does not apply is never asked."""

    indicator: str
    value: Fraction | Decimal | int | None
    evidence: tuple[str, ...] = ()
    applies: bool = True


@dataclass(frozen=True)
class Score:
    """A score and what it is made of. `share` is its part in the score above, once the missing is left out."""

    level: str
    code: str
    exact: Fraction | None
    parts: tuple["Score", ...] = ()
    share: Fraction = NOTHING
    value: Fraction | None = None
    answers: tuple[Answer, ...] = ()
    locus: str = ""

    @property
    def points(self) -> Decimal | None:
        return rounded(self.exact)

    def find(self, code: str) -> "Score | None":
        return next((score for score in self.walk() if score.code == code), None)

    def walk(self) -> Iterator["Score"]:
        yield self
        for part in self.parts:
            yield from part.walk()

    def leaves(self, share=Fraction(1), unit="") -> Iterator[tuple[str, "Score", Fraction]]:
        """Yield unit, indicator and how much of this score hangs on it."""
        unit = self.code if self.level == "unit" else unit
        if self.level == "indicator":
            yield unit, self, share
        for part in self.parts:
            yield from part.leaves(share * part.share, unit)


def rounded(exact: Fraction | None) -> Decimal | None:
    """Return two decimals, half up: a half of a hundredth goes to the better side."""
    if exact is None:
        return None
    cents = (2 * exact.numerator * 100 + exact.denominator) // (2 * exact.denominator)
    return Decimal(cents).scaleb(-2)


def score_unit(scheme: Scheme, answers: Iterable[Answer], code="", locus="") -> Score:
    given: dict[str, list[Answer]] = {}
    for answer in answers:
        if answer.indicator not in scheme.indicators:
            raise Unscorable("unknown_indicator", answer.indicator)
        given.setdefault(answer.indicator, []).append(answer)
    scores = [(part.weight, score_dimension(scheme, part, given)) for part in scheme.dimensions]
    return replace(gathered("unit", code, scores), locus=locus)


def score_dimension(scheme, part: Part, given) -> Score:
    """Score a dimension; what becomes of one about which nothing at all is known is a rule of its own."""
    if any(is_answered(one, given) for one in part.indicators):
        return score_part(scheme, part, given)
    match scheme.missing.empty_dimension:
        case "refuse":
            raise Unscorable("empty_dimension", part.code)
        case "zero":
            rules = replace(scheme.missing, unanswered="zero")
            return score_part(replace(scheme, missing=rules), part, given)
        case _:
            return Score("dimension", part.code, None)


def score_part(scheme, part: Part, given) -> Score:
    score = score_indicator if part.level == "variable" else score_part
    scores = [(below.weight, score(scheme, below, given)) for below in part.parts]
    return gathered(part.level, part.code, scores)


def is_answered(one: Indicator, given) -> bool:
    return any(a.applies and a.value is not None for a in given.get(one.code, ()))


def score_indicator(scheme, one: Indicator, given) -> Score:
    answers = tuple(given.get(one.code, ()))
    values = [answer.value for answer in answers if answer.applies and answer.value is not None]
    if values:
        mean = values[0] if len(values) == 1 else mean_of(answers)
        value, exact = one.scale.scored(mean)
        if exact is None:
            raise Unscorable("outside_scale", one.code)
        return Score("indicator", one.code, exact, value=value, answers=answers)
    away = any(not answer.applies for answer in answers)
    rule = scheme.missing.not_applicable if away else scheme.missing.unanswered
    if rule == "refuse":
        raise Unscorable("not_applicable" if away else "unanswered", one.code)
    exact = NOTHING if rule == "zero" else None
    return Score("indicator", one.code, exact, answers=answers)


def mean_of(answers) -> Fraction | None:
    values = [Fraction(a.value) for a in answers if a.applies and a.value is not None]
    return sum(values) / len(values) if values else None


def gathered(level: str, code: str, scores: list[tuple[Fraction, Score]]) -> Score:
    """Weigh what counts; what was left out gives its weight to its siblings, in proportion."""
    counted = [weight for weight, score in scores if score.exact is not None]
    total = sum(counted)
    if not total:
        return Score(level, code, None, tuple(score for _weight, score in scores))
    parts = tuple(
        score
        if score.exact is None
        else with_share(score, weight if total == 1 else weight / total)
        for weight, score in scores
    )
    exact = sum(part.share * part.exact for part in parts if part.exact)
    return Score(level, code, Fraction(exact), parts)


def with_share(score: Score, share: Fraction) -> Score:
    """The same score as a part of another. Written out, for `replace` takes a third of all the time."""
    rest = (score.value, score.answers, score.locus)
    return Score(score.level, score.code, score.exact, score.parts, share, *rest)


def score_government(scheme: Scheme, units: Iterable[Score], code="") -> Score:
    """Bring units together as the instrument says: by their mean, by kind of place, or dimension by dimension."""
    units = sorted(units, key=lambda unit: unit.code)
    match scheme.aggregation:
        case "by_dimension_then_mean":
            return gathered("government", code, by_dimension(scheme, units))
        case "weighted_by_locus":
            return gathered("government", code, [(locus_weight(scheme, u), u) for u in units])
        case _:
            return gathered("government", code, [(Fraction(1), unit) for unit in units])


def by_dimension(scheme: Scheme, units: Iterable[Score]) -> list[tuple[Fraction, Score]]:
    """Return the mean of all units in each dimension, with the weight of the dimension."""
    return [
        (
            part.weight,
            gathered(
                "dimension", part.code, [(Fraction(1), only(unit, part.code)) for unit in units]
            ),
        )
        for part in scheme.dimensions
    ]


def only(unit: Score, code: str) -> Score:
    """Return one dimension of a unit as if it were all of it."""
    part = next(part for part in unit.parts if part.code == code)
    return replace(unit, exact=part.exact, parts=(replace(part, share=Fraction(1)),))


def locus_weight(scheme: Scheme, unit: Score) -> Fraction:
    if unit.locus not in scheme.loci:
        raise Unscorable("unknown_locus", unit.code)
    return scheme.loci[unit.locus]


@dataclass(frozen=True)
class Gain:
    """What a score would be if one item were full, and how much that is more."""

    unit: str
    indicator: str
    exact: Fraction
    gain: Fraction

    @property
    def points(self) -> Decimal:
        return rounded(self.exact)


def if_full(score: Score) -> list[Gain]:
    """Ask of each item what the score would be if it were full; the best comes first.

    The weights do not change when an answer improves, so each gain is exact.
    """
    gains = [
        Gain(
            unit,
            leaf.code,
            score.exact + share * (WHOLE - leaf.exact),
            share * (WHOLE - leaf.exact),
        )
        for unit, leaf, share in score.leaves()
        if leaf.exact is not None and share
    ]
    return sorted(gains, key=lambda gain: (-gain.gain, gain.unit, gain.indicator))

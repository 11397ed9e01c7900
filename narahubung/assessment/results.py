"""A score as plain words and numbers for programs: every level, down to items with their answers and evidence."""

from fractions import Fraction

from narahubung.assessment.scheme import Scheme
from narahubung.assessment.scoring import Score, by_dimension, rounded

ROUNDING = "two decimals, half up; counted exactly, rounded only where shown"


def told(scheme: Scheme, scored, fingerprint: str, followed_up=frozenset()) -> dict:
    """Tell the governments with their units; `followed_up` names those that carried out every product."""
    return {
        "instrument": {
            "code": scheme.code,
            "name": scheme.name_id,
            "sha256": fingerprint,
            "aggregation": scheme.aggregation,
            "rounding": ROUNDING,
        },
        "governments": [
            {
                "government": score.code,
                **verdict(scheme, score, score.code in followed_up if scheme.suffix else None),
                "dimensions": [told_part(part) for _w, part in by_dimension(scheme, units)],
                "units": [told_unit(scheme, unit) for unit in units],
            }
            for score, units in scored
        ],
    }


def verdict(scheme: Scheme, score: Score, followed_up=None) -> dict:
    band = scheme.band(score.points)
    return {
        "score": text(score.points),
        "band": band.code if band else None,
        "zone": (band.zone or None) if band else None,
        "opinion": scheme.opinion(score.points, followed_up) or None,
    }


def told_unit(scheme: Scheme, unit: Score) -> dict:
    band = scheme.band(unit.points)
    label = {"label": band.unit_id} if band and band.unit_id else {}
    parts = [{**told_part(part), "items": told_items(part)} for part in unit.parts]
    return {"unit": unit.code, **verdict(scheme, unit), **label, "dimensions": parts}


def told_part(score: Score) -> dict:
    return {"code": score.code, "score": text(score.points)}


def told_items(dimension: Score) -> list[dict]:
    return [
        {
            "indicator": leaf.code,
            "value": None if leaf.value is None else plain(leaf.value),
            "score": text(leaf.points),
            "share": plain(rounded(share * 100)),
            "answers": len(leaf.answers),
            "evidence": [proof for answer in leaf.answers for proof in answer.evidence],
        }
        for _unit, leaf, share in dimension.leaves()
    ]


def text(points) -> str | None:
    return None if points is None else str(points)


def plain(value) -> str:
    """Write a value as short as it is: 3, 2.5, and two decimals where it would not end."""
    if isinstance(value, Fraction) and value.denominator == 1:
        return str(value.numerator)
    exact = rounded(Fraction(value))
    return str(exact.normalize()) if exact == Fraction(value) and exact else str(exact)

"""What differs between two instruments: parts by their code, bands, and the rules of counting. Pure."""

from dataclasses import dataclass
from itertools import zip_longest

from narahubung.assessment.scheme import Scheme
from narahubung.assessment.scoring import rounded

SAME, ADDED, GONE, CHANGED = "same", "added", "gone", "changed"


@dataclass(frozen=True)
class Row:
    """One part of either instrument, with its share of the whole in each; None where it is not there."""

    level: str
    code: str
    first: object
    second: object
    share_first: object
    share_second: object

    @property
    def change(self) -> str:
        if self.first is None:
            return ADDED
        if self.second is None:
            return GONE
        differs = self.share_first != self.share_second or self.first.name_id != self.second.name_id
        return CHANGED if differs else SAME


def compared(first: Scheme, second: Scheme) -> list[Row]:
    """Return every part in the order of the second instrument, and then what only the first had."""
    left, right = parts_of(first), parts_of(second)
    codes = [*right, *(code for code in left if code not in right)]
    return [row_of(code, left.get(code), right.get(code)) for code in codes]


def row_of(code, left, right) -> Row:
    (one, share_one), (two, share_two) = left or (None, None), right or (None, None)
    return Row((two or one).level, code, one, two, share_one, share_two)


def parts_of(scheme: Scheme) -> dict:
    found = {}
    for dimension in scheme.dimensions:
        found[dimension.code] = (dimension, percent(dimension.weight))
        for variable in dimension.parts:
            share = dimension.weight * variable.weight
            found[variable.code] = (variable, percent(share))
            for one in variable.parts:
                found[one.code] = (one, percent(share * one.weight))
    return found


def percent(share):
    return rounded(share * 100)


def bands_side_by_side(first: Scheme, second: Scheme) -> list[tuple]:
    """Return the bands of both, the best first."""
    ranks = [sorted(s.bands, key=lambda band: -band.lowest) for s in (first, second)]
    return list(zip_longest(*ranks))

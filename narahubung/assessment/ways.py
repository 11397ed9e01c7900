"""The cheapest way to a band: which items to raise, and how far, so that the effort is least. Pure.

Effort is a whole number for each step of an item's scale and stands in the instrument; an item without effort is not in the
agency's own hands. Small questions are answered exactly, by dynamic programming over effort; larger ones by the best gain
for each effort first, with what is not needed taken out again, and with a floor under which no way can lie.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, lcm

from narahubung.assessment.scheme import Scheme
from narahubung.assessment.scoring import Score, rounded

# About half a second on one core; a unit of fifty items needs a tenth of it.
EXACT_WORK = 3_000_000
HALF_CENT = Fraction(1, 200)


@dataclass(frozen=True)
class Step:
    """One item raised to a level, with all levels between."""

    unit: str
    indicator: str
    before: Fraction
    after: Fraction
    effort: int
    gain: Fraction


@dataclass(frozen=True)
class Way:
    """`exact` says that no cheaper way exists; else none lies under `at_least`."""

    steps: tuple[Step, ...]
    effort: int
    points: Decimal | None
    reached: bool
    exact: bool
    at_least: int


def cheapest(scheme: Scheme, score: Score, target: Decimal, work=EXACT_WORK) -> Way:
    """Return the least effort by which a score, as it is shown, is no longer under the target."""
    if score.exact is None:
        return Way((), 0, None, reached=False, exact=True, at_least=0)
    needed = Fraction(target) - HALF_CENT - score.exact
    if needed <= 0:
        return Way((), 0, score.points, reached=True, exact=True, at_least=0)
    groups = options(scheme, score)
    if sum(group[-1].gain for group in groups) < needed:
        steps = [group[-1] for group in groups]
        return way(scheme, score, steps, reached=False, exact=True)
    rough = greedy(groups, needed)
    most = effort_of(rough)
    if most * sum(map(len, groups)) > work:
        return way(scheme, score, rough, at_least=floor_under(groups, needed))
    return way(scheme, score, dynamic(groups, needed, most), exact=True)


def way(scheme, score, steps, reached=True, exact=False, at_least=0) -> Way:
    effort = effort_of(steps)
    points = rounded(score.exact + sum(step.gain for step in steps))
    in_order = tuple(ordered(scheme, steps))
    return Way(in_order, effort, points, reached, exact, effort if exact else at_least)


def effort_of(steps) -> int:
    return sum(step.effort for step in steps)


def options(scheme: Scheme, score: Score) -> list[list[Step]]:
    """Return for each item that can be raised the levels to which it can be, the nearest first."""
    groups = []
    for unit, leaf, share in score.leaves():
        one = scheme.indicators[leaf.code]
        if leaf.exact is None or not share or not one.effort:
            continue
        before = leaf.value if leaf.value is not None else one.scale.zero
        group = [
            Step(
                unit,
                leaf.code,
                before,
                level,
                one.effort * ceil((level - before) / one.scale.step),
                share * (one.scale.points(level) - leaf.exact),
            )
            for level in one.scale.above(before)
        ]
        if group:
            groups.append(group)
    return groups


def dynamic(groups, needed, most: int) -> list[Step]:
    """Return the cheapest steps: the most gain for each effort up to a known way, item by item."""
    common = lcm(*(step.gain.denominator for group in groups for step in group))
    best = [0] * (most + 1)
    chosen = []
    for group in groups:
        worth = [(step.effort, int(step.gain * common)) for step in group]
        before, best, choice = best, best[:], [-1] * (most + 1)
        for n, (effort, gain) in enumerate(worth):
            for spent in range(effort, most + 1):
                reached = before[spent - effort] + gain
                if reached > best[spent]:
                    best[spent], choice[spent] = reached, n
        chosen.append(choice)
    left = next(spent for spent in range(most + 1) if Fraction(best[spent], common) >= needed)
    steps = []
    for group, choice in zip(reversed(groups), reversed(chosen), strict=True):
        if choice[left] >= 0:
            steps.append(group[choice[left]])
            left -= steps[-1].effort
    return steps


def greedy(groups, needed) -> list[Step]:
    """Take what gains most for its effort until it is enough, then leave out or lower what is not needed."""
    ranked = sorted(groups, key=lambda group: -best_ratio(group))
    steps, gained = [], Fraction(0)
    for group in ranked:
        if gained >= needed:
            break
        steps.append(group[-1])
        gained += group[-1].gain
    return lowered(steps, {(g[0].unit, g[0].indicator): g for g in groups}, gained - needed)


def lowered(steps, groups, spare) -> list[Step]:
    kept = []
    for step in sorted(steps, key=lambda step: -step.effort):
        group = groups[step.unit, step.indicator]
        enough = [low for low in group if step.gain - low.gain <= spare]
        if step.gain <= spare:
            spare -= step.gain
            continue
        spare -= step.gain - enough[0].gain
        kept.append(enough[0])
    return kept


def best_ratio(group) -> Fraction:
    return max(step.gain / step.effort for step in group)


def floor_under(groups, needed) -> int:
    """Return an effort under which no way can lie: each item at its best rate, and the last one in part."""
    effort = Fraction(0)
    for group in sorted(groups, key=best_ratio, reverse=True):
        gain = min(group[-1].gain, needed)
        effort += gain / best_ratio(group)
        needed -= gain
        if not needed:
            break
    return ceil(effort)


def ordered(scheme: Scheme, steps) -> list[Step]:
    """Put first what others rest on, and then what gains most for its effort."""
    left = sorted(steps, key=lambda s: (-s.gain / s.effort, s.unit, s.indicator))
    done = []
    while left:
        open_now = {(step.unit, step.indicator) for step in left}
        ready = next(
            step
            for step in left
            if not any((step.unit, a) in open_now for a in scheme.indicators[step.indicator].after)
        )
        left.remove(ready)
        done.append(ready)
    return done

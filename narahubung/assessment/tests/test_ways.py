"""The cheapest way to green: exact where it says so, honest where it does not."""

from decimal import Decimal
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from narahubung.assessment.reading import scheme_on_file
from narahubung.assessment.scheme import build
from narahubung.assessment.scoring import Answer, score_government, score_unit
from narahubung.assessment.tests.schemes import dimension, indicator, said_of, scheme
from narahubung.assessment.ways import cheapest, options

GREEN = Decimal(78)


def unit_of(one, values, code="u"):
    return score_unit(one, [Answer(c, v) for c, v in values.items()], code)


def test_the_cheapest_item_is_raised_first_and_no_further_than_it_must():
    one = scheme()
    way = cheapest(one, unit_of(one, {"a1": 2, "a2": 4, "b1": 3}), GREEN)
    # 85 − 15 for a1 − 10 for b1 = 75 … one step of a1 brings 7.5 for an effort of 1.
    assert [(s.indicator, s.before, s.after, s.effort) for s in way.steps] == [("a1", 2, 3, 1)]
    assert (way.points, way.effort, way.exact, way.reached) == (Decimal("82.50"), 1, True, True)


def test_who_is_green_already_has_nothing_to_do():
    one = scheme()
    way = cheapest(one, unit_of(one, {"a1": 4, "a2": 4, "b1": 4}), GREEN)
    assert (way.steps, way.effort, way.reached) == ((), 0, True)


def test_a_score_that_is_shown_as_green_is_green():
    first = dimension("a", [indicator("a1", effort=1)], weight="77.995")
    one = build(said_of([first, dimension("b", [indicator("b1", effort=1)], weight="22.005")]))
    way = cheapest(one, unit_of(one, {"a1": 4, "b1": 0}), GREEN)
    assert (way.points, way.effort) == (Decimal("78.00"), 0)


def test_what_is_not_in_ones_own_hands_is_never_asked_for():
    one = build(said_of([dimension("a", [indicator("a1", effort=1), indicator("a2")])]))
    way = cheapest(one, unit_of(one, {"a1": 0, "a2": 0}), GREEN)
    assert {step.indicator for step in way.steps} == {"a1"}
    assert (way.reached, way.points) == (False, Decimal("50.00"))


def test_what_others_rest_on_comes_first():
    items = [indicator("late", effort=1, after=["early"]), indicator("early", effort=5)]
    one = build(said_of([dimension("a", items)]))
    way = cheapest(one, unit_of(one, {"late": 0, "early": 0}), Decimal(100))
    assert [step.indicator for step in way.steps] == ["early", "late"]


def test_half_a_step_costs_a_whole_one():
    one = scheme()
    given = [Answer("a1", 4), Answer("a2", 4), Answer("b1", Decimal("1.5"))]
    way = cheapest(one, score_unit(one, given), GREEN)
    assert [(step.after, step.effort) for step in way.steps] == [(2, 2)]


@st.composite
def small(draw):
    """Return an instrument of up to four items with its answers: few enough to try everything."""
    count = draw(st.integers(1, 4))
    items = [indicator(f"i{n}", effort=draw(st.integers(1, 5))) for n in range(count)]
    weights = draw(st.permutations([10, 20, 30, 40]))[:count]
    total = sum(weights)
    for item, weight in zip(items, weights, strict=True):
        item["weight"] = f"{weight * 100 / total:.4f}"
    items[0]["weight"] = str(100 - sum(Decimal(item["weight"]) for item in items[1:]))
    one = build(said_of([dimension("a", items)]))
    return one, {f"i{n}": draw(st.integers(0, 4)) for n in range(count)}


def least_by_trying_all(one, values, target):
    """Return the least effort of all combinations of levels that reach the target."""
    efforts = []
    for levels in product(*(range(value, 5) for value in values.values())):
        raised = dict(zip(values, levels, strict=True))
        if unit_of(one, raised).points >= target:
            steps = ((one.indicators[c].effort, raised[c] - v) for c, v in values.items())
            efforts.append(sum(effort * count for effort, count in steps))
    return min(efforts, default=None)


@given(small(), st.integers(1, 100))
@settings(max_examples=60, deadline=None)
def test_no_cheaper_way_exists_and_the_rough_one_knows_how_far_off_it_may_be(case, target):
    one, values = case
    score = unit_of(one, values)
    least = least_by_trying_all(one, values, Decimal(target))
    assume(least is not None)
    exact = cheapest(one, score, Decimal(target))
    assert (exact.exact, exact.reached, exact.effort) == (True, True, least)
    rough = cheapest(one, score, Decimal(target), work=0)
    assert rough.reached and rough.points >= target
    assert rough.at_least <= least <= rough.effort


@given(small(), st.integers(1, 100))
@settings(max_examples=40, deadline=None)
def test_a_way_leads_where_it_says(case, target):
    one, values = case
    way = cheapest(one, unit_of(one, values), Decimal(target))
    raised = {**values, **{step.indicator: step.after for step in way.steps}}
    assert unit_of(one, raised).points == way.points
    assert sum(step.effort for step in way.steps) == way.effort


def test_a_whole_government_of_seven_places_has_an_exact_way():
    one = scheme_on_file("2022-2024")
    values = {c: 2 if i.scale.code == "ordinal" else 50 for c, i in one.indicators.items()}
    government = score_government(one, [unit_of(one, values, f"u{n}") for n in range(7)])
    way = cheapest(one, government, GREEN)
    assert way.exact and way.points >= GREEN
    assert len(options(one, government)) == 7 * 33
    rough = cheapest(one, government, GREEN, work=0)
    assert rough.at_least <= way.effort <= rough.effort

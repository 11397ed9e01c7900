"""Scores: published ones fall into their bands, and the arithmetic keeps its promises whatever the instrument."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narahubung.assessment.reading import read, scheme_on_file
from narahubung.assessment.scheme import build
from narahubung.assessment.scoring import (
    Answer,
    Unscorable,
    if_full,
    rounded,
    score_government,
    score_unit,
)
from narahubung.assessment.tests.schemes import instruments, scheme, two_dimensions
from narahubung.assessment.validation import problems
from narahubung.assessment.writing import toml_of

# Scores that were published, with year, place and what was said of them (domain.md 3.4).
PUBLISHED = [
    ("2022-2024", "58.99", "C", "yellow"),  # Kendari 2022
    ("2022-2024", "58.03", "C", "yellow"),  # Baubau 2022
    ("2022-2024", "81.22", "B", "green"),  # Paser 2023
    ("2022-2024", "88.51", "A", "green"),  # Muara Enim 2023
    ("2022-2024", "88.62", "A", "green"),  # Muratara 2023
    ("2022-2024", "86.20", "B", "green"),  # Lubuklinggau 2023
    ("2022-2024", "80.58", "B", "green"),  # Lahat 2023
    ("2022-2024", "76.74", "C", "yellow"),  # Pagaralam 2023
    ("2022-2024", "72.63", "C", "yellow"),  # PALI 2023
]
OPINIONS = [
    ("88.49", "Kualitas Tertinggi", "Sangat baik"),  # Lampung
    ("84.43", "Kualitas Tinggi", "Baik"),  # Metro
    ("78.86", "Kualitas Tinggi", "Baik"),  # Lampung Utara
    ("92.36", "Kualitas Tertinggi", "Sangat baik"),  # Polres Metro
    ("87.85", "Kualitas Tinggi", "Baik"),  # Polres Lampung Selatan
    ("78.19", "Kualitas Tinggi", "Baik"),  # Polres Mesuji
    *((points, "Kualitas Sedang", "Cukup") for points in ("65.98", "62.57", "57.61", "69.63")),
    ("53.38", "Kualitas Rendah", "Kurang"),  # Morotai
]
EDGES = [
    *(("2021", points, band) for points, band in (("81", "hijau"), ("80.99", "kuning"))),
    *(("2021", points, band) for points, band in (("51", "kuning"), ("50.99", "merah"))),
    *(("2022-2024", points, band) for points, band in (("88", "A"), ("87.99", "B"), ("78", "B"))),
    *(
        ("2022-2024", points, band)
        for points, band in (("77.99", "C"), ("54", "C"), ("53.99", "D"))
    ),
    *(("2022-2024", points, band) for points, band in (("32", "D"), ("31.99", "E"), ("0", "E"))),
    *(("skm", points, band) for points, band in (("88.31", "A"), ("88.30", "B"), ("76.60", "C"))),
    *(("skm", points, band) for points, band in (("65", "C"), ("64.99", "D"), ("25", "D"))),
]


@pytest.mark.parametrize("code, points, band, zone", PUBLISHED)
def test_a_published_score_falls_into_its_band(code, points, band, zone):
    found = scheme_on_file(code).band(Decimal(points))
    assert (found.code, found.zone) == (band, zone)


@pytest.mark.parametrize("points, name, unit", OPINIONS)
def test_a_published_opinion_is_named_as_it_was(points, name, unit):
    opinion = scheme_on_file("2025")
    assert opinion.opinion(Decimal(points), followed_up=False) == name
    assert opinion.band(Decimal(points)).unit_id == unit


@pytest.mark.parametrize("code, points, band", EDGES)
def test_the_lower_end_of_a_band_belongs_to_it(code, points, band):
    assert scheme_on_file(code).band(Decimal(points)).code == band


@pytest.mark.parametrize(
    "points, followed_up, words",
    [
        ("90", True, "Kualitas Tertinggi Tanpa Maladministrasi"),
        ("80", True, "Kualitas Tinggi Tanpa Maladministrasi"),
        ("60", True, "Kualitas Sedang Tanpa Maladministrasi"),
        ("60", False, "Kualitas Sedang"),
        # Nobody has looked yet whether everything was carried out.
        ("90", None, "Kualitas Tertinggi"),
    ],
)
def test_the_suffix_belongs_to_who_followed_up_everything(points, followed_up, words):
    assert scheme_on_file("2025").opinion(Decimal(points), followed_up) == words


def test_an_earlier_instrument_knows_no_suffix():
    assert scheme_on_file("2022-2024").opinion(Decimal(80), followed_up=True) == "Kualitas Tinggi"


@pytest.mark.parametrize(
    "exact, shown",
    [
        (Fraction(77995, 1000), "78.00"),
        (Fraction(77994999, 1000000), "77.99"),
        (Fraction(200, 3), "66.67"),
        (Fraction(0), "0.00"),
        (Fraction(100), "100.00"),
    ],
)
def test_a_half_of_a_hundredth_goes_up(exact, shown):
    assert str(rounded(exact)) == shown


@given(st.fractions(0, 100, max_denominator=10**9))
def test_rounding_is_that_of_decimal_half_up(exact):
    with localcontext() as context:
        context.prec = 60
        value = Decimal(exact.numerator) / Decimal(exact.denominator)
        assert rounded(exact) == value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def answers(**values):
    return [Answer(code, value) for code, value in values.items()]


def test_a_score_opens_down_to_its_answers_and_evidence():
    given = [*answers(a2=2, b1=3), Answer("a1", 4, ("foto.jpg",))]
    unit = score_unit(scheme(), given, "dinkes")
    assert unit.points == Decimal("75.00")
    assert [(part.code, str(part.points), part.share) for part in unit.parts] == [
        ("a", "75.00", Fraction(3, 5)),
        ("b", "75.00", Fraction(2, 5)),
    ]
    leaf = unit.find("a1")
    assert (leaf.value, leaf.points, leaf.answers[0].evidence) == (4, Decimal(100), ("foto.jpg",))


def test_several_answers_of_one_item_are_averaged():
    unit = score_unit(scheme(), [*answers(a1=4, a2=4, b1=2), Answer("b1", 4)])
    assert unit.find("b1").value == 3
    assert unit.points == Decimal("90.00")


@pytest.mark.parametrize(
    "rule, points",
    [("zero", "50.00"), ("leave_out", "100.00")],
)
def test_what_is_not_answered_counts_as_the_instrument_says(rule, points):
    rules = {"unanswered": rule, "not_applicable": "leave_out", "empty_dimension": rule}
    one = scheme(missing=rules)
    unit = score_unit(one, [*answers(a1=4), Answer("b1", None)])
    assert unit.find("a").points == Decimal(points)
    assert unit.points == Decimal("30.00" if rule == "zero" else "100.00")


def test_what_does_not_apply_gives_its_weight_to_its_siblings():
    unit = score_unit(scheme(), [Answer("a1", None, applies=False), *answers(a2=2, b1=4)])
    assert unit.find("a").points == Decimal("50.00")
    assert unit.find("a1").exact is None
    assert unit.points == Decimal("70.00")


@pytest.mark.parametrize(
    "rules, said, code",
    [
        ({"unanswered": "refuse"}, {"a1": 1, "b1": 1}, "a2"),
        ({"empty_dimension": "refuse"}, {"a1": 1, "a2": 1}, "b"),
    ],
)
def test_an_instrument_may_refuse_what_is_missing(rules, said, code):
    missing = {"unanswered": "zero", "not_applicable": "leave_out", "empty_dimension": "zero"}
    with pytest.raises(Unscorable) as refusal:
        score_unit(scheme(missing={**missing, **rules}), answers(**said))
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "given, kind", [({"zz": 1}, "unknown_indicator"), ({"a1": 5}, "outside_scale")]
)
def test_what_the_instrument_does_not_know_is_refused(given, kind):
    with pytest.raises(Unscorable) as refusal:
        score_unit(scheme(), answers(**given))
    assert refusal.value.kind == kind


def test_the_three_ways_from_units_to_a_government():
    loci = [{"code": "dinas", "name_id": "Dinas", "weight": "75"}]
    loci.append({"code": "puskesmas", "name_id": "Puskesmas", "weight": "25"})
    rules = {
        "unanswered": "leave_out",
        "not_applicable": "leave_out",
        "empty_dimension": "leave_out",
    }
    points = {}
    for way in ("mean", "weighted_by_locus", "by_dimension_then_mean"):
        one = scheme(aggregation=way, locus=loci, missing=rules)
        units = [
            score_unit(one, answers(a1=4, a2=4), "x", "dinas"),
            score_unit(one, answers(a1=0, a2=0, b1=2), "y", "puskesmas"),
        ]
        points[way] = str(score_government(one, units).points)
    # x has 100 in A only; y has 0 in A and 50 in B, which is 20.
    assert points == {
        "mean": "60.00",
        "weighted_by_locus": "80.00",
        "by_dimension_then_mean": "50.00",
    }


def test_a_unit_of_an_unknown_kind_of_place_is_refused():
    one = scheme(aggregation="weighted_by_locus", locus=[{"code": "dinas", "name_id": "D"}])
    with pytest.raises(Unscorable, match="unknown_locus"):
        score_government(one, [score_unit(one, answers(a1=1), "x", "pasar")])


def test_a_government_without_any_answer_has_no_score():
    rules = {
        "unanswered": "leave_out",
        "not_applicable": "leave_out",
        "empty_dimension": "leave_out",
    }
    one = scheme(missing=rules)
    government = score_government(one, [score_unit(one, [], "x")])
    assert government.points is None
    assert one.band(government.points) is None


def test_skm_is_the_mean_of_nine_elements_times_25():
    skm = scheme_on_file("skm")
    unit = score_unit(skm, [Answer(code, 3) for code in skm.indicators])
    assert unit.points == Decimal("75.00")
    best = score_unit(skm, [Answer(code, 4) for code in skm.indicators])
    assert best.points == Decimal("100.00")


def test_what_if_an_item_were_full_is_what_comes_out_when_it_is():
    one, said = scheme(), {"a1": 1, "a2": 3, "b1": 2}
    gains = if_full(score_unit(one, answers(**said)))
    assert [gain.indicator for gain in gains] == ["a1", "b1", "a2"]
    for gain in gains:
        full = score_unit(one, answers(**{**said, gain.indicator: 4}))
        assert gain.points == full.points


@given(instruments())
def test_the_shares_of_all_items_together_are_one(said):
    assert problems(said) == []
    assert sum(share for _one, share in build(said).weights()) == 1


@st.composite
def assessed(draw):
    """Return an instrument and the answers of up to three units, some of them missing."""
    said = draw(instruments())
    codes = list(build(said).indicators)
    value = st.integers(0, 4) | st.none()
    units = draw(
        st.lists(st.fixed_dictionaries({code: value for code in codes}), min_size=1, max_size=3)
    )
    return said, units


def scored(one, units):
    scores = [score_unit(one, answers(**said), f"u{n}") for n, said in enumerate(units)]
    return score_government(one, scores, "pemda")


@given(assessed(), st.data())
def test_a_better_item_never_lowers_a_score(case, data):
    said, units = case
    known = [(n, c) for n, unit in enumerate(units) for c, v in unit.items() if v is not None]
    if not known:
        return
    place, code = data.draw(st.sampled_from(known))
    better = [dict(unit) for unit in units]
    better[place][code] = data.draw(st.integers(units[place][code], 4))
    one = build(said)
    assert scored(one, better).exact >= scored(one, units).exact


@given(assessed(), st.randoms(use_true_random=False))
def test_the_order_of_answers_and_units_changes_nothing(case, chance):
    said, units = case
    one = build(said)
    scores = []
    for number, unit in enumerate(units):
        shuffled = answers(**unit)
        chance.shuffle(shuffled)
        scores.append(score_unit(one, shuffled, f"u{number}"))
    chance.shuffle(scores)
    assert score_government(one, scores, "pemda") == scored(one, units)


@given(assessed())
def test_exported_and_read_again_it_gives_the_same_scores_to_the_last_digit(case):
    said, units = case
    again = read(toml_of(said))
    assert again == said
    assert scored(build(again), units) == scored(build(said), units)


@given(assessed())
def test_every_score_lies_between_nothing_and_full(case):
    said, units = case
    exact = scored(build(said), units).exact
    assert exact is None or 0 <= exact <= 100


def test_the_small_instrument_of_these_tests_is_valid():
    assert problems(two_dimensions()) == []

"""What is wrong with an instrument is said in a sentence, with its place."""

from copy import deepcopy

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from narahubung.assessment.reading import Unreadable, files, read
from narahubung.assessment.tests.schemes import dimension, indicator, said_of, two_dimensions
from narahubung.assessment.validation import problems


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def changed(path, value):
    """Return the small instrument with one thing changed; None takes it out."""
    said = two_dimensions()
    *way, last = path
    place = said
    for step in way:
        place = place[step]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return said


A = ("dimension", 0)
A1 = (*A, "variable", 0, "indicator", 0)
WRONG = [
    (("kind",), None, "“kind” is missing."),
    (("kind",), "exam", "“kind” must be one of compliance"),
    (("naem_id",), "x", "“naem_id” is not known. Did you mean “name_id”?"),
    (("zzz",), "x", "“zzz” is not known."),
    (("in_force_from",), "2027-13-01", "“in_force_from” must be a day"),
    (("in_force_until",), "2026-01-01", "It ends before it begins."),
    (("dimension",), [], "“dimension” is empty."),
    (("dimension",), "x", "“dimension” must be a list of tables."),
    (("missing",), "zero", "“missing” must be a table."),
    (("missing", "unanswered"), "guess", "“unanswered” must be one of zero, leave_out, refuse"),
    ((*A, "weight"), "59.99", "dimension: The weights add up to 99.99, not to 100."),
    ((*A, "weight"), None, "dimension: Some have a weight and these have none: a."),
    ((*A, "weight"), "-5", "“weight” must be a number above zero, and not -5."),
    ((*A, "weight"), "NaN", "“weight” must be a number above zero, and not NaN."),
    ((*A, "weight"), "1e9", "“weight” must be a number above zero"),
    ((*A1, "scale"), "five", "a › v-a › a1: There is no scale “five”."),
    ((*A1, "respondent"), "nobody", "There is no respondent “nobody”."),
    ((*A1, "code"), "b1", "The code “b1” stands there 2 times."),
    ((*A1, "code"), "a b", "“code” must be letters, digits"),
    ((*A1, "after"), ["zz"], "It comes after “zz”, which is no indicator."),
    ((*A1, "after"), ["a1"], "wait for each other in a circle: a1 → a1."),
    ((*A1, "effort"), 0, "“effort” must be a whole number from 1 to 1000, and not 0."),
    ((*A1, "evidence"), "foto", "“evidence” must be a list of words."),
    ((*A1, "name_id"), " ", "“name_id” must be words, and not empty."),
    (("scale", 0, "highest"), "0", "scale ordinal: The highest value must be above the lowest."),
    (("scale", 0, "zero"), "1", "What earns nothing cannot lie above the lowest value."),
    (("scale", 0, "step"), "3", "The steps do not lead from the lowest value to the highest."),
    (("scale", 0, "step"), "0.01", "A scale has at most a hundred steps."),
    (("band", 0, "highest"), "77.98", "band B, A: There is a gap between 77.98 and 78."),
    (("band", 0, "highest"), "78", "band B, A: They overlap between 78 and 78."),
    (("band", 1, "highest"), "99", "band A: The highest band must end at 100."),
    (("band", 0, "lowest"), "10", "band B: Scores under 10 have no band."),
    (("band", 1, "lowest"), "78.001", "Edges have at most two decimals."),
    (("band",), None, "band: Bands are missing."),
    (("aggregation",), "weighted_by_locus", "it must say which places weigh how much"),
    (("fact", 0, "about"), "weights", "“weights” is told 2 times."),
    (("fact", 0, "about"), "weights", "Say where “scale” comes from"),
    (("fact", 0, "confidence"), "sure", "“confidence” must be one of high"),
]


@pytest.mark.parametrize("path, value, words", WRONG, ids=[str(row[2])[:40] for row in WRONG])
def test_what_is_wrong_is_said_in_a_sentence(path, value, words):
    assert any(words in sentence for sentence in problems(changed(path, value)))


def test_a_circle_of_three_is_found():
    items = [indicator(a, after=[b]) for a, b in (("x", "y"), ("y", "z"), ("z", "x"))]
    (sentence,) = problems(said_of([dimension("a", items)]))
    assert "circle" in sentence and sentence.count("→") == 3


@pytest.mark.parametrize("path", files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_instrument_of_the_house_is_fit_and_says_how_sure_it_is(path):
    said = read(path.read_text())
    assert problems(said) == []
    sure = {fact["about"]: fact["confidence"] for fact in said["fact"]}
    assert set(sure.values()) <= {"high", "medium", "low", "proposal"}
    unsure = [f for f in said["fact"] if f["confidence"] == "proposal"]
    assert all(fact["source"] == "usulan kami" for fact in unsure)


def test_what_is_not_toml_is_refused():
    with pytest.raises(Unreadable):
        read("code = ")


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.data(), json)
def test_whatever_stands_in_any_place_is_answered_with_sentences(data, junk):
    """No junk makes the validator fall over: it is fit, or there is a sentence."""
    said = deepcopy(two_dimensions())
    place = said
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = junk
    assert all(isinstance(sentence, str) and sentence for sentence in problems(said))

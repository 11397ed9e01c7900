"""What becomes of a promise: by figures, by proofs, by days. No database."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narahubung.agreements.living import Rule, life_of, rule
from narahubung.agreements.periods import Period, add_months, periods
from narahubung.agreements.reasons import WORDS, sentence, stored
from narahubung.agreements.standing import AT_LEAST, AT_MOST, Kind, Shown, Terms, state_of

D, N = date, Decimal
YEAR = (D(2026, 1, 1), D(2026, 12, 31))
SHARE = Terms(*YEAR, 3, N(80))
OPEN = Terms(*YEAR, 1, N(0), AT_MOST)
MEETINGS = Terms(*YEAR, 12, N(4), AT_LEAST, grows=True)
REOPENED = Terms(*YEAR, 3, N(5), AT_MOST, grows=True)
PROOF = Terms(*YEAR, 6)
ONCE = Terms(*YEAR, 0)
Q1, Q2 = D(2026, 1, 1), D(2026, 4, 1)
VERIFIED, WAITING, REFUSED = "verified", "waiting", "refused"


@pytest.mark.parametrize(
    ("terms", "series", "today", "kind", "reason"),
    [
        (SHARE, {}, D(2025, 12, 30), "on_track", "begins"),
        (SHARE, {}, D(2026, 2, 1), "on_track", "figure_quiet"),
        (SHARE, {Q1: N(90)}, D(2026, 2, 1), "on_track", "figure_fine"),
        (SHARE, {Q1: N(60)}, D(2026, 2, 1), "at_risk", "figure_risk"),
        (SHARE, {Q1: N(90), Q2: N(79)}, D(2026, 4, 9), "at_risk", "figure_risk"),
        (SHARE, {Q1: N(60)}, D(2026, 4, 9), "missed", "figure_broken"),
        (SHARE, {Q1: N(60), Q2: N(70)}, D(2026, 4, 9), "missed", "figure_broken"),
        (SHARE, {Q1: N(60), Q2: N(95)}, D(2026, 4, 9), "at_risk", "figure_again"),
        (SHARE, {Q1: N(90), Q2: None}, D(2026, 4, 9), "on_track", "figure_quiet"),
        (OPEN, {D(2026, 3, 1): N(0)}, D(2026, 3, 9), "on_track", "figure_fine"),
        (OPEN, {D(2026, 3, 1): N(1)}, D(2026, 3, 9), "at_risk", "figure_risk"),
        (MEETINGS, {Q1: N(0)}, D(2026, 3, 1), "on_track", "figure_quiet"),
        (MEETINGS, {Q1: N(0)}, D(2026, 5, 1), "at_risk", "figure_slow"),
        (MEETINGS, {Q1: N(2)}, D(2026, 7, 3), "on_track", "figure_fine"),
        (MEETINGS, {Q1: N(4)}, D(2026, 7, 3), "on_track", "figure_kept"),
        (MEETINGS, {Q1: N(4)}, D(2027, 1, 1), "kept", "over_kept"),
        (MEETINGS, {Q1: N(3)}, D(2027, 1, 1), "missed", "over_broken"),
        (REOPENED, {Q1: N(5)}, D(2026, 3, 3), "on_track", "figure_fine"),
        (REOPENED, {Q1: N(6)}, D(2026, 3, 3), "missed", "figure_too_many"),
        (SHARE, {}, D(2027, 1, 1), "missed", "over_never"),
    ],
)
def test_a_promise_that_is_measured(terms, series, today, kind, reason):
    state = state_of(terms, series, (), today)
    assert (state.kind.code, state.reason) == (kind, reason)


@pytest.mark.parametrize(
    ("terms", "proofs", "today", "kind", "reason"),
    [
        (PROOF, [], D(2026, 2, 1), "on_track", "proof_quiet"),
        (PROOF, [], D(2026, 6, 1), "at_risk", "proof_risk"),
        (PROOF, [], D(2026, 7, 1), "missed", "proof_broken"),
        (PROOF, [(D(2026, 3, 3), WAITING)], D(2026, 6, 1), "on_track", "proof_handed"),
        (PROOF, [(D(2026, 3, 3), WAITING)], D(2026, 7, 2), "at_risk", "proof_unread"),
        (PROOF, [(D(2026, 3, 3), REFUSED)], D(2026, 7, 2), "missed", "proof_broken"),
        (PROOF, [(D(2026, 3, 3), VERIFIED)], D(2026, 6, 1), "on_track", "proof_kept"),
        (PROOF, [(D(2026, 3, 3), VERIFIED)], D(2026, 7, 2), "on_track", "proof_quiet"),
        (PROOF, [(D(2026, 8, 3), VERIFIED)], D(2026, 8, 9), "at_risk", "proof_again"),
        (ONCE, [(D(2026, 8, 3), VERIFIED)], D(2026, 8, 9), "kept", "proof_reached"),
        (ONCE, [(D(2026, 8, 3), WAITING)], D(2027, 8, 9), "at_risk", "over_unread"),
        (ONCE, [], D(2027, 8, 9), "missed", "over_broken"),
    ],
)
def test_a_promise_that_is_proved_by_hand(terms, proofs, today, kind, reason):
    state = state_of(terms, {}, [Shown(*proof) for proof in proofs], today)
    assert (state.kind.code, state.reason) == (kind, reason)


def test_a_reason_is_a_sentence_in_both_languages():
    state = state_of(SHARE, {Q1: N("61.5")}, (), D(2026, 2, 1))
    said = stored(state.numbers)
    assert sentence(state.reason, said, "id", "%") == (
        "Sejauh ini 61,5%, belum sesuai janji: paling sedikit 80%. Periode ini berakhir 31 Maret 2026."
    )
    assert sentence(state.reason, said, "en", "%") == (
        "So far 61.5%, which is not what was promised: at least 80%. This period ends on 31 March 2026."
    )
    assert WORDS["id"].keys() == WORDS["en"].keys()


# A busy machine draws slowly, and that says nothing about a promise.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
days = st.integers(0, 900).map(lambda n: D(2025, 11, 1) + timedelta(days=n))
values = st.decimals(0, 120, places=1)
fates = st.sampled_from([VERIFIED, WAITING, REFUSED])
proofs = st.lists(st.builds(Shown, days, fates), max_size=6)


@st.composite
def stories(draw):
    first = draw(days)
    last = first + timedelta(days=draw(st.integers(0, 700)))
    months = draw(st.sampled_from([0, 1, 3, 6, 12]))
    threshold = draw(st.none() | values)
    side, grows = draw(st.sampled_from([AT_LEAST, AT_MOST])), draw(st.booleans())
    terms = Terms(first, last, months, threshold, side, grows and threshold is not None)
    series = {p.first: draw(st.none() | values) for p in periods(first, last, months)}
    return terms, series, tuple(draw(proofs)), draw(days)


@unhurried
@given(stories())
def test_every_story_has_one_state_and_a_sentence(story):
    terms, series, shown, today = story
    state = state_of(terms, series, shown, today)
    assert state == state_of(terms, dict(reversed(series.items())), shown[::-1], today)
    for language in ("id", "en"):
        assert sentence(state.reason, stored(state.numbers), language).endswith(".")
    assert state.evidence_on is None or state.evidence_on <= max(
        today, *[p.day for p in shown], today
    )


@unhurried
@given(stories(), st.data())
def test_a_better_figure_never_worsens_a_state(story, data):
    terms, series, shown, today = story
    known = [day for day, value in series.items() if value is not None]
    if terms.threshold is None or not known:
        return
    day, by = data.draw(st.sampled_from(known)), data.draw(values)
    better = series[day] + by if terms.comparison == AT_LEAST else max(series[day] - by, N(0))
    before = state_of(terms, series, shown, today)
    assert state_of(terms, {**series, day: better}, shown, today).kind >= before.kind


@unhurried
@given(stories(), days)
def test_a_verified_proof_never_worsens_a_state(story, day):
    terms, series, shown, today = story
    before = state_of(terms, series, shown, today)
    assert state_of(terms, series, (*shown, Shown(day, VERIFIED)), today).kind >= before.kind


@unhurried
@given(stories())
def test_periods_lie_side_by_side_and_fill_the_whole_time(story):
    terms = story[0]
    spans = list(periods(terms.starts_on, terms.ends_on, terms.months))
    assert (spans[0].first, spans[-1].last) == (terms.starts_on, terms.ends_on)
    for one, following in zip(spans, spans[1:], strict=False):
        assert one.last + timedelta(days=1) == following.first


def test_a_month_without_that_day_ends_earlier():
    assert add_months(D(2026, 1, 31), 1) == D(2026, 2, 28)
    assert list(periods(D(2026, 1, 31), D(2026, 3, 30), 1)) == [
        Period(D(2026, 1, 31), D(2026, 2, 27)),
        Period(D(2026, 2, 28), D(2026, 3, 30)),
    ]


HALF = Rule(50, 2, 6, "{share} {periods}", "{share} {periods}")


@pytest.mark.parametrize(
    ("commitments", "lives"),
    [
        ([], False),
        ([(3, None)], False),
        ([(3, D(2026, 5, 2)), (12, None)], True),
        ([(3, D(2026, 4, 30)), (12, None)], False),
        ([(12, D(2024, 11, 2)), (1, D(2026, 10, 1)), (0, None), (0, None)], True),
        ([(0, D(2025, 10, 1)), (1, D(2026, 10, 1)), (1, None)], False),
    ],
)
def test_an_agreement_lives_by_fresh_evidence(commitments, lives):
    assert life_of(commitments, D(2026, 11, 1), HALF).lives is lives


def test_the_rule_is_told_in_words_with_its_own_numbers():
    assert str(rule().share) in rule().words("id") and str(rule().periods) in rule().words("en")


def test_the_worst_state_comes_first():
    assert [kind.code for kind in sorted(Kind)] == ["missed", "at_risk", "on_track", "kept"]

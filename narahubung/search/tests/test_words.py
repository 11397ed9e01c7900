import pytest
from hypothesis import given
from hypothesis import strategies as st

from narahubung.search.words import LONGEST_WORD, MOST_TERMS, Term, terms_of, words_of


@pytest.mark.parametrize(
    "text, words",
    [
        ("Jl.Merdeka No. 12/A", ["jl", "merdeka", "no", "12", "a"]),
        ("Kafé ＡＢＣ ﬁnal", ["kafe", "abc", "final"]),
        ("anak-anak_kecil", ["anak", "anak", "kecil"]),
        ("\x00'\";--", []),
        ("x" * 1_000_000, ["x" * LONGEST_WORD]),
    ],
)
def test_a_text_becomes_plain_words(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    "question, terms",
    [
        ("jalan rusak", [Term(("jalan",), True), Term(("rusak",), True)]),
        ("di ja", [Term(("di",)), Term(("ja",), True)]),
        ('"jalan rusak" di', [Term(("jalan", "rusak")), Term(("di",), True)]),
        ('di "ja"', [Term(("di",)), Term(("ja",))]),
        ('"jalan rusak', [Term(("jalan", "rusak"))]),
        ("jalan jalan", [Term(("jalan",), True)]),
        ("OR NOT * : ( )", [Term(("or",)), Term(("not",), True)]),
    ],
)
def test_a_question_becomes_terms(question, terms):
    assert terms_of(question) == terms


@given(st.text(alphabet=st.characters(), max_size=300))
def test_words_are_letters_and_digits_and_nothing_else(text):
    assert all(word.isalnum() for word in words_of(text))
    assert len(terms_of(text)) <= MOST_TERMS

from hypothesis import given
from hypothesis import strategies as st

from narahubung.cases.references import ALPHABET, new_reference, normalise

numbers = st.builds(
    new_reference, st.sampled_from(["64.02", "61.71", "11"]), st.integers(2024, 2099)
)


@given(numbers)
def test_a_number_is_understood_however_it_is_typed(number):
    assert normalise(number) == number
    assert normalise(f" {number.lower().replace('-', ' ')} ") == number


@given(numbers, st.integers(0, 10), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed(number, place, letter):
    letters = list(number.replace("-", ""))
    if letters[place] == letter:
        return
    letters[place] = letter
    assert normalise("".join(letters)) == ""


@given(numbers, st.integers(0, 9))
def test_two_swapped_letters_are_noticed(number, place):
    letters = list(number.replace("-", ""))
    if letters[place] == letters[place + 1]:
        return
    letters[place], letters[place + 1] = letters[place + 1], letters[place]
    assert normalise("".join(letters)) == ""


@given(st.text())
def test_any_text_is_a_number_or_nothing(text):
    assert normalise(text) in ("", normalise(normalise(text)))

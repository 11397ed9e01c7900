"""Who may try the secret words of a number how often, and what a guesser may expect of it.

A guesser and an owner who has forgotten a word look alike, so nobody is told apart by more than the
line they come by. Each line has tries of its own that no other line can use up; only what goes beyond
them is shared. So a guesser at one line spends the tries of that line, and the owner at any other is let in.
"""

from narahubung.cases.references import normalise
from narahubung.portal import puzzles
from narahubung.portal.limits import Limit, address_of, line_of

# One address over all numbers: sixty people behind a village office, ten wrong tries each.
BY_ADDRESS = Limit("track address", 600)
BY_LINE = Limit("track number from a line", 10)
SURE_OF_A_LINE = 3
BY_NUMBER = Limit("track number", 10_000)
EASY_FOR_A_NUMBER = 100
BY_PUZZLE = Limit("track number by puzzle", 60)

WORDS = 1024**4
HOURS_A_YEAR = 8766


def is_let_in(request, number) -> bool:
    """Count this try and tell whether it may be one; beyond the limits a solved puzzle lets in."""
    number = normalise(number) or number
    return is_within_limits(request, number) or (
        puzzles.is_solved(request) and not BY_PUZZLE.is_passed(number)
    )


def is_within_limits(request, number) -> bool:
    """What is refused at a line is not counted for the number, or one line could use up all of it."""
    if BY_ADDRESS.is_passed(address_of(request)):
        return False
    own = BY_LINE.count(f"{number} {line_of(request)}")
    if own > BY_LINE.most:
        return False
    if own > SURE_OF_A_LINE and BY_NUMBER.counted(number) >= EASY_FOR_A_NUMBER:
        return False
    return not BY_NUMBER.is_passed(number)


def forgive(request, number):
    """The right words were no guess."""
    number = normalise(number) or number
    BY_ADDRESS.give_back(address_of(request))
    BY_LINE.give_back(f"{number} {line_of(request)}")
    BY_NUMBER.give_back(number)


def guesses_a_year(lines: int, with_puzzles=False) -> int:
    """Return the most guesses at one number in a year from so many lines, each busy every hour."""
    sure = SURE_OF_A_LINE * lines
    shared = min((BY_LINE.most - SURE_OF_A_LINE) * lines, EASY_FOR_A_NUMBER)
    puzzled = BY_PUZZLE.most if with_puzzles else 0
    return HOURS_A_YEAR * (min(sure + shared, BY_NUMBER.most) + puzzled)


def guesses_of_an_address() -> int:
    """Return the most guesses of one address in a year over all numbers together, without puzzles."""
    return HOURS_A_YEAR * BY_ADDRESS.most


def one_in(guesses: int) -> int:
    """Return that one of so many guessers finds the words within a year: each guess is one of 2^40."""
    return WORDS // guesses

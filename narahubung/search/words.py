"""Text and questions reduced to the same plain words, so that both engines see what the other sees."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST_TEXT = 100_000
LONGEST_QUESTION = 1_000
LONGEST_WORD = 60
MOST_TERMS = 16
WORD = re.compile(r"[^\W_]+")
PART = re.compile(r'"([^"]*)"?|([^"]+)')
# A single letter as a beginning would match half of all rows and say nothing.
SHORTEST_BEGINNING = 3


@dataclass(frozen=True)
class Term:
    """What must occur: one word, its beginning, or several words in a row."""

    words: tuple[str, ...]
    is_beginning: bool = False


def words_of(text: str) -> list[str]:
    """Return the words in lower case without accents; all else is a gap between words.

    A word longer than any real one is cut, alike in texts and in questions.
    """
    text = text[:LONGEST_TEXT].casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return [word[:LONGEST_WORD] for word in WORD.findall(text)]


def terms_of(question: str) -> list[Term]:
    """Return what a question asks for; a part in quotation marks stays together."""
    terms = []
    for quoted, loose in PART.findall(question[:LONGEST_QUESTION]):
        if words := tuple(words_of(quoted)):
            terms.append(Term(words))
        terms += [Term((word,), len(word) >= SHORTEST_BEGINNING) for word in words_of(loose)]
    if terms and len(terms[-1].words) == 1 and not question.rstrip().endswith('"'):
        terms[-1] = Term(terms[-1].words, is_beginning=True)
    return list(dict.fromkeys(terms))[:MOST_TERMS]

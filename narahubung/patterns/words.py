"""Indonesian as it is written in complaints, reduced to the words that carry the matter. Pure.

Two texts about the same matter come out with many of the same words, however they are spelled. What leads to a
person is taken out first (`masking.py`), so none of it is stored.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from Stemmer import Stemmer

from narahubung.patterns.masking import unnamed

DATA = Path(__file__).parent / "data" / "words.toml"
# Raised whenever the same text would come out otherwise: the index is then made anew.
VERSION = "1"
LONGEST_TEXT = 20_000
LONGEST_WORD = 40
MOST_WORDS = 1_000
REMEMBERED = 50_000
# Letters of other scripts that look like ours, and marks that are not seen at all.
ALIKE = str.maketrans("авекмнорстухіјѕԁαεικνορτυχ", "abekmhopctyxijsdaeikvoptux")
UNSEEN = re.compile(
    "[\u0000-\u0008\u00ad\u034f\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
DATE = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](20\d\d)(?!\d)")
THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:\.\d{3})+(?!\d)")
WORD = re.compile(r"[^\W_]+")
STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
DRAWN_OUT = re.compile(r"([^\W\d_])\1+$")
TWICE = re.compile(r"^([^\W\d_]{3,})2([^\W\d_]*)$")
MIXED = re.compile(r"^(\d+)([^\W\d_]{3,})$|^([^\W\d_]{2,})(\d+)$")


@dataclass(frozen=True)
class Word:
    """A word as it is compared, and as it was written."""

    stem: str
    seen: str


@cache
def tables() -> tuple[dict[str, str], dict[str, list], frozenset[str]]:
    """Return what is meant by what is written, the phrases by their first word, and what is left out."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    written = {w: meant for meant, words in data["written"].items() for w in words.split()}
    phrases: dict[str, list] = {}
    for meant, names in data["phrases"].items():
        for name in names:
            first, *rest = (written.get(word, word) for word in name.split())
            phrases.setdefault(first, []).append((rest, meant))
    for known in phrases.values():
        known.sort(key=lambda phrase: -len(phrase[0]))
    return written, phrases, frozenset(data["left_out"]["words"].split())


def read(text: str) -> list[Word]:
    """Return the words of a text that carry its matter, in their order."""
    return carrying(said(text))


def said(text: str) -> list[tuple[str, str]]:
    """Return every word of a text as it is meant and as it was written, without what leads to a person."""
    return list(folded(unnamed(UNSEEN.sub("", text[:LONGEST_TEXT]))))


def carrying(words: list[tuple[str, str]]) -> list[Word]:
    left_out = tables()[2]
    return [
        Word(related().get(stem(meant), stem(meant)), seen)
        for meant, seen in joined(words)
        if meant not in left_out and (len(meant) > 1 or meant.isdecimal())
    ][:MOST_WORDS]


def digest(words: list[Word]) -> str:
    """Return what only the same text has: the same words in the same order, whoever wrote it."""
    if not words:
        return ""
    return sha256(" ".join(word.stem for word in words).encode()).hexdigest()[:32]


def folded(text: str) -> Iterator[tuple[str, str]]:
    """Return each word as it is meant, and as it was written."""
    for match in WORD.finditer(numbered(plain(text))):
        yield from known(match[0][:LONGEST_WORD])


@lru_cache(REMEMBERED)
def known(word: str) -> tuple[tuple[str, str], ...]:
    return tuple((meant_by(part), part) for part in apart(word))


@lru_cache(REMEMBERED)
def stem(word: str) -> str:
    """Return the stem; ngurusin is first brought to mengurus, for no stemmer knows how people talk."""
    if len(word) > 5 and word.endswith("in"):
        word = word[:-2]
    if len(word) > 4 and word.startswith("ng"):
        word = f"me{word}"
    return Stemmer("indonesian").stemWord(word)


@cache
def related() -> dict[str, str]:
    """Return for the stem of a word that of the usual word for the same thing."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))["related"]
    return {stem(w): stem(usual) for usual, words in data.items() for w in words.split()}


def plain(text: str) -> str:
    """Return small letters without accents, unseen marks, and look-alikes from other scripts."""
    # One letter may stand for a whole sentence of others.
    text = unicodedata.normalize("NFKC", text)[:LONGEST_TEXT].casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
        text = text.translate(ALIKE)
    return text


def numbered(text: str) -> str:
    """Write a date as one word and a sum without its dots."""
    text = DATE.sub(lambda m: f" {m[3]}{int(m[2]):02}{int(m[1]):02} ", text)
    return THOUSANDS.sub(lambda m: m[0].replace(".", ""), text)


def apart(word: str) -> list[str]:
    """Return 3hari and rt03 as two words each; jalan2 is jalan-jalan, and one."""
    if twice := TWICE.match(word):
        return [twice[1] + twice[2]]
    if mixed := MIXED.match(word):
        return [part for part in mixed.groups() if part]
    return [word]


def meant_by(word: str) -> str:
    written = tables()[0]
    if word.isdecimal():
        return word.lstrip("0") or "0"
    if word in written:
        return written[word]
    word = DRAWN_OUT.sub(r"\1", STRETCHED.sub(r"\1", word))
    return written.get(word, word)


def joined(words: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Put one word in place of a phrase that has a short name."""
    phrases, at = tables()[1], 0
    while at < len(words):
        meant, seen = words[at]
        for rest, name in phrases.get(meant, ()):
            after = words[at + 1 : at + 1 + len(rest)]
            if [word for word, _seen in after] == rest:
                meant, seen = name, " ".join([seen, *(written for _word, written in after)])
                at += len(rest)
                break
        yield meant, seen
        at += 1

"""Secret words: a password that can be read out on the phone and kept on a slip of paper."""

import hmac
import secrets
import unicodedata
from pathlib import Path

from narahubung.vault.blind import blind_index

LIST = Path(__file__).with_name("data") / "words.txt"
WORDS = tuple(LIST.read_text(encoding="utf-8").split())
COUNT = 4


def new_secret() -> str:
    """Return four words of 1,024, with hyphens: 40 bits, one of 1.1 million million.

    What a guesser may expect of that is counted in `portal.guessing`. The list holds no two words that differ by a single letter.
    """
    return "-".join(secrets.choice(WORDS) for _ in range(COUNT))


def normalise_secret(text: str) -> str:
    """Return the letters alone: case, spaces, hyphens, accents and invisible marks do not count."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in folded if letter.isalpha())


def digest_secret(reference: str, words: str) -> str:
    """Return what may be stored. Without the key file it cannot be searched by trial."""
    return blind_index(f"secret words of {reference}", normalise_secret(words))


def matches(reference: str, words: str, digest: str) -> bool:
    return hmac.compare_digest(digest_secret(reference, words).encode(), digest.encode())

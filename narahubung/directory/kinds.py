"""The kinds of agency in the words of people who fill in spreadsheets."""

import tomllib
from functools import cache
from pathlib import Path

from narahubung.directory.models import Agency

WORDS = Path(__file__).parent / "data" / "kinds.toml"


@cache
def words_of_kinds() -> dict[str, list[str]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


@cache
def kinds_by_word() -> dict[str, str]:
    words = {word.casefold(): kind for kind, row in words_of_kinds().items() for word in row}
    return words | {kind: kind for kind in Agency.Kind.values}


def kind_called(text) -> str | None:
    return kinds_by_word().get(" ".join(text.casefold().split()))

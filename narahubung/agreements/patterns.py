"""Ready templates of agreements, read from data with their sources."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from narahubung.agreements import figured

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Promised:
    """One commitment of a template. Its words are those of the paper, which is written in Indonesian.

    As long as nobody counts its figure, it is proved by hand.
    """

    text: str
    owner: str
    cadence: str
    figure: str = ""
    share_of: str = ""
    comparison: str = ""
    threshold: str = ""

    def terms(self) -> dict:
        said = {"text": self.text, "cadence": self.cadence, "how": "proof"}
        if not figured.is_known(self.figure):
            return said
        return {
            **said,
            "how": "figure",
            "figure": self.figure,
            "share_of": self.share_of,
            "comparison": self.comparison,
            "threshold": Decimal(self.threshold),
        }


@dataclass(frozen=True)
class Written:
    text: str
    source: str
    commitments: tuple[Promised, ...]


@dataclass(frozen=True)
class Template:
    code: str
    kind: str
    name_id: str
    name_en: str
    about_id: str
    about_en: str
    source: str
    legal_basis: str
    clauses: tuple[Written, ...]

    @property
    def name(self):
        return self.name_en if (get_language() or "id").startswith("en") else self.name_id

    @property
    def about(self):
        return self.about_en if (get_language() or "id").startswith("en") else self.about_id


@cache
def templates() -> dict[str, Template]:
    rows = tomllib.loads((DATA / "templates.toml").read_text(encoding="utf-8"))["template"]
    return {row["code"]: Template(**{**row, "clauses": clauses_of(row)}) for row in rows}


def clauses_of(row) -> tuple[Written, ...]:
    return tuple(
        Written(c["text"], c["source"], tuple(Promised(**p) for p in c["commitment"]))
        for c in row["clauses"]
    )


def template(code: str) -> Template:
    return templates()[code]

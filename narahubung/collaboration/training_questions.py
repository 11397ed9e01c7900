"""Kinds of training and the two forms that are asked about one, read from data."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

DATA = Path(__file__).parent / "data"
AFTER, LATER = "after", "later"


def spoken(in_indonesian: str, in_english: str) -> str:
    return in_english if (get_language() or "id").startswith("en") else in_indonesian


@dataclass(frozen=True)
class Kind:
    code: str
    name_id: str
    name_en: str

    def __str__(self):
        return spoken(self.name_id, self.name_en)


@dataclass(frozen=True)
class Mark:
    """One of the five answers to a statement."""

    value: int
    words_id: str
    words_en: str

    def __str__(self):
        return spoken(self.words_id, self.words_en)


@dataclass(frozen=True)
class Question:
    """A statement with which one agrees or not; an open one is answered in own words, or not at all."""

    code: str
    text_id: str
    text_en: str
    open: bool = False

    def __str__(self):
        return spoken(self.text_id, self.text_en)


@dataclass(frozen=True)
class Form:
    name: str
    title_id: str
    title_en: str
    opens_after: int
    open_for: int
    questions: tuple[Question, ...]

    def __str__(self):
        return spoken(self.title_id, self.title_en)

    @property
    def marked(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if not question.open)

    @property
    def spoken(self) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.open)

    def opens_on(self, last_day):
        return last_day + timedelta(days=self.opens_after)

    def last_day(self, opened_on):
        return opened_on + timedelta(days=self.open_for)


@cache
def read() -> dict:
    return tomllib.loads((DATA / "training.toml").read_text(encoding="utf-8"))


@cache
def kinds() -> dict[str, Kind]:
    return {row["code"]: Kind(**row) for row in read()["kind"]}


@cache
def scale() -> tuple[Mark, ...]:
    """Return the five answers, the best first."""
    return tuple(Mark(**row) for row in read()["scale"])


@cache
def forms() -> dict[str, Form]:
    found = {}
    for row in read()["form"]:
        questions = tuple(Question(**question) for question in row["question"])
        rest = {key: value for key, value in row.items() if key != "question"}
        found[row["name"]] = Form(questions=questions, **rest)
    return found

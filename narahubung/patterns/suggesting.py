"""Which label a text most likely has, learned from texts that have one: words, a linear machine, and honest odds.

TF-IDF of stems, alone and in pairs, a balanced linear support vector machine, and one temperature that makes its
confidence true. The library is an extra, `pip install narahubung[suggest]`, read when it is first needed.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from narahubung.patterns.words import read

FEWEST = 2
FOLDS = 5
# Of so many texts, a word that stands in one alone is left out.
MANY = 5_000
# What is tried as temperature: from very sure of itself to not at all.
TEMPERATURES = tuple(0.02 * 1.15**n for n in range(40))
SEED = 7


class Missing(RuntimeError):
    """The extra is not installed; the message says how to."""


class TooFew(ValueError):
    """There is nothing to learn from: fewer than two labels with at least two texts each."""


@dataclass(frozen=True)
class Suggestion:
    """A label, how sure it is (between nothing and one), and the words that spoke for it."""

    label: str
    sureness: float
    words: tuple[str, ...] = ()


def can_suggest() -> bool:
    return find_spec("sklearn") is not None


def library(name: str):
    if not can_suggest():
        raise Missing("This needs scikit-learn: pip install narahubung[suggest]")
    return import_module(f"sklearn.{name}")


def stems(text: str) -> list[str]:
    return [word.stem for word in read(text)]


@dataclass(frozen=True)
class Suggester:
    """What was learned. It holds words of texts, so it is kept and erased as they are."""

    labels: tuple[str, ...]
    vectorizer: object
    machine: object
    temperature: float

    def suggest(self, texts: Sequence[str], most: int = 3) -> list[list[Suggestion]]:
        """Return for each text the likeliest labels, the surest first."""
        given = self.vectorizer.transform([stems(text) for text in texts])
        chances = softmax(margins(self.machine, given) / self.temperature)
        return [
            [
                Suggestion(self.labels[at], round(float(row[at]), 4), self.speaking(given[n], at))
                for at in row.argsort()[::-1][:most]
            ]
            for n, row in enumerate(chances)
        ]

    def speaking(self, given, label: int, most: int = 5) -> tuple[str, ...]:
        """Return the stems of this text that spoke most for a label."""
        weights = self.machine.coef_
        side = weights[label] if len(weights) > 1 else weights[0] * (1 if label else -1)
        names = self.vectorizer.get_feature_names_out()
        spoke = [
            (value * side[at], at) for value, at in zip(given.data, given.indices, strict=True)
        ]
        return tuple(names[at] for weight, at in sorted(spoke, reverse=True)[:most] if weight > 0)


def learn(texts: Sequence[str], labels: Sequence[str]) -> Suggester:
    """Learn from texts with labels; a label with a single text cannot be learned and is left out."""
    counts = Counter(labels)
    kept = [(t, label) for t, label in zip(texts, labels, strict=True) if counts[label] >= FEWEST]
    names = tuple(sorted({label for _text, label in kept}))
    if len(names) < 2:
        raise TooFew("There must be two labels at least, each with two texts at least.")
    read_in = [stems(text) for text, _label in kept]
    at = {name: n for n, name in enumerate(names)}
    targets = [at[label] for _text, label in kept]
    temperature = tempered(read_in, targets)
    vectorizer, machine = trained(read_in, targets)
    return Suggester(names, vectorizer, machine, temperature)


def trained(read_in, targets):
    vectorizer = library("feature_extraction.text").TfidfVectorizer(
        analyzer=pairs, min_df=1 if len(read_in) < MANY else 2, sublinear_tf=True
    )
    given = vectorizer.fit_transform(read_in)
    machine = library("svm").LinearSVC(C=1.0, class_weight="balanced", random_state=SEED)
    return vectorizer, machine.fit(given, targets)


def pairs(words: list[str]) -> list[str]:
    return [*words, *(f"{one} {two}" for one, two in zip(words, words[1:], strict=False))]


def margins(machine, given):
    """Return one margin for each label, also where there are only two and the machine gives one."""
    found = machine.decision_function(given)
    if found.ndim > 1:
        return found
    numpy = import_module("numpy")
    return numpy.stack([-found / 2, found / 2], axis=1)


def softmax(values):
    numpy = import_module("numpy")
    raised = numpy.exp(values - values.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def tempered(read_in, targets) -> float:
    """Return the temperature under which texts that were not learned from are least surprising."""
    numpy = import_module("numpy")
    splitter = library("model_selection").KFold(FOLDS, shuffle=True, random_state=SEED)
    held_back = [
        surprising(read_in, targets, learned, held)
        for learned, held in splitter.split(read_in)
        if len({targets[n] for n in learned}) > 1
    ]
    held_back = [(values, right) for values, right in held_back if len(right)]
    if not held_back:
        return 1.0

    def surprise(temperature):
        sums = [
            -numpy.log(numpy.maximum(row_of(softmax(values / temperature), right), 1e-12)).sum()
            for values, right in held_back
        ]
        return sum(sums)

    return min(TEMPERATURES, key=surprise)


def surprising(read_in, targets, learned, held):
    """Return the margins of texts that this machine did not see, and where the right one stands."""
    vectorizer, machine = trained([read_in[n] for n in learned], [targets[n] for n in learned])
    at = {label: n for n, label in enumerate(machine.classes_)}
    known = [n for n in held if targets[n] in at]
    if not known:
        return None, []
    values = margins(machine, vectorizer.transform([read_in[n] for n in known]))
    return values, [at[targets[n]] for n in known]


def row_of(chances, right):
    return chances[range(len(right)), right]

"""How well labels are suggested: accuracy, macro-F1, calibration, coverage. The arithmetic is plain."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from narahubung.patterns.evaluating import BadFile, rows_of
from narahubung.patterns.suggesting import TooFew, learn

BINS = 10


def evaluated_suggestions(train: Path, test: Path) -> dict:
    learned, asked = (rows_of(path, ("text", "label")) for path in (train, test))
    for path, rows in ((train, learned), (test, asked)):
        if not rows:
            raise BadFile(f"{path} has no rows below its head.")
    try:
        suggester = learn([row["text"] for row in learned], [row["label"] for row in learned])
    except TooFew as error:
        raise BadFile(f"{train}: {error}") from error
    found = suggester.suggest([row["text"] for row in asked])
    answers = [[(s.label, s.sureness) for s in three] for three in found]
    return {
        "train": len(learned),
        "test": len(asked),
        "labels": len(suggester.labels),
        **scored(answers, [row["label"] for row in asked]),
    }


def scored(answers: Sequence[Sequence[tuple[str, float]]], right: Sequence[str]) -> dict:
    """Return the measures; each answer is a list of labels with their sureness, the surest first."""
    firsts = [answer[0] for answer in answers]
    hits = [label == wanted for (label, _sure), wanted in zip(firsts, right, strict=True)]
    sureness = [sure for _label, sure in firsts]
    three = [w in [label for label, _sure in a[:3]] for a, w in zip(answers, right, strict=True)]
    return {
        "accuracy": mean(hits),
        "macro_f1": macro_f1([label for label, _sure in firsts], right),
        "top_3": mean(three),
        "ece": calibration_error(sureness, hits),
        **coverage(sureness, hits, 0.7),
        **coverage(sureness, hits, 0.9),
    }


def coverage(sureness, hits, at: float) -> dict:
    """Return how many are at least so sure, and how many of those are right."""
    sure = [hit for value, hit in zip(sureness, hits, strict=True) if value >= at]
    return {f"coverage@{at}": mean([v >= at for v in sureness]), f"accuracy@{at}": mean(sure)}


def macro_f1(given: Sequence[str], right: Sequence[str]) -> float:
    """Return the mean of F1 over all labels that were given or right, each counting the same."""
    both = Counter(g for g, r in zip(given, right, strict=True) if g == r)
    said, wanted = Counter(given), Counter(right)
    scores = [2 * both[label] / (said[label] + wanted[label]) for label in said | wanted]
    return mean(scores)


def calibration_error(sureness, hits) -> float:
    """Return how far sureness is from the truth on average, in ten equal bins."""
    error = 0.0
    for n in range(BINS):
        here = [
            (value, hit)
            for value, hit in zip(sureness, hits, strict=True)
            if min(int(value * BINS), BINS - 1) == n
        ]
        error += abs(sum(value for value, _hit in here) - sum(hit for _value, hit in here))
    return round(error / len(hits), 4)


def mean(values) -> float | None:
    values = list(values)
    return round(sum(values) / len(values), 4) if values else None

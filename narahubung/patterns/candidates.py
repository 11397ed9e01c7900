"""What may be about the same matter, among the files that somebody may see.

Three ways lead to candidates, and each is cut: the newest files of the same place, files that share rare words,
files with the same text. So the cost stays flat while the nation grows. What was found is then compared word by word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from heapq import nsmallest
from itertools import chain

from django.db.models import QuerySet

from narahubung.patterns.gists import REGENCY, SOURCES, Question
from narahubung.patterns.likeness import UNCOUNTED, Likeness, Rarity, likeness, weights
from narahubung.patterns.models import Gist, WordCount, found_by
from narahubung.search import Index

ALL_FILES = ""
SAME_TEXT = 200


@dataclass(frozen=True)
class Candidate:
    """A file by kind and key, how alike it is, why, and the asker's own words that it shares, the rarest first."""

    kind: str
    file: int
    day: object
    score: float
    signs: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def is_likely(self) -> bool:
        return self.score >= weights()["shown"]["from"]


@dataclass(frozen=True)
class Archive:
    """Where gists lie: the house's own tables, or a scratch database of the same shape."""

    using: str = "default"
    index: Index = found_by

    def gists(self) -> QuerySet:
        return Gist.objects.using(self.using)

    def rarity(self, words: Iterable[str]) -> tuple[Rarity, dict[str, int]]:
        """Return how rare each word is, and in how many files each stands that was counted."""
        words = list(words)
        counts = WordCount.objects.using(self.using).filter(word__in=[ALL_FILES, *words])
        files = dict(counts.values_list("word", "files"))
        all_files = files.pop(ALL_FILES, 0)
        return Rarity.counted(words, files, all_files), files


HOUSE = Archive()


def alike_for(actor, asked: Question, k: int = 5, **limits) -> list[Candidate]:
    """Return the files most alike that this actor may see."""
    visible = {kind: source.model.objects.visible_to(actor) for kind, source in SOURCES.items()}
    return alike(asked, visible, k, **limits)


def alike(asked: Question, visible: dict[str, QuerySet | None], k=5, archive=HOUSE, days=0):
    """Return the k files most alike among these, by kind; all others might as well not exist.

    `visible` holds for each kind the files that the asker may see. Nothing else enters: neither order, score
    nor number depend on a file that is not among them (but for the nightly `WordCount`).
    """
    if not asked.seen:
        return []
    rarity, counted = archive.rarity(asked.seen)
    rare = rarest(rarity, counted)
    rows: dict[int, Gist] = {}
    for kind, files in visible.items():
        gists = among(archive.gists().filter(kind=kind), files, asked, kind)
        for found in ways(asked, gists, rare, archive, days):
            rows.update((row.pk, row) for row in found)
    return best(asked, rows.values(), rarity, k)


def among(gists, files, asked, kind):
    if files is not None:
        gists = gists.filter(file__in=files.order_by().values("pk"))
    return gists.exclude(file=asked.itself[1]) if asked.itself[0] == kind else gists


def ways(asked, gists, rare, archive, days) -> Iterable[QuerySet]:
    shown = weights()["shown"]
    span = timedelta(days=days or shown["days"])
    within = gists.filter(day__gte=asked.day - span, day__lte=asked.day + span).order_by("-day", "-pk")
    place = scope(asked)
    if place:
        yield within.filter(**place)[: int(shown["most"])]
    if rare:
        yield within.filter(pk__in=archive.index.any_of(rare))[: int(shown["rare"])]
    if asked.digest:
        yield gists.filter(digest=asked.digest).order_by("-day", "-pk")[:SAME_TEXT]


def scope(asked) -> dict:
    """Return where to look first: in the same regency, or where none is known under the same top of the tree."""
    if len(asked.area) == REGENCY:
        return {"area": asked.area}
    return {"root": asked.root} if asked.root else {}


def rarest(rarity: Rarity, counted: dict[str, int]) -> list[str]:
    """Return the rarest words, as long as the files in which they stand remain few enough to be fetched."""
    shown, chosen, files = weights()["shown"], [], 0
    for word in sorted(rarity.of, key=lambda word: (counted.get(word, 0), word)):
        # Rounded down when it was counted: it may be nearly twice as many.
        files += 2 * counted.get(word, UNCOUNTED)
        if files > shown["rare"] or len(chosen) == shown["rare_words"]:
            break
        chosen.append(word)
    return chosen


def best(asked, rows, rarity, k) -> list[Candidate]:
    words = frozenset(asked.seen)
    alike = (
        (likeness(asked, row, rarity, shared), row)
        for row in rows
        if (shared := words.intersection(row.words.split()))
    )
    top = nsmallest(k, alike, key=lambda pair: (-pair[0].score, -pair[1].day.toordinal(), -pair[1].pk))
    return [candidate(asked, row, found, rarity) for found, row in top]


def candidate(asked, row, found: Likeness, rarity) -> Candidate:
    shared = sorted(found.shared, key=lambda word: (-rarity.of[word], word))
    return Candidate(
        row.kind,
        row.file,
        row.day,
        round(found.score, 2),
        found.signs,
        tuple(asked.seen[word] for word in shared),
    )

"""What may be about the same matter, among the files that somebody may see.

Three ways lead to candidates, and each is cut: the newest files of the same place, files that share rare words,
files with the same text. So the cost stays flat while the nation grows. What was found is then compared word by word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from heapq import nlargest

from django.db.models import QuerySet

from narahubung.patterns.gists import REGENCY, SOURCES, Question
from narahubung.patterns.likeness import (
    UNCOUNTED,
    Likeness,
    Rarity,
    by_words,
    likeness,
    weights,
)
from narahubung.patterns.models import Gist, WordCount, found_by, place_word
from narahubung.patterns.signs import SIGNS
from narahubung.search import Index

ALL_FILES = ""
# For trials alone, whose texts are no files and belong to nobody.
EVERYTHING = "everything"
SAME_TEXT = 200
# How many are looked at closely: place, landmarks, service, days.
CLOSELY = 100


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
    def reasons(self) -> list:
        """Return the signs as they are called on a page."""
        return [SIGNS[sign] for sign in self.signs]

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

    def counts(self, asked: Question) -> dict[str, int]:
        """Return in how many files each word stands that was counted, how many are of the place, and how many in all."""
        wanted = [ALL_FILES, place_word(asked.area), *asked.seen]
        counts = WordCount.objects.using(self.using).filter(word__in=wanted)
        return dict(counts.values_list("word", "files"))


HOUSE = Archive()


def alike_for(actor, asked: Question, k: int = 5, **limits) -> list[Candidate]:
    """Return the files most alike that this actor may see."""
    visible = {kind: source.model.objects.visible_to(actor) for kind, source in SOURCES.items()}
    return alike(asked, visible, k, **limits)


def alike(asked: Question, visible: dict[str, QuerySet | str], k=5, archive=HOUSE, days=0):
    """Return the k files most alike among these, by kind; all others might as well not exist.

    `visible` holds for each kind the files that the asker may see. Nothing else enters: neither order, score
    nor number depend on a file that is not among them (but for the nightly `WordCount`).
    """
    if not asked.seen:
        return []
    counts = archive.counts(asked)
    rarity = Rarity.counted(asked.seen, counts, counts.get(ALL_FILES, 0))
    heard: dict[int, tuple[float, frozenset[str]]] = {}
    for kind, files in visible.items():
        gists = among(archive.gists().filter(kind=kind), files, asked, kind)
        for found in ways(asked, gists, counts, archive, days):
            heard.update(hear(asked, found, rarity))
    nearest = nlargest(CLOSELY, heard, key=lambda pk: (heard[pk][0], pk))
    rows = archive.gists().filter(pk__in=nearest)
    return best(asked, [(row, heard[row.pk][1]) for row in rows], rarity, k)


def hear(asked, found: QuerySet, rarity):
    """Compare the words alone: most files share almost none, and are not looked at any closer."""
    words, said = frozenset(asked.seen), weights()["words"]
    for pk, known, size in found.values_list("pk", "words", "size"):
        if shared := words.intersection(known.split()):
            yield pk, (by_words(rarity, shared, size, said), shared)


def among(gists, files, asked, kind):
    if files != EVERYTHING:
        gists = gists.filter(file__in=files.order_by().values("pk"))
    return gists.exclude(file=asked.itself[1]) if asked.itself[0] == kind else gists


def ways(asked, gists, counts, archive, days) -> Iterable[QuerySet]:
    shown = weights()["shown"]
    span = timedelta(days=days or shown["days"])
    newest = gists.filter(day__gte=asked.day - span, day__lte=asked.day + span).order_by(
        "-day", "-pk"
    )
    if place := scope(asked):
        yield newest.filter(**place)[: int(shown["most"])]
    for here, files, budget in places(asked, counts):
        if rare := rarest(asked, counts, files, budget):
            yield newest.filter(pk__in=archive.index.any_of(rare, beside=here))[:budget]
    if asked.digest:
        yield gists.filter(digest=asked.digest).order_by("-day", "-pk")[:SAME_TEXT]


def scope(asked) -> dict:
    """Return where to look first: in the same regency, or where none is known under the same top of the tree."""
    if len(asked.area) == REGENCY:
        return {"area": asked.area}
    return {"root": asked.root} if asked.root else {}


def places(asked, counts) -> Iterable[tuple[str, int, int]]:
    """Return where rare words are looked for, in how many files, and how many of them may be fetched.

    In the regency and everywhere; all at once where the place is not known, or half of all files are of it.
    """
    budget, everywhere = int(weights()["shown"]["rare"]), counts.get(ALL_FILES, 1)
    here = place_word(asked.area) if "area" in scope(asked) else ""
    files = counts.get(here, UNCOUNTED)
    if here and 2 * files < everywhere:
        yield here, files, budget
        yield "", everywhere, budget
    else:
        yield "", everywhere, 2 * budget


def rarest(asked, counts: dict[str, int], files: int, budget: int) -> list[str]:
    """Return the rarest words, as long as those of so many files in which they stand are few enough to fetch."""
    chosen, fetched = [], 0.0
    share = files / max(counts.get(ALL_FILES, 1), files)
    for word in sorted(asked.seen, key=lambda word: (counts.get(word, 0), word)):
        # Rounded down when it was counted: it may be nearly twice as many.
        fetched += 1.5 * counts.get(word, UNCOUNTED) * share
        if fetched > budget or len(chosen) == weights()["shown"]["rare_words"]:
            break
        chosen.append(word)
    return chosen


def best(asked, rows, rarity, k) -> list[Candidate]:
    alike = [(likeness(asked, row, rarity, shared), row) for row, shared in rows]
    alike.sort(key=lambda pair: (-pair[0].score, -pair[1].day.toordinal(), -pair[1].pk))
    return [candidate(asked, row, found, rarity) for found, row in alike[:k]]


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

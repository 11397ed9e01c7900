"""The worker's part: whatever has a new entry is read anew, and its gist replaced; an erased file has none.

A batch is one transaction with the cursor, so that being killed loses nothing and doing it twice changes nothing.
"""

from collections import Counter
from hashlib import sha256
from math import log2

from django.db import transaction

from narahubung.figures.horizon import trusted
from narahubung.patterns import landmarks, words
from narahubung.patterns.candidates import ALL_FILES, HOUSE, Archive
from narahubung.patterns.gists import SOURCES, Source, gist_of
from narahubung.patterns.models import Cursor, Gist, WordCount, found_by, place_word

BATCH = 500
BEFORE_ALL = -1
# A word of fewer files than this is not kept by itself: it may be a name.
FEWEST = 8
MOST_COUNTED = 300_000
FIELDS = [
    *("length", "day", "region", "area", "agency", "root", "category", "service"),
    *("words", "size", "digest", "landmarks"),
]


def follow_all() -> int:
    """Bring the gists of all kinds up to date; return how many files were read."""
    return sum(follow(source) for source in SOURCES.values())


def rebuild() -> int:
    """Forget what is kept and read all files anew; return how many."""
    with transaction.atomic():
        Cursor.objects.all().delete()
        forget(Gist.objects.all())
    return follow_all()


def version() -> str:
    """Return a mark that changes whenever the same text would be read otherwise."""
    tables = words.DATA.read_bytes()
    return sha256(f"{words.VERSION} {landmarks.VERSION} {tables!r}".encode()).hexdigest()


def follow(source: Source) -> int:
    cursor, _new = Cursor.objects.get_or_create(source=source.kind)
    if cursor.version != version():
        Cursor.objects.filter(pk=cursor.pk).update(version=version(), swept=BEFORE_ALL)
    swept = sweep(source)
    if swept:
        count_words()
    return swept + read_news(source)


def locked(source: Source) -> Cursor:
    return Cursor.objects.select_for_update().get(source=source.kind)


def sweep(source: Source) -> int:
    """Read all files anew, if that was asked for, from where it was left off."""
    done = 0
    while Cursor.objects.filter(source=source.kind, swept__isnull=False).exists():
        with transaction.atomic():
            cursor = locked(source)
            if cursor.swept is None:
                break
            files = source.model.objects.filter(pk__gt=cursor.swept).order_by("pk")
            keys = list(files.values_list("pk", flat=True)[:BATCH])
            done += read_files(source, keys, anew=True)
            cursor.swept = keys[-1] if keys else None
            cursor.save(update_fields=["swept"])
    return done


def read_news(source: Source) -> int:
    """Read the files of all entries behind the cursor."""
    done, at, safe = 0, Cursor.objects.get(source=source.kind).position, None
    while source.events.objects.filter(pk__gt=at).exists():
        with transaction.atomic():
            cursor = locked(source)
            if safe is None:
                at, safe = cursor.position, trusted(cursor, source.events)
            news = source.events.objects.filter(pk__gt=at).order_by("pk")
            rows = list(news.values_list("pk", source.events_file)[:BATCH])
            if not rows:
                break
            done += read_files(source, sorted({file for _pk, file in rows}))
            at = rows[-1][0]
            cursor.position = max(cursor.position, min(at, safe))
            cursor.save()
    return done


def read_files(source: Source, keys: list[int], anew=False) -> int:
    """Read these files; those without a new entry are left alone unless all are read anew."""
    if not anew:
        known = dict(kept(source, keys).values_list("file", "length"))
        lengths = source.model.objects.filter(pk__in=keys).values_list("pk", "chain_length")
        keys = [pk for pk, length in lengths if known.get(pk) != length]
    files = source.files(keys)
    forget(kept(source, [file.pk for file in files if file.erased_at]))
    write([gist_of(source.kind, file) for file in files if not file.erased_at])
    return len(keys)


def kept(source: Source, keys):
    return Gist.objects.filter(kind=source.kind, file__in=keys)


def write(gists: list[Gist], archive: Archive = HOUSE) -> None:
    """Write or replace gists, with the words by which they are found."""
    with transaction.atomic(using=archive.using):
        archive.gists().bulk_create(
            gists, update_conflicts=True, unique_fields=["kind", "file"], update_fields=FIELDS
        )
        archive.index.put_many((gist.pk, gist.index_words()) for gist in gists)


def forget(gists) -> None:
    for pk in gists.values_list("pk", flat=True):
        found_by.remove(pk)
    gists.delete()


def count_words(archive: Archive = HOUSE) -> int:
    """Count anew in how many files each word stands, by the newest of them; return how many words were kept."""
    counts: Counter[str] = Counter()
    newest = archive.gists().order_by("-pk")[:MOST_COUNTED]
    read = 0
    for told_words, area in newest.values_list("words", "area").iterator(chunk_size=5_000):
        counts.update(told_words.split())
        counts[place_word(area)] += 1
        read += 1
    del counts[""]
    files = archive.gists().count()
    rows = [WordCount(word=ALL_FILES, files=files)] if files else []
    rows += [
        WordCount(word=word, files=rounded(n * files // read))
        for word, n in counts.items()
        if n >= FEWEST
    ]
    with transaction.atomic(using=archive.using):
        WordCount.objects.using(archive.using).all().delete()
        WordCount.objects.using(archive.using).bulk_create(rows, batch_size=1_000)
    return len(rows)


def rounded(files: int) -> int:
    return 2 ** int(log2(files))


def differences() -> list[str]:
    """Name each file whose gist is not what would be read now; nothing is changed."""
    return [f"{source.kind} {key}" for source in SOURCES.values() for key in differing(source)]


def differing(source: Source):
    known = dict(Gist.objects.filter(kind=source.kind).values_list("file", "pk"))
    keys = list(source.model.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        gists = {gist.file: gist for gist in kept(source, some)}
        for file in source.files(some):
            known.pop(file.pk, None)
            wanted = None if file.erased_at else gist_of(source.kind, file)
            if told(gists.get(file.pk)) != told(wanted):
                yield file.pk
    yield from known


def told(gist: Gist | None):
    return gist and [getattr(gist, name) for name in FIELDS]

"""Measures of finding the like, for anybody's texts: a corpus, and queries with what ought to be found."""

import csv
import io
from datetime import date
from itertools import islice
from pathlib import Path

from narahubung.patterns.candidates import EVERYTHING
from narahubung.patterns.following import count_words, write
from narahubung.patterns.gists import question, said, standing
from narahubung.patterns.measuring import measured
from narahubung.patterns.models import Gist, Kind
from narahubung.patterns.scratch import scratch_archive

BATCH = 5_000
# The texts name neither place nor day: all are taken as of one regency and one day.
PLACE, DAY = "00.00", date(2026, 1, 1)
SEVERAL = ";"


class BadFile(ValueError):
    """A file cannot be used; the message is a sentence for who brought it."""


def evaluated(corpus: Path, queries: Path) -> dict:
    texts = rows_of(corpus, ("id", "text"))
    if not texts:
        raise BadFile(f"{corpus} has no rows below its head.")
    numbers = {}
    for line, row in enumerate(texts, start=2):
        if row["id"] in numbers:
            raise BadFile(f"{corpus}, row {line}: the id {row['id']!r} stands there twice.")
        numbers[row["id"]] = len(numbers) + 1
    asked = rows_of(queries, ("id", "text", "expected"))
    if not asked:
        raise BadFile(f"{queries} has no rows below its head.")
    wanted = [expected(row, numbers, f"{queries}, row {n}") for n, row in enumerate(asked, start=2)]
    with scratch_archive() as archive:
        fill(archive, (row["text"] for row in texts))
        questions = [question(row["text"], DAY, region=PLACE) for row in asked]
        found = measured(zip(questions, wanted, strict=True), {Kind.COMPLAINT: EVERYTHING}, archive)
    return {"corpus": len(texts), **found}


def fill(archive, texts) -> None:
    """Read the texts in turn as files numbered from one."""
    numbered = enumerate(texts, start=1)
    while batch := [gist(number, text) for number, text in islice(numbered, BATCH)]:
        write(batch, archive)
    count_words(archive)


def gist(number: int, text: str) -> Gist:
    stems, told = said("", text, "")
    del told["seen"]
    words = " ".join(stems)
    return Gist(
        kind=Kind.COMPLAINT, file=number, day=DAY, words=words, **told, **standing(PLACE, None)
    )


def expected(row: dict, numbers: dict[str, int], where: str) -> set[int]:
    """Return the texts that ought to be found: one id, several with semicolons between, or none."""
    given = row["expected"].strip()
    ids = [given] if given in numbers else [part.strip() for part in given.split(SEVERAL)]
    if unknown := [one for one in ids if one and one not in numbers]:
        raise BadFile(f"{where}: no text of the corpus has the id {unknown[0]!r}.")
    return {numbers[one] for one in ids if one}


def rows_of(path: Path, wanted: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the rows of a CSV file with these columns, or say in a sentence what is wrong with it."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{path} is not UTF-8 text.") from error
    # A field may hold as much as the whole file.
    csv.field_size_limit(max(len(text), 131_072))
    reader = csv.DictReader(io.StringIO(text.replace("\0", ""), newline=""))
    try:
        rows = list(reader)
    except csv.Error as error:
        raise BadFile(f"{path} is no CSV file: {error}.") from error
    if missing := [name for name in wanted if name not in (reader.fieldnames or ())]:
        raise BadFile(f"{path} lacks the column {missing[0]}. It wants: {','.join(wanted)}.")
    for line, row in enumerate(rows, start=2):
        if any(row[name] is None for name in wanted):
            raise BadFile(f"{path}, row {line}: there are fewer columns than in the head.")
    return rows

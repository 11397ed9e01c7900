"""Files that no row names: a transaction that never committed left them. They only take room, and go at night."""

import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.conf import settings

from narahubung.operations.backup import file_fields

# Long enough for any request that still writes its row.
A_DAY = 24 * 3600
BATCH = 500


def sweep() -> int:
    """Delete what no row names and nobody touched for a day; return how many files."""
    swept = 0
    files = old_files()
    while names := list(islice(files, BATCH)):
        for name in set(names) - named_among(names):
            (Path(settings.MEDIA_ROOT) / name).unlink(missing_ok=True)
            swept += 1
    return swept


def old_files() -> Iterator[str]:
    root, before = Path(settings.MEDIA_ROOT), time.time() - A_DAY
    for path in root.rglob("*"):
        if path.is_file() and path.stat().st_mtime < before:
            yield path.relative_to(root).as_posix()


def named_among(names) -> set[str]:
    found = set()
    for field in file_fields():
        rows = field.model._base_manager.filter(**{f"{field.name}__in": names})
        found.update(rows.values_list(field.name, flat=True))
    return found

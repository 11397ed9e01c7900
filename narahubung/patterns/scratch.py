"""A database for an hour: the tables of gists in a file of its own, so that a trial touches nothing of the house."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.db import connections
from django.db.utils import load_backend

from narahubung.patterns.candidates import Archive
from narahubung.patterns.models import Gist, WordCount
from narahubung.search import Index

NAME = "patterns_scratch"


@contextmanager
def scratch_archive():
    """Give an empty archive on SQLite, whatever the house lies on; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="narahubung-patterns-") as folder:
        connections[NAME] = connection_to(Path(folder) / "scratch.sqlite3")
        try:
            yield prepared(Archive(NAME, Index("gist", using=NAME)))
        finally:
            connections[NAME].close()
            del connections[NAME]


def connection_to(path: Path):
    """Return a connection of this thread alone; the settings of the house know nothing of it."""
    given = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {"init_command": "PRAGMA synchronous=OFF; PRAGMA cache_size=-64000"},
    }
    settled = connections.configure_settings({"default": {}, NAME: given})
    return load_backend(given["ENGINE"]).DatabaseWrapper(settled[NAME], NAME)


def prepared(archive: Archive) -> Archive:
    connection = connections[archive.using]
    with connection.schema_editor() as editor:
        for model in (Gist, WordCount):
            editor.create_model(model)
    archive.index.create(connection)
    return archive

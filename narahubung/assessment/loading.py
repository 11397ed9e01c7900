"""Bring the instruments on file into the database. What is frozen stays; a changed file becomes a new version."""

from pathlib import Path

from django.utils.translation import gettext as _

from narahubung.accounts.actors import System
from narahubung.assessment.instruments import Instrument, Version
from narahubung.assessment.reading import Unreadable, files, read
from narahubung.assessment.validation import problems


class BadFile(Exception):
    """One sentence a line, each with the name of the file."""


def said_in(path: Path) -> dict:
    """Read and check one file."""
    try:
        said = read(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, Unreadable) as error:
        words = _("%(path)s cannot be read: %(error)s") % {"path": path, "error": error}
        raise BadFile(words) from error
    if found := problems(said):
        raise BadFile("\n".join(f"{path}: {sentence}" for sentence in found))
    return said


def load_instruments(paths: list[Path] | None = None) -> list[Version]:
    """Load files, or those that come with the house, and return the versions that are new."""
    said = [said_in(path) for path in (files() if paths is None else paths)]
    frozen = [Instrument.objects.freeze(one, System(), Version.Source.FILE) for one in said]
    return [version for version, is_new in frozen if is_new]

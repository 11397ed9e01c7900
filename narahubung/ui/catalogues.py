"""The Indonesian catalogues of the apps: gather the strings, keep the translations, compile.

English is the source language, so only `id` has catalogues. Strings are gathered without gettext
tools installed: Python by Babel, templates by Django's own reading of them.
"""

from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.apps import apps
from django.utils.translation.template import templatize

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
LEFT_OUT = {"tests", "migrations", "locale", "static", "__pycache__"}


class QuietCatalog(Catalog):
    """A catalogue whose head has no dates, so that only words make a difference."""

    num_plurals = 1
    plural_expr = "0"

    @property
    def mime_headers(self):
        return [
            ("Language", "id"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Plural-Forms", "nplurals=1; plural=0;"),
        ]


def app_folders() -> list[Path]:
    ours = [a for a in apps.get_app_configs() if a.name.startswith("narahubung.")]
    return sorted(Path(app.path) for app in ours)


def po_path(folder) -> Path:
    return folder / "locale/id/LC_MESSAGES/django.po"


def strings_of(folder):
    """Yield (msgid, context) of everything in a folder that people may read."""
    for path in sorted(folder.rglob("*")):
        if LEFT_OUT & set(path.relative_to(folder).parts):
            continue
        if path.suffix == ".py":
            yield from calls_in(path.read_text())
        elif path.suffix in (".html", ".txt") and "templates" in path.parts:
            # Each line alone: what templatize leaves between the calls is no Python.
            for line in templatize(path.read_text()).splitlines():
                yield from calls_in(line.strip()) if "(" in line else ()


def calls_in(code):
    found = extract_python(BytesIO(code.encode()), KEYWORDS, [], {"encoding": "utf-8"})
    for _line, function, words, _comments in found:
        if (
            words is None
        ):  # A call with a name instead of words: they stand where the name was made.
            continue
        words = (words,) if isinstance(words, str) else words
        spec = KEYWORDS[function]
        context = words[0] if spec and isinstance(spec[0], tuple) else None
        words = words[1:] if context is not None else words
        plural = spec is not None and len(spec) - (context is not None) == 2
        msgid = tuple(words[:2]) if plural else words[0]
        if msgid and all([msgid] if isinstance(msgid, str) else msgid):
            yield msgid, context


def current(folder) -> Catalog:
    path = po_path(folder)
    if not path.exists():
        return Catalog(locale="id")
    with path.open("rb") as file:
        return read_po(file, locale="id")


def gathered(folder) -> Catalog:
    """Return the catalogue as it should be: today's strings with yesterday's translations."""
    before = current(folder)
    catalogue = QuietCatalog(locale="id", header_comment="# Indonesian of this app.", fuzzy=False)
    for msgid, context in strings_of(folder):
        known = before.get(msgid[0] if isinstance(msgid, tuple) else msgid, context)
        catalogue.add(msgid, known.string if known and not known.fuzzy else None, context=context)
    return catalogue


def as_text(catalogue) -> str:
    out = BytesIO()
    write_po(out, catalogue, width=100, sort_output=True, no_location=True)
    return out.getvalue().decode().replace("#, fuzzy\n", "")


def write(folder):
    catalogue = gathered(folder)
    if len(catalogue):
        po_path(folder).parent.mkdir(parents=True, exist_ok=True)
        po_path(folder).write_text(as_text(catalogue))
    else:
        po_path(folder).unlink(missing_ok=True)


def compile_catalogue(folder):
    if po_path(folder).exists():
        with po_path(folder).with_suffix(".mo").open("wb") as file:
            write_mo(file, current(folder))


def missing(folders=None) -> list[str]:
    """Name every string that has no Indonesian yet."""
    return [
        f"{folder.name}: {message.id}"
        for folder in folders or app_folders()
        for message in gathered(folder)
        if message.id and not is_translated(message)
    ]


def is_translated(message):
    words = message.string if isinstance(message.string, tuple | list) else [message.string]
    return bool(words) and all(words)


def stale(folders=None) -> list[str]:
    """Name every catalogue that differs from what `manage.py messages` would write."""
    return [
        str(po_path(folder))
        for folder in folders or app_folders()
        if on_disk(folder) != (as_text(gathered(folder)) if len(gathered(folder)) else "")
    ]


def on_disk(folder):
    return po_path(folder).read_text() if po_path(folder).exists() else ""
